"""A crowd that signs in keeps its own place, and costs nobody a try."""

import pytest

from tests.integration.web.browsing import Browser
from woningscan.services.authentication import signing_in
from woningscan.services.authentication.limits import MOST_OF_A_NAME
from woningscan.services.authentication.sign_in_queue import SignInQueue
from woningscan.services.errors import SignInBusyError


def test_one_has_the_turn_and_who_waits_too_long_is_told() -> None:
    queue = SignInQueue(most=2, patience=0.01)
    with queue.turn(), pytest.raises(SignInBusyError), queue.turn():
        pass
    with queue.turn():
        pass


def test_who_comes_while_the_queue_is_full_is_told_at_once() -> None:
    queue = SignInQueue(most=1, patience=600.0)
    with queue.turn(), pytest.raises(SignInBusyError), queue.turn():
        pass


def test_being_told_to_come_back_counts_no_try(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = SignInQueue(most=1)
    with monkeypatch.context() as patch:
        patch.setattr(signing_in, "QUEUE", queue)
        with queue.turn():
            for _ in range(MOST_OF_A_NAME + 1):
                response = visitor.sign_in("adviser")
                assert response.status_code == 429
                assert "heel veel mensen tegelijk" in response.text
    assert visitor.sign_in("adviser").status_code == 303


def test_a_crowd_of_strangers_keeps_nobody_from_the_own_tablet(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.sign_in("adviser").status_code == 303
    queue = SignInQueue(most=1)
    monkeypatch.setattr(signing_in, "QUEUE", queue)
    with queue.turn():
        assert visitor.fill_in("/", {}, "/sign-out").status_code == 303
        assert visitor.sign_in("adviser").status_code == 303


def test_who_has_no_try_left_takes_no_place_of_others(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = visitor.sign_in_fields("adviser") | {"password": "wrong"}
    for _ in range(MOST_OF_A_NAME):
        assert visitor.fill_in("/sign-in", wrong).status_code == 401
    queue = SignInQueue(most=1)
    monkeypatch.setattr(signing_in, "QUEUE", queue)
    with queue.turn():
        response = visitor.fill_in("/sign-in", wrong)
    assert response.status_code == 429
    assert "heel veel mensen tegelijk" not in response.text
