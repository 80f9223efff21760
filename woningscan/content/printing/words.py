"""The words of the page that are of no questionnaire: headings, labels, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from woningscan.domain.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Text] = {
    "version": Text("Vragenlijst {id}, versie {version}", "Questionnaire {id}, version {version}"),
    "count": Text(
        "{zones} zones, {items} vragen, {measures} maatregelen, {paragraphs} alinea's",
        "{zones} zones, {items} questions, {measures} measures, {paragraphs} paragraphs",
    ),
    "contents": Text("Inhoud", "Contents"),
    "to-contents": Text("↑ Inhoud", "↑ Contents"),
    "about": Text("Zo leest u deze lijst", "How to read this list"),
    "about-ids": Text(
        "Het kleine grijze woord achter een tekst is zijn vaste naam. Noem die naam als u iets wilt"
        " laten veranderen.",
        "The small grey word behind a text is its fixed name. Use that name when you want something"
        " changed.",
    ),
    "about-answers": Text(
        "Elke vraag kan ook “niet van toepassing” of “niet beoordeeld” als antwoord krijgen. Dat"
        " staat er niet steeds bij.",
        "Every question can also be answered with “not applicable” or “not assessed”. That is not"
        " repeated each time.",
    ),
    "about-conditions": Text(
        "Bij “alleen als” telt een vraag zonder antwoord niet mee. Staat er “niet” in, dan klopt de"
        " zin ook als er nog niets is gekozen of geantwoord.",
        "In “only if”, a question without an answer does not count. Where it says “not”, the"
        " sentence is also true when nothing has been chosen or answered yet.",
    ),
    "about-marks": Text("De merken bij vragen en maatregelen:", "The marks on items and measures:"),
    "facts": Text("Feiten van het bezoek", "Facts of the visit"),
    "most": Text("hoogstens {most} tekens", "at most {most} characters"),
    "zones": Text("Vragen per zone", "Questions by zone"),
    "measures": Text("Maatregelen per hoofdstuk", "Measures by chapter"),
    "paragraphs": Text("Alinea's van de brieven", "Paragraphs of the letters"),
    "phrases": Text("Vaste woorden van de brieven", "Fixed words of the letters"),
    "names": Text("Lezers, betalers en rondes", "Readers, payers and looks"),
    "letter-to": Text("Brief aan: {reader}", "Letter to: {reader}"),
    "rooms": Text("Ruimtes die klaarstaan", "Rooms that are prepared"),
    "answer": Text("Antwoord", "Answer"),
    "verdict": Text("Oordeel", "Verdict"),
    "finding": Text("Zin in de brief", "Sentence in the letter"),
    "calls-for": Text("Maatregelen", "Measures"),
    "good": Text("goed", "good"),
    "serious": Text("ernstig", "serious"),
    "moderate": Text("matig", "moderate"),
    "slight": Text("licht", "slight"),
    "good-sentence": Text("Zin in de brief als het goed is", "Sentence in the letter when good"),
    "aid": Text("Rekenhulp", "Calculation aid"),
    "sources": Text("Bronnen", "Sources"),
    "practice": Text("praktijk", "practice"),
    "only-if": Text("Alleen als", "Only if"),
    "if": Text("als", "if"),
    "all-hold": Text("dit allemaal klopt:", "all of these are true:"),
    "any-holds": Text("minstens één hiervan klopt:", "at least one of these is true:"),
    "otherwise": Text("in andere gevallen", "otherwise"),
    "advice": Text("Advies", "Advice"),
    "reason": Text("Waarom", "Why"),
    "ask-for": Text("Vraag om", "Ask for"),
    "when": Text("Wanneer", "When"),
    "direct": Text("direct", "right away"),
    "soon": Text("binnenkort", "soon"),
    "occasion": Text("bij gelegenheid", "when convenient"),
    "payer": Text("Wie betaalt", "Who pays"),
    "with": Text("Moet samen met", "Must go along with"),
    "brought-by": Text("Komt mee met", "Comes along with"),
    "called-by": Text("Volgt uit", "Follows from"),
    "none": Text("Er zijn er geen.", "There are none."),
    "text": Text("Tekst", "Text"),
    "reader": Text("Lezer", "Reader"),
    "kind-advice": Text("advies", "advice"),
    "kind-assessment": Text("verantwoording", "account of the assessment"),
    "kind-order": Text("opdracht, voor wie betaalt", "order, to the one who pays"),
    "look": Text("Ronde", "Look"),
    "kind": Text("Soort brief", "Kind of letter"),
    "begins-with": Text("Begint met de alinea", "Begins with the paragraph"),
}
"""Words by what they are for; what stands in braces is filled in."""

MARKS: Mapping[str, tuple[Text, Text]] = {
    "required": (Text("verplicht", "required"), Text("moet zijn gekozen", "has to be chosen")),
    "free-text": (
        Text("vrije tekst", "free text"),
        Text("wordt getypt, niet gekozen", "is typed, not chosen"),
    ),
    "time-zone": (
        Text("eigen klok", "clock of its own"),
        Text("het is daar een andere tijd", "the time is different there"),
    ),
    "unconfirmed": (
        Text("nog te bevestigen", "to be confirmed"),
        Text(
            "een voorstel, dat in brieven nooit als zeker staat",
            "a proposal, which letters never print as certain",
        ),
    ),
    "no-statistics": (
        Text("niet in statistiek", "not in statistics"),
        Text("telt in geen enkele telling mee", "is left out of every count"),
    ),
    "when-ticked": (
        Text("alleen in brief na aanvinken", "in the letter only when ticked"),
        Text("de adviseur kiest per bezoek", "the adviser chooses at each visit"),
    ),
    "apart": (
        Text("staat apart", "stands apart"),
        Text("begint in de brief op een eigen pagina", "begins on a page of its own"),
    ),
    "setting": (
        Text("aan te passen door beheerder", "an administrator can change it"),
        Text("een tekst die niet overal zeker is", "a text that is not certain everywhere"),
    ),
}
"""Marks, each with what it means."""
