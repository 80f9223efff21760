"""A log without personal data: where a program failed and with which class of error, no message.

A message of an exception can hold the value that it was about, such as a name or an answer.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from types import TracebackType


def places(error: BaseException) -> str:
    """Give the class of an error and of what caused it, and the line of each step to it."""
    told = []
    current: BaseException | None = error
    while current is not None:
        steps = traceback.extract_tb(current.__traceback__)
        lines = (f"{step.filename}:{step.lineno} in {step.name}" for step in steps)
        told.append("\n  ".join((type(current).__qualname__, *lines)))
        current = current.__cause__ or current.__context__
    return "\n".join(told)


class QuietFlask(Flask):
    """Flask, but for what it logs of an error that nobody foresaw."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        """Log the places of an error, and neither its message nor the address asked for."""
        if exc_info[1] is not None:
            self.logger.error("an unforeseen error\n%s", places(exc_info[1]))
