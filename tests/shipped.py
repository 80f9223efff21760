"""The questionnaires that come with the application, each read once for all tests of a process."""

from woningscan.content.library import Library

LIBRARY = Library()
