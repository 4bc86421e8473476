"""Runs the Schematron file of the DCC (`dcc.sch`) on a certificate.

The file is written for XPath 2, which libxml2 does not know. What it uses of that is little: a few functions, the
comparison of dates, and expressions with ``some`` and ``every``. Those are given to XPath 1 as functions, or decided
here. An expression that needs more is an error, never a rule that silently passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from reports.errors import DccFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SCH = "{http://purl.oclc.org/dsdl/schematron}"
_FUNCTIONS = "urn:steelyard:xpath2"
_RENAMED = re.compile(r"(?<![\w:-])(tokenize|string-join|distinct-values|matches|sequence)\(|xs:date\(")
_LITERALS = re.compile(r"\((?='[^']*'(?:\s*,\s*'[^']*')+\s*\))")
_QUANTIFIED = re.compile(r"(some|every) \$(\w+) in (.+?) satisfies (.+)", re.DOTALL)
_IN_BRACKETS = re.compile(r"\((some|every) (.+)\)$", re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a place.

    Attributes:
        role: ``error``, ``warning`` or ``information``.
        line: Line of the element.
        said: The text of the rule, with the values that it quotes.
    """

    role: str
    line: int
    said: str


def findings(root: Any, file: Path) -> list[Finding]:
    """What the rules say of a certificate, in their order; without what is information only.

    Raises:
        DccFault: The file is none, or needs more of XPath 2 than is known here.
    """
    rules = _read(str(file), file.stat().st_mtime_ns)
    names = {ns.get("prefix"): ns.get("uri") for ns in rules.iter(f"{SCH}ns")} | {"fn": _FUNCTIONS}
    evaluate = _Evaluator(root, names)
    return [found for pattern in rules.iter(f"{SCH}pattern") for found in _of_pattern(pattern, evaluate)]


@lru_cache(maxsize=4)
def _read(file: str, _changed: int) -> Any:
    try:
        return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise DccFault(f"{file}: the Schematron rules cannot be read: {error}") from error


def _of_pattern(pattern: Any, evaluate: _Evaluator) -> Iterator[Finding]:
    given = evaluate.with_values(pattern, {}, evaluate.root)
    seen: set[tuple[int, str]] = set()
    for rule in pattern.findall(f"{SCH}rule"):
        place = rule.get("context")
        for node in evaluate.nodes(place if place.startswith("/") else f"//{place}", given):
            key = _identity(node)
            if key in seen:  # in a pattern only the first rule that applies to a node is used
                continue
            seen.add(key)
            yield from _of_rule(rule, node, evaluate, given)


def _of_rule(rule: Any, node: Any, evaluate: _Evaluator, given: Mapping[str, Any]) -> Iterator[Finding]:
    values = evaluate.with_values(rule, given, node)
    for test in rule:
        if test.tag not in {f"{SCH}assert", f"{SCH}report"} or test.get("role") == "information":
            continue
        if evaluate.true(test.get("test"), node, values) is (test.tag == f"{SCH}report"):
            yield Finding(test.get("role", "error"), _element(node).sourceline, _said(test, node, evaluate, values))


def _said(test: Any, node: Any, evaluate: _Evaluator, values: Mapping[str, Any]) -> str:
    parts = [test.text or ""]
    for part in test:
        if part.tag == f"{SCH}value-of":
            parts.append(evaluate.text(part.get("select"), node, values))
        parts.append(part.tail or "")
    return _SPACE.sub(" ", "".join(parts)).strip()


def _identity(node: Any) -> tuple[int, str]:
    return hash(_element(node)), str(getattr(node, "attrname", ""))


def _element(node: Any) -> Any:
    """The element; that of an attribute, whose text knows where it stands."""
    return node if etree.iselement(node) else node.getparent()


