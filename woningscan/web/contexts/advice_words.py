"""What the adviser changed about the advice, in words: for lists, and for choosing between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection
    from woningscan.web.texts import Translator


def advice_title(inspection: Inspection, name: str, t: Translator) -> str:
    """Give the title of a measure, or of advice of the adviser's own by its id."""
    measure = inspection.questionnaire.measures_by_id.get(name)
    if measure is not None:
        return t.of(measure.title)
    own = inspection.journal.value("own-advised", name)
    return str(own["title"]) if isinstance(own, dict) else t("kind.own-advised")


def advised_words(inspection: Inspection, value: Value, t: Translator) -> str:
    """Say what was changed about a measure, or what advice of one's own says."""
    if not isinstance(value, dict):
        return t("answer.none")
    return "; ".join(_parts(inspection, value, t)) or t("answer.none")


def order_words(inspection: Inspection, value: Value, t: Translator) -> str:
    """Say which advice stands first."""
    if not isinstance(value, list) or not value:
        return t("advice.order-by-rule")
    return "; ".join(
        f"{place}. {advice_title(inspection, str(name), t)}" for place, name in enumerate(value, 1)
    )


def when_words(inspection: Inspection, urgency: str, t: Translator) -> str:
    """Say how soon, in the words of the letter."""
    return inspection.questionnaire.phrase(f"urgency-{urgency}", t.language)


def payer_words(inspection: Inspection, payer: str | None, t: Translator) -> str:
    """Say who pays, in the words of the letter."""
    if payer is None:
        return inspection.questionnaire.phrase("payer-to-be-discussed", t.language)
    return t.of(inspection.questionnaire.payers_by_id[payer].name)


def _parts(inspection: Inspection, fields: Mapping[str, Value], t: Translator) -> Iterator[str]:
    said: Mapping[str, Callable[[Any], str]] = {
        "omit": lambda _: t("advice.says-omitted"),
        "added": lambda _: t("advice.says-added"),
        "title": str,
        "text": str,
        "priority": lambda to: t("advice.says-when", when=when_words(inspection, str(to), t)),
        "payer": lambda to: t("advice.says-payer", payer=payer_words(inspection, str(to), t)),
        "photos": lambda to: t("advice.says-photos", count=len(to)),
        "reason": lambda why: t("advice.says-reason", reason=why),
    }
    return (say(fields[key]) for key, say in said.items() if key in fields)
