"""What the form that plans a visit says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from woningscan.domain.conditions import FactIn, holds, leaves
from woningscan.domain.kinds import IDENTITY_FIELDS
from woningscan.domain.shapes import LONGEST_SHORT_TEXT
from woningscan.services.planning import Plan
from woningscan.web.stated_facts import KnownFacts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from woningscan.domain.questionnaire import Fact, Questionnaire


def plan_of(
    form: Mapping[str, str], questionnaire: Questionnaire, advisers: Collection[str]
) -> tuple[Plan, dict[str, str]]:
    """Give the plan, and what is wrong with it: for each field what refuses it."""
    stated = {
        fact.id: form.get(f"fact-stated.{fact.id}", "").strip()
        for fact in facts_to_plan(questionnaire)
    }
    lines = {line: form.get(f"identity-stated.{line}", "").strip() for line in IDENTITY_FIELDS}
    plan = Plan(
        adviser=form.get("adviser", ""),
        planned_on=form.get("visit-dated", "").strip() or None,
        identity={line: text for line, text in lines.items() if text},
        facts={fact: value for fact, value in stated.items() if value},
    )
    return plan, dict(_faults(plan, questionnaire, advisers))


def facts_to_plan(questionnaire: Questionnaire) -> tuple[Fact, ...]:
    """Give the facts to ask for beforehand: what a letter needs, and what decides the rooms."""
    decisive = {
        leaf.fact
        for zone in questionnaire.zones
        for room in zone.rooms
        for leaf in leaves(room.when)
        if isinstance(leaf, FactIn)
    }
    return tuple(fact for fact in questionnaire.facts if fact.required or fact.id in decisive)


def _faults(
    plan: Plan, questionnaire: Questionnaire, advisers: Collection[str]
) -> Iterator[tuple[str, str]]:
    if plan.adviser not in advisers:
        yield "adviser", "adviser"
    if plan.planned_on is not None and not _is_day(plan.planned_on):
        yield "visit-dated", "visit-dated"
    if "holder-name" not in plan.identity:
        yield "identity-stated.holder-name", "holder-name"
    for line, text in plan.identity.items():
        if len(text) > LONGEST_SHORT_TEXT or not text.isprintable():
            yield f"identity-stated.{line}", "identity-stated"
    known = KnownFacts(plan.facts)
    for fact, stated in plan.facts.items():
        values = questionnaire.facts_by_id[fact].values
        exists = (choice.id == stated and holds(choice.show_when, known, None) for choice in values)
        if not any(exists):
            yield f"fact-stated.{fact}", "fact-stated"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
