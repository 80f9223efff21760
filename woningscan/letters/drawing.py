"""Pages to PDF, through ReportLab's canvas.

Text goes to the canvas as text: ReportLab's paragraphs and their markup are not used. Every mark is
drawn by one method here, so that whatever has to surround marks has one place to do so.
"""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from woningscan.letters import fonts
from woningscan.letters.design import (
    FOOT,
    LEFT,
    MEASURE,
    MOST_LINES_OF_FOOT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
)
from woningscan.letters.pieces import Picture, Rule, Words
from woningscan.letters.typesetting import Typesetter, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfbase.pdfdoc import PDFDocument

    from woningscan.domain.language import Language
    from woningscan.letters.design import Style
    from woningscan.letters.jpeg import Jpeg
    from woningscan.letters.pages import Placed
    from woningscan.letters.pieces import Bookmark, Mark

PROGRAM = "woningscan"
"""Stands as author and maker: the names of people do not belong in a file's properties."""
_PDF_VERSION = (1, 7)
"""ISO 32000-1, which PDF/UA-1 and PDF/A-2 build on."""
_ONE_AT_A_TIME = threading.Lock()
"""ReportLab reads a font file through one position that all threads share."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of each page; `page_of` has `{page}` and `{pages}`."""

    text: str
    page_of: str
    style: Style


def pdf(
    pages: Sequence[Sequence[Placed]], *, title: str, language: Language, foot: Foot | None
) -> bytes:
    """Draw pages and give the PDF; the same pages give the same bytes, on any day."""
    with _ONE_AT_A_TIME:
        canvas = _Pen(title, language)
        for number, page in enumerate(pages, 1):
            canvas.page(page)
            if foot is not None:
                canvas.foot(foot, number, len(pages))
            canvas.showPage()
        return canvas.finished()


class _Pen(Canvas):
    """A canvas that draws marks."""

    _doc: PDFDocument

    def __init__(self, title: str, language: Language) -> None:
        fonts.face(fonts.Weight.REGULAR)
        self._buffer = io.BytesIO()
        super().__init__(
            self._buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            # Compression is left to the document below: the canvas would add ASCII85.
            pageCompression=0,
            # The date of the file is fixed: a letter says the day of the visit, never today.
            invariant=1,
            pdfVersion=_PDF_VERSION,
            initialFontName=str(fonts.Weight.REGULAR),  # type: ignore[arg-type] # stub says float
            lang=str(language),
        )
        self._doc.defaultStreamFilters = [PDFZCompress]
        self.setTitle(printable(title))
        self.setAuthor(PROGRAM)
        self.setCreator(PROGRAM)
        self.setSubject("")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._names: dict[int, str] = {}
        self._bookmarks = 0
        self._level = -1

    def finished(self) -> bytes:
        """Close the document and give its bytes."""
        self.save()
        return self._buffer.getvalue()

    def page(self, page: Sequence[Placed]) -> None:
        """Draw the pieces of one page."""
        for placed in page:
            top = PAGE_HEIGHT - TOP - placed.top
            if placed.piece.bookmark is not None:
                self.remember(placed.piece.bookmark, top)
            for mark in placed.piece.marks:
                self.draw(mark, top)

    def draw(self, mark: Mark, top: float) -> None:
        """Draw one mark of a piece whose top is at this height on the page."""
        match mark:
            case Words():
                self.words(mark, top)
            case Picture():
                self.picture(mark, top)
            case Rule():
                self.rule(mark, top)
            case _:
                assert_never(mark)

    def words(self, mark: Words, top: float) -> None:
        """Draw lines of text."""
        style = mark.style
        text = self.beginText(LEFT + mark.x, top - mark.y - style.baseline)
        text.setFont(style.weight, style.size, style.leading)
        text.setFillColorRGB(*style.colour)
        # A space at the end of a line keeps its last word apart from the next when text is copied.
        for line in mark.lines[:-1]:
            text.textLine(f"{line} ")
        text.textOut(mark.lines[-1])
        self.drawText(text)

    def rule(self, mark: Rule, top: float) -> None:
        """Draw a rule."""
        self.setFillColorRGB(*mark.colour)
        y = top - mark.y - mark.height
        self.rect(LEFT + mark.x, y, mark.width, mark.height, stroke=0, fill=1)

    def picture(self, mark: Picture, top: float) -> None:
        """Draw a photo."""
        self.saveState()
        x, y = LEFT + mark.x, top - mark.y - mark.height
        self.transform(mark.width, 0, 0, mark.height, x, y)
        self.doForm(self.embedded(mark.photo))
        self.restoreState()

    def embedded(self, photo: Jpeg) -> str:
        """Put a photo into the document, once however often it is shown, and give its name."""
        name = self._names.get(id(photo))
        if name is None:
            name = self._names[id(photo)] = f"photo{len(self._names) + 1}"
            self._doc.addForm(name, _image(photo))
        return name

    def foot(self, foot: Foot, page: int, pages: int) -> None:
        """Draw the foot of a page: a text at the left and the page number at the right."""
        style = foot.style
        number = foot.page_of.replace("{page}", str(page)).replace("{pages}", str(pages))
        typesetter = Typesetter()
        number = printable(number).replace("\n", " ")
        width = typesetter.width(number, style)
        lines = typesetter.lines(foot.text, style, MEASURE - width - 2 * style.size)
        self.words(Words(0, 0, lines[:MOST_LINES_OF_FOOT], style), FOOT)
        self.words(Words(MEASURE - width, 0, (number,), style), FOOT)

    def remember(self, bookmark: Bookmark, top: float) -> None:
        """Add an entry to the outline; it lies at most one level under the entry before it."""
        self._bookmarks += 1
        self._level = min(bookmark.level, self._level + 1)
        key = f"place{self._bookmarks}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(bookmark.text.replace("\n", " "), key, self._level)


def _image(photo: Jpeg) -> PDFStream:
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": photo.width,
        "Height": photo.height,
        "ColorSpace": PDFName(photo.colours),
        "BitsPerComponent": 8,
        "Filter": PDFArray([PDFName("DCTDecode")]),
    }
    return PDFStream(PDFDictionary(entries), photo.data)
