"""Facts and zones: what is asked, and what follows from each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.content.printing.markup import element, spaced
from woningscan.content.printing.sheet import listed
from woningscan.domain.questionnaire import LetterRule

if TYPE_CHECKING:
    from woningscan.content.printing.markup import Html, Part
    from woningscan.content.printing.sheet import Sheet
    from woningscan.domain.questionnaire import Aid, Fact, FactValue, Item, Option, Zone


def fact(sheet: Sheet, shown: Fact) -> Html:
    """Give a fact of the visit with its values."""
    return element(
        "article",
        sheet.heading(3, shown.label, shown.id),
        sheet.marks(
            sheet.mark("required") if shown.required else None,
            _free_text(sheet, shown) if shown.is_free_text else None,
        ),
        _help(sheet, shown),
        listed([_fact_value(sheet, value) for value in shown.values], "values")
        if shown.values
        else None,
        id=f"fact.{shown.id}",
    )


def zone(sheet: Sheet, shown: Zone, number: int) -> Html:
    """Give a zone with its standard rooms and its items in their order."""
    rooms = [
        spaced(
            sheet.name(room.name, room.key),
            None if room.when is None else sheet.only_if(room.when),
        )
        for room in shown.rooms
    ]
    return element(
        "section",
        sheet.heading(3, shown.name, shown.id, f"{number}"),
        _help(sheet, shown),
        *(
            (element("p", sheet.word("rooms"), class_="small"), listed(rooms, "values"))
            if rooms
            else ()
        ),
        *(_item(sheet, item, f"{number}.{place}") for place, item in enumerate(shown.items, 1)),
        class_="leaf",
        id=f"zone.{shown.id}",
    )


def _item(sheet: Sheet, item: Item, number: str) -> Html:
    heads = [sheet.word(head) for head in ("answer", "verdict", "finding", "calls-for")]
    return element(
        "article",
        sheet.heading(4, item.question, item.id, number),
        sheet.marks(*_marks(sheet, item)),
        _help(sheet, item),
        sheet.only_if(item.show_when),
        sheet.table("options", heads, (_option(sheet, option) for option in item.options)),
        None
        if item.good is None
        else sheet.labelled(sheet.word("good-sentence"), sheet.say(item.good)),
        None if item.aid is None else _aid(sheet, item, item.aid),
        sheet.sources(item.sources),
        id=f"item.{item.id}",
    )


def _marks(sheet: Sheet, item: Item) -> list[Html | None]:
    look = None if item.look is None else sheet.questionnaire.looks_by_id[item.look]
    return [
        sheet.mark("unconfirmed") if item.unconfirmed else None,
        None if item.statistics else sheet.mark("no-statistics"),
        sheet.mark("when-ticked") if item.letter is LetterRule.WHEN_TICKED else None,
        None if look is None else sheet.badge(sheet.say(look.name)),
    ]


def _option(sheet: Sheet, option: Option) -> list[Part]:
    verdict = "good" if option.grade is None else option.grade.value
    measures = [sheet.questionnaire.measures_by_id[name] for name in option.measures]
    return [
        sheet.name(option.label, option.id),
        element("span", sheet.word(verdict), class_=f"verdict {verdict}"),
        None if option.finding is None else sheet.say(option.finding),
        listed([sheet.measure_link(measure) for measure in measures]) if measures else None,
    ]


def _aid(sheet: Sheet, item: Item, aid: Aid) -> Html:
    labels = {option.id: sheet.say(option.label) for option in item.options}
    said = "; ".join(
        f"{outcome} → “{labels.get(answer, answer)}”" for outcome, answer in aid.outcomes.items()
    )
    return sheet.labelled(sheet.word("aid"), spaced(sheet.identifier(aid.calculation), said))


def _free_text(sheet: Sheet, shown: Fact) -> Html:
    return spaced(sheet.mark("free-text"), sheet.word("most", most=shown.max_length))


def _fact_value(sheet: Sheet, value: FactValue) -> Html:
    return spaced(
        sheet.name(value.label, value.id),
        None
        if value.time_zone is None
        else spaced(sheet.mark("time-zone"), sheet.identifier(value.time_zone)),
        sheet.only_if(value.show_when),
    )


def _help(sheet: Sheet, shown: Fact | Zone | Item) -> Html | None:
    return None if shown.help is None else element("p", sheet.say(shown.help), class_="help")
