"""What can go wrong between a journal and a document.

ReportError
├── NoVerdict       the run is open or interrupted: there is nothing to certify yet
├── BadJournal      the entries are not those of one run, or a field a document needs is absent
├── MissingFont     the Chinese fonts are not on this machine
├── MissingGlyph    a text holds a character that the fonts cannot show
├── TemplateFault   a template, most often a changed letterhead, does not compile
├── SignedFile      a file that bears electronic signatures would be written over
├── BadExport       a table cannot be written in the format asked for
├── SignatureFault  a document cannot be signed: key, passphrase, token, command, order of the signatures
└── DccFault        a digital calibration certificate cannot be written, or what it needs is missing
    └── DccRefused  one from outside cannot be used; lists every reason

Every message says what happened, where, and what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class ReportError(Exception):
    """Root of the errors of this package."""


class NoVerdict(ReportError):
    """The run has not been decided."""


class BadJournal(ReportError):
    """The entries do not describe one run completely enough for a document."""


class MissingFont(ReportError):
    """A font family that the documents are set in was not found."""


class MissingGlyph(ReportError):
    """A character cannot be shown; a document with a hole in it is not printed."""


class TemplateFault(ReportError):
    """A template does not compile."""


class SignedFile(ReportError):
    """A signed document stands where a new one would be written."""


class BadExport(ReportError):
    """The export format is unknown."""


class SignatureFault(ReportError):
    """A document cannot be signed."""


class DccFault(ReportError):
    """A digital calibration certificate cannot be written, or what it needs is missing."""


class DccRefused(DccFault):
    """A certificate from outside that cannot be used.

    Attributes:
        path: The file.
        problems: Every reason, with its line.
    """

    def __init__(self, name: str, problems: Sequence[Text]) -> None:
        super().__init__("\n".join([f"{name}:", *(f"  {problem.en}" for problem in problems)]))
        self.path, self.problems = name, tuple(problems)
