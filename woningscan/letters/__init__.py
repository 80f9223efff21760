"""The layout of letters as PDF. What a letter says is in `woningscan.domain.letter`."""

from woningscan.letters.design import LARGE_PRINT, NORMAL, Design
from woningscan.letters.layout import cover_pdf, letter_pdf

__all__ = ["LARGE_PRINT", "NORMAL", "Design", "cover_pdf", "letter_pdf"]
