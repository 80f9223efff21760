"""The command line; a contract, because scripts rely on it.

Results go to stdout, messages to stderr. Bad input gives what, where and how to mend it, and exit
code 2; then nothing was written. Warnings begin with `warning:` and leave exit code 0.
"""

from woningscan.cli.main import main

__all__ = ["main"]
