"""What people call their devices and passkeys."""

from woningscan.domain import shapes
from woningscan.services.errors import ServiceError

LONGEST_NAME = 60


class BadNameError(ServiceError):
    """A device or a passkey cannot be called this."""


def checked_name(name: str) -> str:
    """Give a name as one line, without the space around it.

    Raises:
        BadNameError: it is empty, too long, or holds what is not seen.
    """
    bare = " ".join(name.split())
    try:
        shapes.line(bare, LONGEST_NAME)
    except shapes.BadValueError:
        raise BadNameError(f"A name is one line of 1 to {LONGEST_NAME} characters.") from None
    return bare
