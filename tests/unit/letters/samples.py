"""Letters to lay out: as a person would get one, in sizes that people do not reckon with."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from woningscan.domain.language import Language
from woningscan.domain.letter import (
    Advised,
    Block,
    Bullets,
    CoverSheet,
    Detail,
    Figure,
    Heading,
    Letter,
    NewPage,
    Paragraph,
    Table,
)

HOLDER = "Wilhelmina Voorbeeld-Verzonnen"
TITLE = "Uw brief over veilig wonen"

_WHY = "Eén ster is voor een woning te weinig, drie sterren is het best."
_ADVICE = (
    (
        "Vervang de cilinder door een exemplaar met drie sterren",
        (
            "Laat een cilinder plaatsen met drie sterren (SKG***). Vraag om bescherming tegen "
            "uittrekken en om de juiste lengte."
        ),
        "De cilinder van de voordeur heeft één ster en steekt 4 mm uit.",
        "Eigen rekening",
    ),
    (
        "Zorg dat u de voordeur van binnen zonder sleutel kunt openen",
        (
            "Een knopcilinder aan de binnenkant is genoeg. Er mag geen glas of brievenbus binnen "
            "armlengte van de knop zitten."
        ),
        "De voordeur was op slot en de sleutel lag in een lade in de keuken.",
        "Eigen rekening",
    ),
    (
        "Laat een spion in de voordeur plaatsen, of een deurvideo die u zelf beheert",
        (
            "Zo ziet u wie er staat voordat u opendoet. Leg de beelden vast op een eigen apparaat, "
            "en niet langer dan nodig is."
        ),
        "Vanuit de hal is niet te zien wie er voor de deur staat.",
        "Voorstel: werkgever",
    ),
    (
        "Plaats een bus voor post aan de gevel en sluit de klep in de deur",
        (
            "Kies een bus met een slot die vast aan de muur zit. Laat daarna de klep in de deur "
            "dichtmaken, met brandwerend materiaal."
        ),
        "Post valt door de deur in de hal, op twee meter van de trap.",
        "Voorstel: werkgever",
    ),
)


@cache
def jpeg(width: int = 1000, height: int = 750, tint: int = 90) -> bytes:
    """Make a photo-like JPEG: a wall with a door and some grain."""
    grain = Image.effect_noise((width, height), 36).convert("RGB")
    image = Image.blend(Image.new("RGB", (width, height), (tint + 80, tint + 60, tint)), grain, 0.3)
    draw = ImageDraw.Draw(image)
    draw.rectangle(
        (width // 3, height // 5, 2 * width // 3, height), fill=(tint // 2, tint // 2, tint)
    )
    draw.ellipse(
        (width // 3 + 10, height // 2, width // 3 + 40, height // 2 + 30), fill=(220, 200, 120)
    )
    data = io.BytesIO()
    image.save(data, "JPEG", quality=82)
    return data.getvalue()


def advised(number: int, photos: tuple[str, ...] = ()) -> Advised:
    """Make a recommendation with the given photos."""
    title, text, found, payer = _ADVICE[(number - 1) % len(_ADVICE)]
    when = ("Direct", "Binnenkort", "Bij gelegenheid")[(number - 1) % 3]
    return Advised(
        number=number,
        title=title,
        texts=(text,),
        details=(
            Detail("Wat wij zagen", found),
            Detail("Waar", "Voordeur en hal, achterdeur en berging"),
            Detail("Waarom", _WHY),
            Detail("Wanneer", when),
            Detail("Wie betaalt", payer),
            Detail("Indicatie", "€\N{NO-BREAK SPACE}120 tot €\N{NO-BREAK SPACE}250 (2026)"),
        ),
        figures=tuple(
            Figure(photo, "De cilinder steekt uit", "Een deurcilinder die 4 mm uitsteekt")
            for photo in photos
        ),
    )


def front_page() -> tuple[Block, ...]:
    """Make what belongs on page one."""
    first = tuple(
        (title, when, payer)
        for (title, _, _, payer), when in zip(
            _ADVICE, ("Direct", "Direct", "Binnenkort"), strict=False
        )
    )
    return (
        Paragraph(
            "Een adviseur van het CCV heeft uw woning bekeken. CCV staat voor Centrum voor "
            "Criminaliteitspreventie en Veiligheid. De woningscan gaat over veilig wonen in uw "
            "ambt. Het is geen bouwkundige keuring."
        ),
        Paragraph(
            "In deze brief leest u eerst wat al goed is. Daarna leest u wat u het beste eerst "
            "kunt doen."
        ),
        Paragraph(
            "Deze brief is een bouwsteen voor uw beveiligingsadvies. De beveiligingsautoriteit "
            "(BVA) van het ministerie van BZK stelt dat advies vast. De BVA kijkt ook naar een "
            "dreigingsanalyse. De regels staan in de Regeling rechtspositie decentrale politieke "
            "ambtsdragers (Stcrt. 2023, 28233). Deze brief zelf geeft geen recht op een maatregel."
        ),
        Heading(1, "Wat al goed is"),
        Bullets(
            (
                "De voordeur is goed verlicht.",
                "De ramen op de begane grond hebben afsluitbaar beslag.",
                "Er hangen werkende rookmelders op elke verdieping.",
                "Het huisnummer is vanaf de straat goed te lezen, zodat hulp u snel vindt.",
                "U hebt met de buren afgesproken dat u elkaar waarschuwt.",
            )
        ),
        Heading(1, "Doe dit eerst"),
        Paragraph("Begin hiermee. De rest kan later."),
        Table(("Maatregel", "Wanneer", "Wie betaalt"), first),
    )


def advice_pages(share: list[list[str]]) -> tuple[Block, ...]:
    """Make what was looked at and the advice; `share` names the photos of each recommendation."""
    return (
        Heading(1, "Wat is bekeken"),
        Paragraph(
            "De adviseur keek van buiten naar binnen, ruimte voor ruimte. Hieronder staat welke "
            "ruimten zijn bekeken."
        ),
        Bullets(("De straat en de oprit", "Voordeur en hal", "Achtertuin", "Werkkamer", "Dak")),
        Heading(2, "Niet beoordeeld"),
        Bullets(("Berging: Is de deur van binnen af te sluiten?",)),
        Heading(1, "Advies"),
        Paragraph(
            "Bij elk advies leest u wat wij zagen en wat u kunt doen. U leest ook waarom, wanneer "
            "en wie volgens ons voorstel betaalt."
        ),
        Heading(2, "De woning"),
        *(advised(number, tuple(share[number - 2])) for number in (2, 3, 4)),
        Heading(2, "Gewoonten en huishouden"),
        Paragraph("Deze adviezen kosten niets, behalve een goed gesprek met uw huisgenoten."),
        *(advised(number, tuple(share[number - 3])) for number in (6, 7)),
        Heading(1, "Opmerkingen van de adviseur"),
        Bullets(("Achtertuin: de poort stond open & hing los. Zie <foto 3>.",)),
    )


def part_apart(photos: list[str]) -> tuple[Block, ...]:
    """Make the part for a locksmith, and the end of the letter."""
    return (
        NewPage(),
        Heading(1, "De basis: sloten, ramen en licht"),
        Paragraph("Dit deel staat apart, zodat u het aan een vakman kunt meegeven."),
        Table(
            ("Deel van de woning", "Wat ontbreekt"),
            tuple(
                (f"Gevel {part}", "\n".join(title for title, *_ in _ADVICE[: 1 + part % 3]))
                for part in range(1, 8)
            ),
        ),
        advised(1, tuple(photos)),
        advised(5),
        Heading(1, "Als er iets gebeurt"),
        Paragraph("Bel bij gevaar altijd 112. Daarna belt u uw eigen organisatie."),
        Bullets(("Politie, geen spoed: 0900-8844", "Meldpunt (voorbeeld): 000-000 00 00")),
        Heading(1, "Wat deze brief niet is"),
        Paragraph(
            "Deze brief beschrijft de woning op één dag. Hij voorspelt niets en geeft geen "
            "garantie. Vraag een nieuwe woningscan na een verbouwing of verhuizing."
        ),
        Heading(1, "Tot slot"),
        Paragraph("Hebt u vragen? De adviseur helpt u graag. De naam staat op het voorblad."),
    )


def realistic(photos: int = 12) -> tuple[Letter, dict[str, bytes]]:
    """Make the letter of an ordinary visit, with its photos."""
    names = [f"photo-{number}" for number in range(photos)]
    share = [names[start::6] for start in range(6)]
    letter = Letter(
        language=Language.NL,
        title=TITLE,
        details=(
            Detail("Dag van het bezoek", "12\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2026"),
            Detail("Zaaknummer", "WS-2026-0042"),
        ),
        salutation="Geachte heer, mevrouw,",
        blocks=(*front_page(), *advice_pages(share), *part_apart(share[5])),
        footer="Vertrouwelijk. Bewaar deze brief op een veilige plek.",
        page_of="pagina {page} van {pages}",
    )
    return letter, {name: jpeg(tint=60 + 8 * n) for n, name in enumerate(names)}


def with_blocks(*blocks: Block) -> Letter:
    """Make a letter with these blocks alone."""
    return replace(realistic(0)[0], blocks=blocks)


def cover() -> CoverSheet:
    """Make a cover sheet for an invented person."""
    return CoverSheet(
        language=Language.NL,
        title="Voorblad bij uw brief",
        intro=(
            "Bij dit voorblad hoort een brief over veilig wonen. In die brief staat niet hoe u "
            "heet en waar u woont."
        ),
        addressee=(
            HOLDER,
            "Gemeente Verzonnen aan Zee",
            "Voorbeeldstraat 12",
            "1234 AB  Verzonnen aan Zee",
        ),
        details=(
            Detail("Dag van het bezoek", "12\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2026"),
            Detail("Zaaknummer", "WS-2026-0042"),
            Detail("Adviseur", "Adviseur Testpersoon"),
        ),
        notice=(
            "Bewaar dit voorblad apart van de brief. Wie de brief vindt zonder dit blad, weet "
            "niet om wiens woning het gaat."
        ),
    )
