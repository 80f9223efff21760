"""Who may do something, and who is refused."""

from collections.abc import Callable, Iterable

import pytest

from tests.installations import PEOPLE
from woningscan.domain.rights import Role
from woningscan.services.errors import ForbiddenError


def assert_for_role(role: Role, name: str, uses: Iterable[Callable[[], object]]) -> None:
    """See to it that somebody may do all of this, or none of it when the role is another."""
    for use in uses:
        if PEOPLE[name] is role:
            use()
        else:
            with pytest.raises(ForbiddenError):
                use()
