"""What has run out goes, what has not stays, and doing it twice is doing it once."""

from datetime import timedelta

import pytest

from tests.installations import Installation
from tests.signing_in import browser, sign_in
from woningscan.services.authentication import sessions
from woningscan.services.errors import SignInRefusedError, TooManyTriesError
from woningscan.services.sweeping import Swept, sweep

NOTHING = Swept(0, 0, 0, 0)


def test_a_session_goes_when_its_day_is_over(installation: Installation) -> None:
    old = sign_in(installation)
    installation.moments.pass_by(timedelta(hours=7))
    young = sign_in(installation)
    installation.moments.pass_by(timedelta(hours=1, seconds=1))
    # The counts are those of the address, and of all, that both signed in from.
    assert sweep(installation.resources) == Swept(1, 2, 0, 0)
    assert sweep(installation.resources) == NOTHING
    assert sessions.actor_of(installation.resources, old.token) is None
    with installation.resources.work.reading() as stored:
        left = stored.sessions.of(young.actor.account or "")
    assert [line.id for line in left] == [young.actor.session]


def test_tries_are_remembered_for_a_quarter_of_an_hour(installation: Installation) -> None:
    def refused() -> type[Exception]:
        with pytest.raises((SignInRefusedError, TooManyTriesError)) as caught:
            sign_in(installation, password="x" * 20, within=browser("s"))
        return caught.type

    while refused() is SignInRefusedError:
        pass
    assert sweep(installation.resources) == NOTHING
    assert refused() is TooManyTriesError
    installation.moments.pass_by(timedelta(minutes=15, seconds=1))
    # The name, the address, and what all have together.
    assert sweep(installation.resources) == Swept(0, 3, 0, 0)
    assert refused() is SignInRefusedError


def test_a_challenge_goes_when_its_time_is_over(installation: Installation) -> None:
    ends = installation.resources.clock.now()
    later = "2026-05-12T09:35:00Z"
    with installation.resources.work.writing() as stored:
        assert stored.ceremonies.use(b"1" * 32, ends)
        assert stored.ceremonies.use(b"2" * 32, later)
    assert sweep(installation.resources) == Swept(0, 0, 1, 0)
    assert sweep(installation.resources) == NOTHING
