"""The edition that a run followed, with the pedigree of its figures."""

from metrology.text import Text
from records.entries.fields import Key, Numeral, Part


class SourceOfData(Part, frozen=True, kw_only=True):
    """Where a figure of a regulation comes from, and how far it was checked."""

    clause: str
    status: str
    note: str = ""


class FiguresUsed(Part, frozen=True, kw_only=True):
    """Figures that the laboratory read in print, in place of those of the edition that are not verified.

    Attributes:
        file: Name of the file.
        sha256: Digest of its text.
        source: What was read.
        read_by, read_on, checked_by, checked_on: Who read and who checked, and when.
        text: The whole file, so that the run can be repeated from its journal alone.
    """

    file: str
    sha256: str
    source: str
    read_by: str
    read_on: str
    checked_by: str
    checked_on: str
    text: str


class Regulation(Part, frozen=True, kw_only=True):
    """The edition the run followed.

    Attributes:
        id: Number and edition, as printed.
        jurisdiction: Where it is law, see `procedures.jurisdictions`.
        kind: Kind of instrument, see `procedures.instrument_kinds`; empty in runs older than this field.
        status: The least checked of `sources`.
        validity_months: Longest validity of a certificate; ``0`` where the regulation gives none.
        validity_mode: How the instrument stays in use, see `metrology.validity.Mode`.
        sources: Pedigree of the facts that belong to no single table.
        draft: Whether its figures are from memory, so that nothing conforms or fails by them.
        figures: Figures read in print that were used in their place.
    """

    id: str
    number: str
    edition: str
    title: Text
    issued: str
    in_force: str
    validity_months: Numeral
    status: str
    sources: tuple[SourceOfData, ...]
    jurisdiction: str = "CN"
    kind: Key = ""
    validity_mode: Key = "periodic"
    draft: bool = False
    figures: FiguresUsed | None = None
