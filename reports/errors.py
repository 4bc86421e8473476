"""What can go wrong between a journal and a document.

ReportError
├── NoVerdict       the run is open or interrupted: there is nothing to certify yet
├── BadJournal      the entries are not those of one run, or a field a document needs is absent
├── MissingFont     the Chinese fonts are not on this machine
├── MissingGlyph    a text holds a character that the fonts cannot show
├── TemplateFault   a template, most often a changed letterhead, does not compile
├── BadExport       a table cannot be written in the format asked for
└── SignatureFault  a document cannot be signed: key, passphrase, token, command, order of the signatures

Every message says what happened, where, and what to do next.
"""


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


class BadExport(ReportError):
    """The export format is unknown."""


class SignatureFault(ReportError):
    """A document cannot be signed."""
