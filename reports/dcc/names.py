"""Names of the elements of a DCC, and how its texts are told apart by language."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from metrology.text import Text

NAMESPACES = {"dcc": "https://ptb.de/dcc", "si": "https://ptb.de/si"}
DCC, SI, DS = "{https://ptb.de/dcc}", "{https://ptb.de/si}", "{http://www.w3.org/2000/09/xmldsig#}"
ROOT, SIGNATURE = f"{DCC}digitalCalibrationCertificate", f"{DS}Signature"
VERSION = "3.3.0"
"""The version that is written."""

_SPACE = re.compile(r"[ \t\r\n]+")

Words: TypeAlias = tuple[tuple[str, str], ...]
"""A text in several languages: pairs of language and text; the language is empty where none is named."""


def words(element: Any) -> Words:
    """The texts of an element that holds ``content`` elements; nothing where there is no element."""
    if element is None:
        return ()
    return tuple((c.get("lang", ""), (c.text or "").strip()) for c in element.findall(f"{DCC}content"))


def said(found: Words) -> Text:
    """The text in Chinese and in English; where one is missing, the other, or whatever there is."""
    known = dict(reversed(found))
    first = found[0][1] if found else ""
    english = known.get("en") or known.get("") or first
    return Text(known.get("zh") or english, english)


def text_of(element: Any, path: str) -> str:
    """The text of a child, e.g. ``dcc:coreData/dcc:issueDate``; empty where there is none."""
    return str(element.findtext(path, "", NAMESPACES) or "").strip() if element is not None else ""


def entries(text: str | None) -> tuple[str, ...]:
    """The entries of a list of XML; a no-break space belongs to an entry."""
    return tuple(_SPACE.split(stripped)) if (stripped := (text or "").strip(" \t\r\n")) else ()


def kinds(element: Any) -> tuple[str, ...]:
    """The names of what an element is (`refType`), e.g. ``basic_measurementError``."""
    return entries(element.get("refType"))


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
