"""The schemas of PTB and the Schematron rules: data outside this project, in a folder that the user names.

The folder is that of ``dcc.xsd`` files as PTB and the tools around the DCC keep them, one folder a version:
``v3.3.0/dcc.xsd``, with the schemas that they import beside; it may lie in ``xsd/dcc`` or ``dcc``. The rules are
``dcc.sch``, there or in ``schematron``.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from reports.dcc.names import SIGNATURE
from reports.errors import DccFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VERSION = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}(-[\w.]{1,10})?")
_SIGNED_SINCE = (3, 2)
_NAMESPACE = re.compile(r"\{https?://[^}]*\}")
SCHEMAS, RULES = ("xsd/dcc", "dcc", "."), ("schematron/dcc.sch", "dcc.sch", "../schematron/dcc.sch")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with a certificate.

    Attributes:
        kind: ``schema``, ``rule`` (Schematron), ``signature`` or ``unit``.
        line: Line of the file; 0 where it is the file as a whole.
        said: What.
        grave: Whether the certificate cannot be used; otherwise it is a remark.
    """

    kind: str
    line: int
    said: str
    grave: bool = True

    def __str__(self) -> str:
        words = {
            "schema": f"line {self.line}: schema: {self.said}",
            "rule": f"line {self.line}: rule: {self.said}",
            "signature": f"line {self.line}: signature: {self.said}",
            "unit": f"line {self.line}: unit: {self.said}",
        }
        return words[self.kind]


def schema_problems(root: Any, folder: Path) -> Iterator[Problem]:
    """Where a certificate departs from the schema of its version.

    A signature is left aside before version 3.2.0, whose schemas do not know one. Content of another vocabulary, such
    as MathML, is a remark: its schema is not PTB's.

    Raises:
        DccFault: The folder does not hold that schema.
    """
    version = root.get("schemaVersion", "")
    schema = _schema(str(_file(folder, version)))
    checked = root
    if tuple(map(int, version.partition("-")[0].split("."))) < _SIGNED_SINCE and root.find(SIGNATURE) is not None:
        checked = deepcopy(root)
        for signature in checked.findall(SIGNATURE):
            checked.remove(signature)
    if schema.validate(checked):
        return
    for error in schema.error_log:
        foreign = error.type_name == "SCHEMAV_CVC_ELT_1" and "ptb.de" not in error.message
        yield Problem("schema", error.line, _NAMESPACE.sub("", error.message), grave=not foreign)


def rules_file(folder: Path) -> Path:
    """The Schematron rules.

    Raises:
        DccFault: There are none.
    """
    found = next((folder / name for name in RULES if (folder / name).is_file()), None)
    if found is None:
        raise DccFault(f"{folder}: there are no Schematron rules dcc.sch")
    return found


def _file(folder: Path, version: str) -> Path:
    if not _VERSION.fullmatch(version):
        raise DccFault(f"the certificate does not say by which version of the DCC it is written: {version[:20]!r}")
    found = next((f for base in SCHEMAS if (f := folder / base / f"v{version}" / "dcc.xsd").is_file()), None)
    if found is None:
        raise DccFault(f"{folder}: there is no schema of DCC {version}; known are {', '.join(known(folder)) or 'none'}")
    return found


def known(folder: Path) -> list[str]:
    """The versions whose schemas a folder holds."""
    found = {f.parent.name.removeprefix("v") for base in SCHEMAS for f in (folder / base).glob("v*/dcc.xsd")}
    return sorted(found)


@lru_cache(maxsize=16)
def _schema(file: str) -> Any:
    try:
        return etree.XMLSchema(etree.parse(file, etree.XMLParser(no_network=True)))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError, OSError) as error:
        raise DccFault(f"{file}: the schema cannot be read: {error}") from error
