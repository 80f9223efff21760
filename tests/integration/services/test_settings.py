"""Settings of letters: who may change them, what is kept of it, and that letters follow."""

from typing import Any

import pytest
from sqlalchemy import text

from tests.installations import PEOPLE, Installation
from tests.integration.services.allowed import assert_for_role
from tests.integration.services.commits import audited, counted_commits
from tests.visits import change as change_of
from tests.visits import front_door, planned
from woningscan.domain.language import Language, Text
from woningscan.domain.letter import Advised
from woningscan.domain.rights import Role
from woningscan.domain.settings import LetterSettings, Phone, Price
from woningscan.persistence.histories import NewerRowError
from woningscan.persistence.settings import NewSetting
from woningscan.services import letters, saving, settings, settings_preview
from woningscan.services.errors import NotFoundError
from woningscan.services.settings import (
    Json,
    NewerSettingError,
    Setting,
    SettingsFaultyError,
    Wanted,
)
from woningscan.services.settings_preview import Asked

ID = "woningscan"
# Settings stand in the clear, also in the log of a server that tests share: the hunt for plain text
# seeks other measures than this one.
LOCK = "prices.hinge-seam-protect"
ORGANISATION = {"nl": "Bureau Verzonnen", "en": "Invented Bureau"}
PRICE: dict[str, Any] = {
    "low": 150,
    "high": 300,
    "year": 2026,
    "source": "verzonnen",
    "currency": "EUR",
    "fitted": True,
    "vat_included": True,
}
TEXT = {"nl": "Eigen zin.", "en": "Own sentence."}
PHONES = [{"label": {"nl": "Meldpunt", "en": "Desk"}, "number": "000 000 00 00"}]


def change(installation: Installation, *wanted: Wanted, by: str = "administrator") -> int:
    return settings.change(installation.resources, installation.actor(by), ID, wanted)


def standing(installation: Installation, name: str) -> Setting:
    actor = installation.actor("administrator")
    return settings.all_settings(installation.resources, actor, ID)[name]


def history(installation: Installation, page: int = 1) -> tuple[tuple[Setting, ...], int]:
    actor = installation.actor("administrator")
    return settings.history(installation.resources, actor, ID, page)


def test_nothing_is_set_at_first(installation: Installation) -> None:
    assert settings.letter_settings(installation.resources, ID) == LetterSettings()
    assert history(installation) == ((), 1)


def test_what_is_changed_holds_and_is_reported_in_one_commit(installation: Installation) -> None:
    wanted = (
        Wanted("organisation", ORGANISATION),
        Wanted(LOCK, PRICE),
        Wanted("phones", PHONES),
        Wanted("texts.limits-retention", TEXT),
        Wanted("validity_months", 24),
        Wanted("retention_months", 36),
    )
    before = audited(installation)
    with counted_commits(installation) as commits:
        assert change(installation, *wanted) == len(wanted)
    assert len(commits) == 1
    assert audited(installation) == [*before, *["setting-changed"] * len(wanted)]
    assert settings.letter_settings(installation.resources, ID) == LetterSettings(
        organisation=Text(**ORGANISATION),
        prices={"hinge-seam-protect": Price(150, 300, 2026, "verzonnen")},
        phones=(Phone(Text("Meldpunt", "Desk"), "000 000 00 00"),),
        texts={"limits-retention": Text("Eigen zin.", "Own sentence.")},
        validity_months=24,
        retention_months=36,
    )
    assert settings.letter_settings(installation.resources, "bicycle") == LetterSettings()


def test_the_audit_log_names_the_setting_and_not_its_value(installation: Installation) -> None:
    change(installation, Wanted("organisation", ORGANISATION))
    with installation.resources.work.database.reading() as connection:
        query = text("SELECT account, subject, reason FROM audit ORDER BY sequence DESC LIMIT 1")
        (line,) = connection.execute(query).all()
    actor = installation.actor("administrator")
    assert tuple(line) == (actor.account, "woningscan organisation", "")


def test_what_stays_as_it_is_is_not_written(installation: Installation) -> None:
    change(installation, Wanted(LOCK, PRICE))
    row = standing(installation, LOCK)
    assert change(installation, Wanted(LOCK, dict(PRICE), row.id), Wanted("phones", None)) == 0
    # Also when it is sent twice, or somebody else filled in the same.
    assert change(installation, Wanted(LOCK, dict(PRICE), 0)) == 0
    assert [each.name for each in history(installation)[0]] == [LOCK]


def test_a_setting_is_cleared_and_the_history_keeps_it(installation: Installation) -> None:
    change(installation, Wanted("validity_months", 24))
    change(
        installation, Wanted("validity_months", None, standing(installation, "validity_months").id)
    )
    assert settings.letter_settings(installation.resources, ID).validity_months is None
    newest, oldest = history(installation)[0]
    assert (newest.before, newest.value) == (24, None)
    assert (oldest.before, oldest.value) == (None, 24)
    assert newest.by == "administrator (verzonnen)"
    change(installation, Wanted("validity_months", 12, newest.id))
    assert settings.letter_settings(installation.resources, ID).validity_months == 12


def test_of_two_at_once_the_second_sees_what_the_first_wrote(installation: Installation) -> None:
    change(installation, Wanted(LOCK, PRICE))
    seen = standing(installation, LOCK).id
    change(installation, Wanted(LOCK, PRICE | {"low": 100}, seen))
    with pytest.raises(NewerSettingError) as error:
        change(
            installation,
            Wanted(LOCK, PRICE | {"low": 200}, seen),
            Wanted("organisation", ORGANISATION),
        )
    (newer,) = error.value.newer
    assert newer.value == PRICE | {"low": 100}
    assert newer.before == PRICE
    # All or nothing.
    assert settings.letter_settings(installation.resources, ID).organisation is None
    assert change(installation, Wanted(LOCK, PRICE | {"low": 200}, newer.id)) == 1