class _Evaluator:
    """XPath expressions of the rules on one certificate."""

    def __init__(self, root: Any, names: Mapping[str, str]) -> None:
        self.root, self._names = root, dict(names)
        self._prepared: dict[str, Any] = {}

    def with_values(self, element: Any, given: Mapping[str, Any], node: Any) -> dict[str, Any]:
        """The variables of a pattern or a rule, beside those that are known."""
        values = dict(given)
        for let in element.findall(f"{SCH}let"):
            values[let.get("name")] = self.value(let.get("value"), node, values)
        return values

    def nodes(self, path: str, values: Mapping[str, Any]) -> list[Any]:
        """The places that a rule applies to."""
        found: list[Any] = self.value(path, self.root, values)
        return found

    def true(self, expression: str, node: Any, values: Mapping[str, Any]) -> bool:
        """Whether an expression holds at a place."""
        found = self.value(expression, node, values)
        return bool(found) and found == found  # noqa: PLR0124  NaN is false

    def text(self, expression: str, node: Any, values: Mapping[str, Any]) -> str:
        """An expression as text."""
        found = self.value(expression, node, values)
        items = found if isinstance(found, list) else [found]
        return " ".join(_text(item) for item in items)

    def value(self, expression: str, node: Any, values: Mapping[str, Any]) -> Any:
        """An expression at a place."""
        if inner := _IN_BRACKETS.search(expression):
            decided = self.value(f"{inner[1]} {inner[2]}", node, values)
            return self.value(f"{expression[: inner.start()]}{str(bool(decided)).lower()}()", node, values)
        if quantified := _QUANTIFIED.fullmatch(expression.strip()):
            kind, name, among, holds = quantified.groups()
            each = (self.true(holds, node, {**values, name: item}) for item in self.value(among, node, values))
            return any(each) if kind == "some" else all(each)
        try:
            if not etree.iselement(node):  # lxml evaluates at elements; the value of an attribute is what is looked at
                expression = re.sub(r"(?<![\w.'/\])*])\.(?![\w.'/])", "$here", expression)
                values = {**values, "here": str(node)}
            return self._xpath(expression)(_element(node), **{name: _given(value) for name, value in values.items()})
        except (etree.XPathError, TypeError) as error:
            raise DccFault(f"a Schematron rule cannot be evaluated here: {expression}: {error}") from error

    def _xpath(self, expression: str) -> Any:
        if expression not in self._prepared:
            simple = _LITERALS.sub("sequence(", expression)
            simple = _RENAMED.sub(lambda found: f"fn:{found[1] or 'date'}(", simple)
            simple = re.sub(r"(?<=[\w)]) le (?=[$\w])", " <= ", simple)
            self._prepared[expression] = etree.XPath(simple, namespaces=self._names, extensions=_EXTENSIONS)
        return self._prepared[expression]


def _text(item: Any) -> str:
    if isinstance(item, float):
        return f"{item:g}"
    return item if isinstance(item, str) else "".join(item.itertext()) if etree.iselement(item) else str(item)


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value] if isinstance(value, list) else [_text(value)]


def _given(value: Any) -> Any:
    """A value as XPath 1 takes it: a list of texts becomes elements that hold them."""
    if not isinstance(value, list) or all(map(etree.iselement, value)):
        return value
    return _elements(_texts(value))


def _elements(texts: Iterable[str]) -> list[Any]:
    made = etree.Element("texts")
    for text in texts:
        etree.SubElement(made, "text").text = text
    return list(made)


def _tokenize(_context: Any, value: Any, separator: str = "") -> list[Any]:
    return _elements(
        part for text in _texts(value) for part in (re.split(separator, text) if separator else text.split())
    )


def _matches(_context: Any, value: Any, pattern: str) -> bool:
    return any(re.search(pattern, text, re.ASCII) for text in _texts(value))


def _date(_context: Any, value: Any) -> float:
    """The day as a number that can be compared; NaN for none."""
    try:
        return float(date.fromisoformat(_texts(value)[0][:10]).toordinal())
    except (ValueError, IndexError):
        return float("nan")


def _joined(_context: Any, value: Any, separator: str) -> str:
    return separator.join(_texts(value))


def _distinct(_context: Any, value: Any) -> list[Any]:
    return _elements(dict.fromkeys(_texts(value)))


def _sequence(_context: Any, *values: Any) -> list[Any]:
    return _elements(text for value in values for text in _texts(value))


_EXTENSIONS = {
    (_FUNCTIONS, "tokenize"): _tokenize,
    (_FUNCTIONS, "matches"): _matches,
    (_FUNCTIONS, "date"): _date,
    (_FUNCTIONS, "string-join"): _joined,
    (_FUNCTIONS, "distinct-values"): _distinct,
    (_FUNCTIONS, "sequence"): _sequence,
}
