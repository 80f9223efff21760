"""The advice: which measures follow from the findings, in which order, who pays.

Many rooms with the same fault give one recommendation. What the adviser changed comes last and
always carries a reason. The same rules stand in `static/js/advice.js`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from woningscan.domain.questionnaire import Grade, LetterRule, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from woningscan.domain.changes import Value
    from woningscan.domain.inspection import Inspection, Room
    from woningscan.domain.questionnaire import Item, Measure, Option
    from woningscan.domain.route import Route

_GRADES = tuple(Grade)
_URGENCIES = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Finding:
    """An item answered with an option that is not good, in a room.

    `certain` is false while another device gave another answer.
    """

    room: Room
    item: Item
    option: Option
    certain: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other finding: room, item, option."""
        return (self.room.id, self.item.id, self.option.id)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A measure advised in this inspection, with the findings that it answers.

    `id` is the measure's, or a UUID for advice of the adviser's own (then `measure` is None).
    `companions` must go along with the measure; they stand as one. `photos` is None while the
    adviser has not chosen.
    """

    id: str
    measure: Measure | None
    findings: tuple[Finding, ...]
    companions: tuple[Measure, ...]
    urgency: Urgency
    payer: str | None
    own_title: str | None = None
    own_chapter: str | None = None
    text: str | None = None
    photos: tuple[str, ...] | None = None
    reason: str | None = None

    @property
    def chapter(self) -> str:
        """The chapter of the letter it stands in."""
        return self.measure.chapter if self.measure else str(self.own_chapter)

    @property
    def certain(self) -> bool:
        """Tell whether it follows from what all devices said."""
        return not self.findings or any(finding.certain for finding in self.findings)

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms of its findings, each once, in walk order."""
        return tuple({finding.room.id: finding.room for finding in self.findings}.values())


@dataclass(frozen=True, slots=True)
class Advice:
    """All recommendations in their order, and the ones that the adviser left out."""

    recommendations: tuple[Recommendation, ...]
    omitted: tuple[Recommendation, ...]


def findings(route: Route) -> tuple[Finding, ...]:
    """Give every finding, in walk order: the union over the heads of each answer."""
    inspection = route.inspection
    return tuple(
        Finding(room, item, option, certain=len(set(answers)) == 1)
        for room, item in inspection.items
        if (answers := inspection.answers(room.id, item.id)) != (None,)
        and route.applies(room.id, item.id)
        for option in item.options
        if not option.good and option.id in answers
    )


