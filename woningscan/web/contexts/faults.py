"""What is wrong in a form, in words: beside each field, and together at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from woningscan.web.texts import Translator


def fault_texts(faults: Mapping[str, str], t: Translator) -> dict[str, str]:
    """Give for each field what is wrong, from the kind of change that refused it."""
    return {name: t(f"fault.{kind}") for name, kind in faults.items()}


def summary(
    faults: Mapping[str, str], labels: Mapping[str, str] | None = None
) -> tuple[tuple[str, str], ...]:
    """Give where each fault is, as the id of an element, and what it is about and what is wrong."""
    known = labels or {}
    return tuple(
        (
            name.removeprefix("answered."),
            f"{known[name]}: {text}" if name in known else text,
        )
        for name, text in faults.items()
    )