def test_two_transactions_cannot_replace_the_same_row(installation: Installation) -> None:
    account = installation.actor("administrator").account or ""
    row = NewSetting(ID, "validity_months", "1", 0, account, "2026-05-12T09:30:00Z")
    with installation.resources.work.writing() as stored:
        stored.settings.add(row)
        with pytest.raises(NewerRowError):
            stored.settings.add(row)


@pytest.mark.parametrize(
    ("name", "value", "at"),
    [
        ("organisation", {"nl": "", "en": "x"}, "organisation.nl"),
        ("organisation", {"nl": "een\ntwee", "en": "x"}, "organisation.nl"),
        ("organisation", {"nl": "x"}, "organisation.en"),
        ("phones", [{"label": {"nl": "x", "en": "x"}, "number": "1" * 81}], "phones[0].number"),
        ("phones", [{"label": {"nl": "x", "en": "x"}, "number": "bel 11"}], "phones[0].number"),
        ("phones", PHONES * 21, "phones"),
        ("validity_months", 0, "validity_months"),
        ("validity_months", 121, "validity_months"),
        ("validity_months", "x", "validity_months"),
        ("retention_months", 601, "retention_months"),
        (LOCK, PRICE | {"high": 149}, "prices.hinge-seam-protect.high"),
        (LOCK, PRICE | {"low": None}, "prices.hinge-seam-protect.low"),
        (LOCK, PRICE | {"year": 26}, "prices.hinge-seam-protect.year"),
        (LOCK, PRICE | {"currency": "GBP"}, "prices.hinge-seam-protect.currency"),
        ("texts.limits-retention", {"nl": "x" * 4001, "en": "x"}, "texts.limits-retention.nl"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    on_sqlite: Installation, name: str, value: Json, at: str
) -> None:
    with pytest.raises(SettingsFaultyError) as error:
        change(on_sqlite, Wanted(name, value), Wanted("texts.apart-pkvw", TEXT))
    assert [fault.where for fault in error.value.faults][:1] == [at]
    assert history(on_sqlite) == ((), 1)


@pytest.mark.parametrize("name", ["", "nothing", "prices", "prices.nothing", "texts.opening-who"])
def test_there_is_no_other_setting(on_sqlite: Installation, name: str) -> None:
    with pytest.raises(NotFoundError):
        change(on_sqlite, Wanted(name, None))


def test_an_unknown_questionnaire_has_no_settings(on_sqlite: Installation) -> None:
    actor = on_sqlite.actor("administrator")
    with pytest.raises(NotFoundError):
        settings.all_settings(on_sqlite.resources, actor, "bicycle")


@pytest.mark.parametrize("name", PEOPLE)
def test_settings_are_for_administrators_only(on_sqlite: Installation, name: str) -> None:
    resources, actor = on_sqlite.resources, on_sqlite.actor(name)
    uses = (
        lambda: settings.change(resources, actor, ID, [Wanted("validity_months", 24)]),
        lambda: settings.all_settings(resources, actor, ID),
        lambda: settings.history(resources, actor, ID),
        lambda: settings.wished_settings(resources, actor, ID, []),
        lambda: settings_preview.preview(resources, actor, ID, [], Asked(Language.NL)),
    )
    assert_for_role(Role.ADMINISTRATOR, name, uses)
    is_set = settings.letter_settings(resources, ID).validity_months is not None
    assert is_set is (PEOPLE[name] is Role.ADMINISTRATOR)


def test_the_history_comes_in_pages(on_sqlite: Installation) -> None:
    saw = 0
    for months in range(1, settings.PAGE + 3):
        change(on_sqlite, Wanted("retention_months", months, saw))
        saw = standing(on_sqlite, "retention_months").id
    first, pages = history(on_sqlite)
    last, _ = history(on_sqlite, 2)
    assert pages == 2
    assert [each.value for each in (*first, *last)] == list(range(settings.PAGE + 2, 0, -1))
    assert history(on_sqlite, 99)[0] == last
    assert history(on_sqlite, -1)[0] == first


def test_a_letter_prints_what_is_set(installation: Installation) -> None:
    visit, adviser = planned(installation), installation.actor("adviser")
    bad = change_of("answered", [front_door(visit), "hinge-seam"], {"option": "neither"})
    saving.save_changes(installation.resources, adviser, visit, [bad])

    def printed() -> str:
        letter = letters.advice_letter(installation.resources, adviser, visit, Language.NL)
        (block,) = (each for each in letter.blocks if isinstance(each, Advised))
        return repr(block.details)

    assert "150" not in printed()
    change(installation, Wanted(LOCK, PRICE))
    assert "€\xa0150" in printed().replace("\\xa0", "\xa0")


def test_a_preview_writes_nothing_and_shows_what_is_wanted(installation: Installation) -> None:
    actor = installation.actor("administrator")
    change(installation, Wanted("phones", PHONES))
    wanted = [Wanted("organisation", ORGANISATION), Wanted(LOCK, PRICE)]
    with counted_commits(installation) as commits:
        shown = settings_preview.preview(
            installation.resources, actor, ID, wanted, Asked(Language.NL)
        )
    assert not commits
    assert "Meldpunt: 000 000 00 00" in repr(shown.letter.blocks)
    assert "150" in repr(shown.letter.blocks)
    assert any(detail.text == "Bureau Verzonnen" for detail in shown.cover.details)
    assert len(history(installation)[0]) == 1
    assert len(shown.examples) > 1
    with pytest.raises(SettingsFaultyError):
        settings_preview.preview(
            installation.resources, actor, ID, [Wanted("phones", 1)], Asked(Language.NL)
        )
