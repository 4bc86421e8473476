"""XML from outside, looked through before a tree is made of it.

XML can ask its reader to fetch files, to write a small text a billion times, or to go down a million levels. A
certificate needs none of that: a file with a document type, with entities of its own or nested too deeply is refused
with the line where it is. Expat goes through it without a stack, so that the look itself cannot be abused.
"""

from __future__ import annotations

from xml.parsers import expat

from inputs.bounded import BadFile, clip

DEEPEST_ELEMENT = 100
"""Nesting of elements; the deepest published example of a calibration certificate has 20."""
MOST_ELEMENTS = 500_000
LONGEST_ATTRIBUTE = 10_000


def look_through(content: bytes) -> None:
    """Look through XML and refuse what no document of ours needs.

    Raises:
        BadFile: It is not well-formed, has a document type, or is larger or deeper than anything that is exchanged; the
            message begins with the line.
    """
    look = _Look()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = look.doctype
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    look.parser = parser
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise BadFile(f"line {error.lineno}: is not well-formed XML: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:
        raise error if isinstance(error, BadFile) else BadFile(f"line 1: cannot be decoded: {clip(error)}") from error


class _Look:
    parser: expat.XMLParserType

    def __init__(self) -> None:
        self._depth = self._count = 0

    def doctype(self, *_: object) -> None:
        raise BadFile(
            f"{self._line()}: has a document type (DTD); such a file can ask for other files, and is not read"
        )

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST_ELEMENT:
            raise BadFile(f"{self._line()}: is nested more than {DEEPEST_ELEMENT} deep")
        if self._count > MOST_ELEMENTS:
            raise BadFile(f"{self._line()}: has more than {MOST_ELEMENTS} elements")
        if any(len(value) > LONGEST_ATTRIBUTE for value in attributes.values()):
            raise BadFile(f"{self._line()}: has an attribute of more than {LONGEST_ATTRIBUTE} characters")

    def end(self, _name: str) -> None:
        self._depth -= 1

    def _line(self) -> str:
        return f"line {self.parser.CurrentLineNumber}"
