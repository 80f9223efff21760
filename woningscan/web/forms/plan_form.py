"""What the form that plans a visit says."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from woningscan.domain.conditions import FactIn, holds, leaves
from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.domain.shapes import LONGEST_SHORT_TEXT
from woningscan.services.planning import Plan
from woningscan.web.forms.appointment_form import accepted_in, appointment_in
from woningscan.web.forms.slots import form_id_of
from woningscan.web.stated_facts import KnownFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from woningscan.domain.questionnaire import Fact, Questionnaire

PLANNED_LINES = tuple(line for line in IDENTITY_FIELDS if line != "adviser-name")
"""Who is visited and who makes the appointment; the adviser says the own name on the spot."""


def plan_of(
    form: Mapping[str, str], questionnaire: Questionnaire, advisers: AbstractSet[str]
) -> tuple[Plan, dict[str, str]]:
    """Give the plan, and what is wrong with it: for each field what refuses it.

    The id of the visit follows from that of the form and from what it says. So a form that is sent
    twice plans one visit, and one that is gone back to and filled in anew plans another.

    Raises:
        BadRequest: the form has no id, so that it is no form of ours.
    """
    stated = {
        fact.id: form.get(f"fact-stated.{fact.id}", "").strip() for fact in questionnaire.facts
    }
    lines = {line: form.get(f"identity-stated.{line}", "").strip() for line in PLANNED_LINES}
    appointment, faults = appointment_in(form)
    plan = Plan(
        adviser=form.get("adviser", ""),
        second=form.get("second-adviser") or None,
        planned_on=appointment.day,
        planned_at=appointment.time,
        identity={line: text for line, text in lines.items() if text},
        facts={fact: value for fact, value in stated.items() if value},
        questionnaire=questionnaire.name,
        accepted=accepted_in(form),
    )
    plan = replace(plan, id=_id_of(plan, form_id_of(form)))
    if plan.adviser not in advisers:
        faults = {"adviser": "adviser", **faults}
    if plan.second is not None and plan.second not in advisers - {plan.adviser}:
        faults = {**faults, "second-adviser": "second-adviser"}
    return plan, faults | dict(_faults(plan, questionnaire))


def needed_first(questionnaire: Questionnaire) -> frozenset[str]:
    """Give the facts to ask for before all others: what a letter needs, and what decides rooms."""
    decisive = {
        leaf.fact
        for zone in questionnaire.zones
        for room in zone.rooms
        for leaf in leaves(room.when)
        if isinstance(leaf, FactIn)
    }
    return frozenset(decisive | {fact.id for fact in questionnaire.facts if fact.required})


def _id_of(plan: Plan, form_id: str) -> str:
    """Give the id (a UUID); a tick that two visits may be close makes no other visit of it."""
    content = asdict(plan) | {"accepted": None}
    return str(uuid5(UUID(form_id), json.dumps(content, sort_keys=True, ensure_ascii=False)))


def _faults(plan: Plan, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    if "holder-name" not in plan.identity:
        yield "identity-stated.holder-name", "holder-name"
    for line, text in plan.identity.items():
        if len(text) > LONGEST_SHORT_TEXT or not text.isprintable():
            yield f"identity-stated.{line}", "identity-stated"
    known = KnownFacts(plan.facts)
    for fact, stated in plan.facts.items():
        if not _is_possible(questionnaire.facts_by_id[fact], stated, known):
            yield f"fact-stated.{fact}", "fact-stated"


def _is_possible(fact: Fact, stated: str, known: KnownFacts) -> bool:
    if fact.is_free_text:
        return len(stated) <= fact.max_length and stated.isprintable()
    return any(
        choice.id == stated and holds(choice.show_when, known, None) for choice in fact.values
    )
