"""The advice of a visit file, held against what the rules give by themselves.

The list is the adviser's order. What a measure says besides is a deviation when it is not what the
rules give, and wants a reason; what equals the rules is none and is not recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from woningscan.domain.advice import advise, findings, for_letter
from woningscan.domain.inspection import Inspection
from woningscan.domain.route import Route
from woningscan.domain.visit_file.maker import PlacedChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from woningscan.domain.advice import Finding, Recommendation
    from woningscan.domain.changes import Change, Value
    from woningscan.domain.questionnaire import Questionnaire
    from woningscan.domain.visit_file.entries import AdviceEntry, Entries, OwnAdvice
    from woningscan.domain.visit_file.maker import Maker


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules give for a file, by measure: what answers call for, how soon, who pays."""

    questionnaire: Questionnaire
    called_for: frozenset[str]
    plain: Mapping[str, Recommendation]
    payers: Mapping[str, str | None]

    def urgency(self, measure: str) -> str:
        """Give how soon the rules want it."""
        plain = self.plain.get(measure)
        return (plain or self.questionnaire.measures_by_id[measure]).urgency.value

    def stands_with(self, measure: str) -> str | None:
        """Give the measure that it stands with, when it does not stand by itself."""
        if measure in self.plain:
            return None
        hosts = self.plain.values()
        return next(
            (host.id for host in hosts if measure in [one.id for one in host.companions]), None
        )


def called_for(found: tuple[Finding, ...]) -> frozenset[str]:
    """Give the measures that findings call for."""
    return frozenset(measure for finding in found for measure in finding.option.measures)


def judge(entries: Entries, inspection: Inspection, maker: Maker) -> Judgement:
    """Ask the rules about a file; the inspection is that of its rooms and facts.

    What is left out or added decides which measures stand together, and thereby how soon they
    are wanted, so that much of the advice is taken along.
    """
    route = Route(inspection)
    found = for_letter(inspection, findings(route))
    called = called_for(found)
    known = inspection.questionnaire.measures_by_id
    listed = {entry.measure: entry for entry in reversed(entries.advice) if entry.measure in known}
    neutral = [
        maker.change("advised", (measure,), _standing(entry, called))
        for measure, entry in listed.items()
        if measure is not None
    ]
    with_advice = Inspection(inspection.questionnaire, inspection.journal.with_changes(neutral))
    advice = advise(Route(with_advice), found)
    return Judgement(
        questionnaire=inspection.questionnaire,
        called_for=called,
        plain={each.id: each for each in (*advice.recommendations, *advice.omitted)},
        payers={
            measure.id: next((rule.payer for rule in measure.payer if route.holds(rule.when)), None)
            for measure in inspection.questionnaire.measures
        },
    )


def _standing(entry: AdviceEntry, called: frozenset[str]) -> dict[str, Value]:
    """Give whether a measure is left out or added, as far as that decides what stands together."""
    omit: dict[str, Value] = {"omit": True} if entry.omit else {}
    added: dict[str, Value] = {} if entry.measure in called else {"added": True}
    return omit | added


def deviations(entry: AdviceEntry, judgement: Judgement) -> Iterator[str]:
    """Say in which ways an entry for a known measure departs from the rules."""
    measure = str(entry.measure)
    if entry.omit:
        yield "it is left out"
    elif measure not in judgement.called_for:
        host = judgement.stands_with(measure)
        beside = f" by itself (it already stands with {host})" if host else ""
        yield f"no answer that reaches the letter calls for {measure}{beside}"
    if entry.priority not in {None, judgement.urgency(measure)}:
        yield f"priority is not {judgement.urgency(measure)}, which the rules give"
    if entry.payer not in {None, judgement.payers[measure]}:
        yield f"payer is not {judgement.payers[measure]}, which the rules give"


def changes_of_advice(
    entries: Entries, judgement: Judgement, photos: Mapping[str, str], maker: Maker
) -> Iterator[PlacedChange]:
    """Give the changes of the advice. `photos` are ids by where the advice names them."""
    order: dict[str, None] = {}
    for entry in entries.advice:
        chosen: Value = None
        if entry.photos is not None:
            chosen = list(dict.fromkeys(photos[at] for at in entry.photos if at in photos))
        change = _change(entry, judgement, chosen, maker)
        if change is not None and change.slot[0] not in order:
            order[change.slot[0]] = None
            if change.value != {}:
                yield PlacedChange(entry.where, change)
    if order:
        yield PlacedChange("advice", maker.change("advice-ordered", (), list(order)))


def _change(entry: AdviceEntry, judgement: Judgement, photos: Value, maker: Maker) -> Change | None:
    """Give the change of one entry; None when it names no known measure and no own advice."""
    fields: dict[str, Value] = {
        "priority": entry.priority,
        "payer": entry.payer,
        "text": entry.text,
        "photos": photos,
        "reason": entry.reason,
    }
    if entry.own is not None and entry.measure is None:
        own = maker.id_for("own-advice", entry.place)
        return maker.change("own-advised", (own,), _filled(fields | _own_fields(entry.own)))
    measure = entry.measure
    if measure is None or measure not in judgement.payers:
        return None
    if entry.priority == judgement.urgency(measure):
        fields["priority"] = None
    if entry.payer == judgement.payers[measure]:
        fields["payer"] = None
    fields["omit"] = True if entry.omit else None
    fields["added"] = None if measure in judgement.called_for else True
    return maker.change("advised", (measure,), _filled(fields))


def _own_fields(own: OwnAdvice) -> dict[str, Value]:
    return {"title": own.title, "text": own.text, "chapter": own.chapter}


def _filled(fields: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if value is not None}
