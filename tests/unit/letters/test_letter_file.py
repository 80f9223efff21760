"""The file itself: fonts, language, properties, outline, photos; and what must not be in it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from pypdf.generic import DictionaryObject, IndirectObject

from tests.unit.letters import reading, samples
from woningscan.domain.language import Language
from woningscan.domain.letter import Figure, Heading, Paragraph
from woningscan.letters import LARGE_PRINT, cover_pdf, letter_pdf

PLACE = b"GPS-MARKER-52.0-4.3"


def fonts(pdf: bytes) -> list[DictionaryObject]:
    found: dict[str, DictionaryObject] = {}
    for page in reading.opened(pdf).pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        used = resources["/Font"].get_object()
        assert isinstance(used, DictionaryObject)
        for name, font in used.items():
            plain = font.get_object()
            assert isinstance(plain, DictionaryObject)
            found[name] = plain
    return list(found.values())


def with_metadata(data: bytes) -> bytes:
    """Give the photo with camera, place and comment written beside the image."""
    image = Image.open(io.BytesIO(data))
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    exif[0x8825] = {1: "N", 2: (52.0, 4.0, 12.0), 29: PLACE.decode()}
    written = io.BytesIO()
    image.save(written, "JPEG", exif=exif, comment=PLACE, xmp=b"<x>" + PLACE + b"</x>")
    assert written.getvalue().count(PLACE) >= 3
    return written.getvalue()


def test_every_font_is_embedded_and_none_is_a_standard_font(realistic_pdf: bytes) -> None:
    used = fonts(realistic_pdf)
    assert {str(font["/BaseFont"]).partition("+")[2] for font in used} == {
        "SourceSans3-Regular",
        "SourceSans3-Semibold",
    }
    for font in used:
        descriptor = font["/FontDescriptor"]
        assert isinstance(descriptor, DictionaryObject)
        assert "/FontFile2" in descriptor
    assert b"Helvetica" not in reading.contents(realistic_pdf)


def test_no_stream_is_wrapped_in_ascii(realistic_pdf: bytes) -> None:
    assert b"ASCII85" not in realistic_pdf
    assert realistic_pdf.count(b"/FlateDecode") > 7


def test_the_letter_is_no_larger_than_its_photos_and_100_kib(realistic_pdf: bytes) -> None:
    _, photos = samples.realistic()
    assert len(realistic_pdf) < sum(map(len, photos.values())) + 100 * 1024


@pytest.mark.parametrize("language", list(Language))
def test_language_and_title_are_told_to_reader_programs(language: Language) -> None:
    letter = replace(samples.with_blocks(), language=language)
    reader = reading.opened(letter_pdf(letter, {}))
    root = reader.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    assert str(root["/Lang"]) == language.value
    preferences = root["/ViewerPreferences"].get_object()
    assert isinstance(preferences, DictionaryObject)
    assert preferences["/DisplayDocTitle"].get_object()
    assert reader.metadata is not None
    assert reader.metadata.title == samples.TITLE


def test_properties_name_nobody_and_no_day(realistic_pdf: bytes) -> None:
    metadata = reading.opened(realistic_pdf).metadata
    assert metadata is not None
    assert metadata.author == metadata.creator == "woningscan"
    assert metadata.creation_date is not None
    assert metadata.creation_date.year == 2000


def test_the_same_letter_gives_the_same_bytes(realistic_pdf: bytes) -> None:
    assert letter_pdf(*samples.realistic()) == realistic_pdf


def test_the_holder_stands_on_the_cover_sheet_and_nowhere_in_the_letter(
    realistic_pdf: bytes,
) -> None:
    name = samples.HOLDER
    cover = cover_pdf(samples.cover())
    assert name in reading.text_of(cover)
    assert name not in reading.text_of(realistic_pdf)
    metadata = reading.opened(cover).metadata
    assert metadata is not None
    assert name not in str(dict(metadata))
    assert name not in str(reading.bookmarks(cover))


def test_headings_and_recommendations_are_bookmarks(realistic_pdf: bytes) -> None:
    bookmarks = reading.bookmarks(realistic_pdf)
    assert bookmarks[:2] == [(0, samples.TITLE), (0, "Wat al goed is")]
    assert (1, "De woning") in bookmarks
    assert (2, "2. Zorg dat u de voordeur van binnen zonder sleutel kunt openen") in bookmarks


def test_an_outline_that_skips_levels_still_makes_a_letter() -> None:
    letter = samples.with_blocks(Heading(3, "Diep"), Heading(1, "Ondiep"), Heading(0, "Nul"))
    titles = [title for _, title in reading.bookmarks(letter_pdf(letter, {}))]
    assert titles == [samples.TITLE, "Diep", "Ondiep", "Nul"]


def test_bookmarks_lead_to_their_page(realistic_pdf: bytes) -> None:
    reader = reading.opened(realistic_pdf)
    for entry in reader.outline:
        if not isinstance(entry, list):
            number = reader.get_destination_page_number(entry)
            assert number is not None
            assert reading.words(str(entry.title)) in reading.pages(realistic_pdf)[number]


def test_photos_go_in_as_they_are_but_without_metadata() -> None:
    plain = samples.jpeg()
    letter = samples.with_blocks(samples.advised(1, ("a", "b")), samples.advised(2, ("a",)))
    pdf = letter_pdf(letter, {"a": with_metadata(plain), "b": plain})
    assert PLACE not in pdf
    assert b"Exif" not in pdf
    embedded = reading.images(pdf)
    assert len(embedded) == 2
    for stream in embedded:
        assert (stream.get("/Width"), stream.get("/Height")) == (1000, 750)
        assert stream.get("/Filter") == ["/DCTDecode"]


@pytest.mark.parametrize(
    "photo",
    [None, b"", b"no photo", samples.jpeg()[:-2], samples.jpeg()[:300], b"\xff\xd8\xff\xd9"],
    ids=["missing", "empty", "text", "without end", "cut short", "without image"],
)
def test_a_photo_that_is_not_there_is_given_in_words(photo: bytes | None) -> None:
    figure = Figure("a", "Het slot", "Een slot met één ster")
    letter = samples.with_blocks(replace(samples.advised(1), figures=(figure,)))
    pdf = letter_pdf(letter, {} if photo is None else {"a": photo})
    assert not reading.images(pdf)
    assert "Het slot Een slot met één ster" in reading.text_of(pdf)


def test_a_grey_photo_is_embedded_as_grey() -> None:
    data = io.BytesIO()
    Image.new("L", (40, 30), 128).save(data, "JPEG")
    pdf = letter_pdf(samples.with_blocks(samples.advised(1, ("a",))), {"a": data.getvalue()})
    (image,) = reading.images(pdf)
    assert str(image["/ColorSpace"]) == "/DeviceGray"


def test_forty_photos_all_come_along() -> None:
    letter, photos = samples.realistic(40)
    pdf = letter_pdf(letter, photos)
    assert len(reading.images(pdf)) == 40


def test_large_print_says_the_same_in_letters_half_as_large_again(realistic_pdf: bytes) -> None:
    letter, photos = samples.realistic()
    large = letter_pdf(letter, photos, LARGE_PRINT)
    ordinary = reading.opened(realistic_pdf)
    assert len(reading.opened(large).pages) > len(ordinary.pages)
    for block in letter.blocks:
        if isinstance(block, Paragraph | Heading):
            assert reading.words(block.text) in reading.text_of(large)


def test_no_link_script_or_attachment_is_in_the_file(realistic_pdf: bytes) -> None:
    for name in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Annots"):
        assert name not in realistic_pdf
    assert isinstance(reading.opened(realistic_pdf).trailer.raw_get("/Root"), IndirectObject)
