"""The installation that a command works on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from woningscan import bootstrap
from woningscan.config import Config, from_environment

if TYPE_CHECKING:
    from woningscan.services.resources import Resources


def config() -> Config:
    """Read the settings.

    Raises:
        ConfigError: a setting cannot be used.
    """
    return from_environment(os.environ)


def resources() -> Resources:
    """Open the installation.

    Raises:
        LockedError: it cannot be opened; the message says what to do.
    """
    return bootstrap.resources(config())