def for_letter(inspection: Inspection, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out the delicate findings that the adviser did not tick for the letter."""
    return tuple(
        finding
        for finding in found
        if finding.item.letter is LetterRule.ALWAYS
        or inspection.journal.value("letter-ticked", finding.room.id, finding.item.id) is True
    )


def advise(route: Route, found: Sequence[Finding]) -> Advice:
    """Give the recommendations that answer the findings, with the adviser's changes."""
    inspection = route.inspection
    changed = [_changed(inspection, recommendation) for recommendation in ruled(route, found)]
    order = dict.fromkeys(_adviser_order(inspection))
    places = {id_: place for place, id_ in enumerate(order)}
    by_rule = in_rule_order([*changed, *_own(inspection)], found)
    ordered = sorted(by_rule, key=lambda each: places.get(each.id, len(places)))
    omitted = {each.id for each in changed if _is_omitted(inspection, each.id)}
    return Advice(
        tuple(each for each in ordered if each.id not in omitted),
        tuple(each for each in ordered if each.id in omitted),
    )


def ruled(route: Route, found: Sequence[Finding]) -> tuple[Recommendation, ...]:
    """Give the recommendations as the rules make them: how soon, who pays, nothing of one's own.

    Which of them the adviser added or left out counts, because that decides what stands together.
    """
    called_for = _called_for(route, found)
    added = _added(route, called_for.keys())
    walk = {finding.key: place for place, finding in enumerate(found)}
    return tuple(_joined(route.inspection, {**called_for, **added}, walk))


def in_rule_order(
    recommendations: Iterable[Recommendation], found: Sequence[Finding]
) -> tuple[Recommendation, ...]:
    """Put recommendations in the order they have while the adviser gave none."""
    walk = {finding.key: place for place, finding in enumerate(found)}

    def place(recommendation: Recommendation) -> tuple[int, int, int, str]:
        return (
            _URGENCIES.index(recommendation.urgency),
            min((_grade(finding) for finding in recommendation.findings), default=len(_GRADES)),
            min((walk[finding.key] for finding in recommendation.findings), default=len(walk)),
            recommendation.id,
        )

    return tuple(sorted(recommendations, key=place))


def _grade(finding: Finding) -> int:
    return _GRADES.index(finding.option.grade) if finding.option.grade else len(_GRADES)


def _called_for(route: Route, found: Iterable[Finding]) -> dict[str, Recommendation]:
    by_measure: dict[str, list[Finding]] = {}
    for finding in found:
        for measure in finding.option.measures:
            by_measure.setdefault(measure, []).append(finding)
    return {measure: _recommend(route, measure, why) for measure, why in by_measure.items()}


def _recommend(route: Route, measure_id: str, why: Sequence[Finding]) -> Recommendation:
    measures = route.inspection.questionnaire.measures_by_id
    measure = measures[measure_id]
    return Recommendation(
        id=measure.id,
        measure=measure,
        findings=tuple(why),
        companions=tuple(measures[companion] for companion in _companions(measure_id, measures)),
        urgency=measure.urgency,
        payer=next((rule.payer for rule in measure.payer if route.holds(rule.when)), None),
    )


def _companions(measure: str, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """Give all that must go along, each once, what a companion itself brings along included."""
    found: dict[str, None] = {}
    waiting = list(measures[measure].with_measures)
    while waiting:
        companion = waiting.pop(0)
        if companion != measure and companion not in found:
            found[companion] = None
            waiting.extend(measures[companion].with_measures)
    return tuple(found)


def _added(route: Route, called_for: Iterable[str]) -> dict[str, Recommendation]:
    """Give the measures that no answer calls for and the adviser added."""
    known = set(called_for)
    journal = route.inspection.journal
    return {
        slot[1]: _recommend(route, slot[1], ())
        for slot in sorted(journal.slots("advised"))
        if slot[1] not in known and _fields(journal.value(*slot)).get("added") is True
    }


def _joined(
    inspection: Inspection,
    recommendations: Mapping[str, Recommendation],
    walk: Mapping[tuple[str, str, str], int],
) -> list[Recommendation]:
    """Let a recommendation that goes along with another stand with it, not by itself.

    Its findings join those of the first that brings it along, and the more urgent of both counts.
    One that the adviser left out takes none along: what its guests answer still needs an answer.
    """
    joined = dict(recommendations)
    for host_id in recommendations:
        if host_id not in joined or _is_omitted(inspection, host_id):
            continue
        for companion in joined[host_id].companions:
            guest = joined.pop(companion.id, None)
            if guest is not None:
                host = joined[host_id]
                both = {finding.key: finding for finding in (*host.findings, *guest.findings)}
                joined[host_id] = replace(
                    host,
                    findings=tuple(both[key] for key in sorted(both, key=walk.__getitem__)),
                    urgency=min(host.urgency, guest.urgency, key=_URGENCIES.index),
                )
    return list(joined.values())


def _changed(inspection: Inspection, plain: Recommendation) -> Recommendation:
    """Give a recommendation as the adviser changed it."""
    fields = _fields(inspection.journal.value("advised", plain.id))
    return replace(
        plain,
        urgency=Urgency(str(fields.get("priority", plain.urgency))),
        payer=_text(fields.get("payer")) or plain.payer,
        text=_text(fields.get("text")),
        photos=_ids(fields.get("photos")),
        reason=_text(fields.get("reason")),
    )


def _is_omitted(inspection: Inspection, measure: str) -> bool:
    return _fields(inspection.journal.value("advised", measure)).get("omit") is True


def _own(inspection: Inspection) -> list[Recommendation]:
    own = []
    for slot in sorted(inspection.journal.slots("own-advised")):
        fields = _fields(inspection.journal.value(*slot))
        if fields:
            own.append(
                Recommendation(
                    id=slot[1],
                    measure=None,
                    findings=(),
                    companions=(),
                    urgency=Urgency(str(fields.get("priority", Urgency.SOON))),
                    payer=_text(fields.get("payer")),
                    own_title=_text(fields["title"]),
                    own_chapter=_text(fields["chapter"]),
                    text=_text(fields["text"]),
                    photos=_ids(fields.get("photos")),
                    reason=_text(fields.get("reason")),
                )
            )
    return own


def _adviser_order(inspection: Inspection) -> tuple[str, ...]:
    return _ids(inspection.journal.value("advice-ordered")) or ()


def _fields(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _ids(value: Value) -> tuple[str, ...] | None:
    return tuple(map(str, value)) if isinstance(value, list) else None
