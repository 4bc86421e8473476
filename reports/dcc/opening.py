"""Opens a DCC from outside: the bytes of an XML file, or of a PDF that it is attached to.

What is checked, in this order: the bytes (`inputs.xml_bounded`), the schema of its version, the signature, the rules of
Schematron. A broken signature is a refusal whatever is asked for. The rules are written for DCC 3.3.0; for older
versions they give remarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

from inputs.bounded import BadFile, clip
from inputs.xml_bounded import look_through
from messages import both
from metrology.units import UnknownUnit
from metrology.units.dsi import NON_SI, parse
from reports.dcc.names import ROOT, VERSION
from reports.dcc.reading import read_tree
from reports.dcc.schemas import Problem, rules_file, schema_problems
from reports.dcc.schematron import findings
from reports.dcc.signature import Signed, check_signatures
from reports.errors import DccFault, DccRefused
from reports.pdfium import opened_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reports.dcc.model import Dcc
    from reports.signatures.trust import Trust

ATTACHED = ("dcc.xml", ".xml")
"""Names of the certificate among the attachments of a PDF."""
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A certificate that was opened.

    Attributes:
        dcc: What it states.
        root: Its tree.
        signatures: What its signatures prove.
        remarks: What is not as it should be, and hinders nothing.
    """

    dcc: Dcc
    root: Any
    signatures: tuple[Signed, ...]
    remarks: tuple[Problem, ...]

    @property
    def signature(self) -> str:
        """``trusted``, ``unproven``, or ``none``: the least that its signatures prove."""
        states = [s.state for s in self.signatures]
        return "none" if not states else "unproven" if "unproven" in states else "trusted"


def open_dcc(
    content: bytes, name: str, schemas: Path | None, *, trust: Trust | None = None, strict: bool = False
) -> Opened:
    """Open a certificate.

    Args:
        content: The file.
        name: What messages call it.
        schemas: Folder of the schemas; without one only the form of XML and the signature are checked.
        trust: Who is trusted to sign.
        strict: Refuse what the rules of Schematron forbid; otherwise it is a remark.

    Raises:
        DccRefused: It cannot be used; every reason with its line.
        DccFault: The folder of the schemas cannot be used.
    """
    try:
        root = parsed(content)
    except BadFile as error:
        raise DccRefused(name, [both(str(error))]) from error
    found = list(schema_problems(root, schemas)) if schemas is not None else []
    _refuse(name, found)  # of a tree that is not valid nothing else can be said
    signatures = tuple(check_signatures(root, trust))
    found += [Problem("signature", s.line, s.why) for s in signatures if s.state in {"broken", "revoked"}]
    if schemas is not None:
        strict = strict and root.get("schemaVersion") == VERSION
        rules = findings(root, rules_file(schemas))
        found += [Problem("rule", f.line, f.said, grave=strict and f.role == "error") for f in rules]
    _refuse(name, found)
    try:
        dcc = read_tree(root)
    except (DccFault, AttributeError, IndexError, TypeError) as error:  # a tree that no schema was held against
        said = str(error) if isinstance(error, DccFault) else "is no digital calibration certificate that can be read"
        raise DccRefused(name, [both(said)]) from error
    return Opened(dcc, root, signatures, tuple([p for p in found if not p.grave] + list(_units(dcc))))


def parsed(content: bytes) -> Any:
    """The tree of a certificate, or of the one that is attached to a PDF.

    Raises:
        BadFile: It is none.
    """
    if content.startswith(b"%PDF-"):
        content = attached(content)
    look_through(content)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadFile(f"line {error.lineno}: is not well-formed XML: {clip(error.msg)}") from error
    if root.tag != ROOT:
        raise BadFile(f"line {root.sourceline}: is no digital calibration certificate but {clip(root.tag)}")
    return root


def attached(pdf: bytes) -> bytes:
    """The certificate that is attached to a PDF.

    Raises:
        BadFile: None is, or the PDF cannot be read.
    """
    import pypdfium2

    try:
        with opened_pdf(pdf) as document:
            held = [document.get_attachment(n) for n in range(document.count_attachments())]
            names = {a.get_name(): a for a in held}
            for ending in ATTACHED:
                for name, attachment in names.items():
                    if name.endswith(ending):
                        return bytes(attachment.get_data())
    except pypdfium2.PdfiumError as error:
        raise BadFile(f"line 1: is a PDF that cannot be read: {error}") from error
    raise BadFile("line 1: is a PDF without a digital calibration certificate in it")


def _refuse(name: str, found: list[Problem]) -> None:
    grave = [p for p in found if p.grave]
    if grave:
        raise DccRefused(name, [both(str(p)) for p in grave[:MOST_SHOWN]])


def _units(dcc: Dcc) -> Iterator[Problem]:
    for quantity in dcc.every():
        for unit in dict.fromkeys(u for numbers in quantity.numbers for u in numbers.units):
            try:
                if not unit.startswith(NON_SI):
                    parse(unit)
            except UnknownUnit as error:
                yield Problem("unit", quantity.line, str(error), grave=False)
