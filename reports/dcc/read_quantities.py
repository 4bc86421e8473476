"""Quantities of a DCC: `si:real`, lists, hybrids of several units, and texts in place of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.dcc.model import Numbers, Quantity, Spread, Table
from reports.dcc.names import DCC, NAMESPACES, SI, entries, kinds, local, words
from reports.errors import DccFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.dcc.names import Words

QUANTITIES = frozenset(
    {"quantity", "itemQuantity", "measuringEquipmentQuantity", "usedMethodQuantity", "influenceConditionQuantity"}
)
_DETAILS = (
    "dcc:measurementMetaData/dcc:metaData/dcc:data", "dcc:influenceConditions/dcc:influenceCondition/dcc:data",
    "dcc:usedMethods/dcc:usedMethod/dcc:usedMethodQuantities",
    "dcc:measuringEquipments/dcc:measuringEquipment/dcc:measuringEquipmentQuantities",
)  # fmt: skip
_FORMS = {
    "expandedUnc": "expanded", "expandedMU": "expanded",
    "expandedUncXMLList": "expanded", "expandedMUXMLList": "expanded",
    "standardMU": "standard", "standardMUXMLList": "standard", "coverageInterval": "interval",
    "coverageIntervalMU": "interval", "coverageIntervalXMLList": "interval", "coverageIntervalMUXMLList": "interval",
}  # fmt: skip
_PARTS = {
    "uncertainty": "values", "valueExpandedMU": "values", "valueStandardMU": "values", "standardUnc": "values",
    "coverageFactor": "k", "coverageProbability": "p", "distribution": "distribution",
    "intervalMin": "lower", "intervalMax": "upper",
}  # fmt: skip
_NUMBERS = frozenset({"real", "realListXMLList", "constant"})
_LISTED = "XMLList"


def quantity(element: Any) -> Quantity:
    """A quantity, whatever form it has.

    Raises:
        DccFault: It has a form of number that is not read, such as complex numbers; nothing is left out silently.
    """
    meta = element.findall("dcc:measurementMetaData/dcc:metaData", NAMESPACES)
    verdicts = [v for m in meta for name in ("conformity", "conformityXMLList") for v in m.iter(f"{DCC}{name}")]
    relative = element.find(f"{DCC}relativeUncertainty")
    plain, listed = element.find(f"{DCC}noQuantity"), element.find(f"{DCC}charsXMLList")
    return Quantity(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        numbers=tuple(_numbers(element)),
        text=() if plain is None else _words(plain),
        texts=() if listed is None else entries(listed.text),
        relative=() if relative is None else tuple(_numbers_of(child) for child in relative),
        conformity=tuple(part for v in verdicts for part in entries(v.text)),
        details=tuple(_details(element)),
        line=element.sourceline or 0,
    )


def within(data: Any) -> Iterator[Quantity]:
    """The quantities of a ``data`` element and of the lists in it; none where there is no element."""
    for child in [] if data is None else data:
        if local(child) in QUANTITIES:
            yield quantity(child)
        elif local(child) == "list":
            yield from table(child).every()


def table(element: Any) -> Table:
    """A list of quantities."""
    return Table(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        quantities=tuple(quantity(q) for q in element.findall(f"{DCC}quantity")),
        tables=tuple(table(t) for t in element.findall(f"{DCC}list")),
        details=tuple(_details(element)),
        line=element.sourceline or 0,
    )


def _details(element: Any) -> Iterator[Quantity]:
    """The quantities in the metadata, the conditions, the methods and the equipment of a quantity or a list."""
    for path in _DETAILS:
        for found in element.findall(path, NAMESPACES):
            yield from within(found)


def _words(element: Any) -> Words:
    """The words of a rich text, those of its name before them."""
    return (*words(element.find(f"{DCC}name")), *words(element))


def _numbers(element: Any) -> Iterator[Numbers]:
    for child in element:
        name = local(child)
        if name == "hybrid":
            yield from _numbers(child)
        elif name in _NUMBERS:
            yield _numbers_of(child)
        elif isinstance(child.tag, str) and child.tag.startswith(SI):
            raise DccFault(f"line {child.sourceline}: {name} is a form of number that is not read")


def _numbers_of(element: Any) -> Numbers:
    found: dict[str, tuple[str, ...]] = {}
    spread = None
    for child in element:
        name = local(child)
        bare = name.removesuffix(_LISTED)
        if bare in {"value", "unit", "label", "dateTime"}:
            found[bare] = _split(child)
        elif name in _FORMS:
            spread = _spread(child)
        elif bare == "measurementUncertaintyUnivariate":
            spread = _spread(child[0])
        elif bare not in {"", "quantityType", "significantDigit"}:
            raise DccFault(f"line {child.sourceline}: {name} of a number is not read")
    return Numbers(
        values=found.get("value", ()),
        units=found.get("unit", ()),
        spread=spread,
        labels=found.get("label", ()),
        times=found.get("dateTime", ()),
        single=not local(element).endswith(_LISTED),
    )


def _spread(element: Any) -> Spread:
    parts = {part: _split(child) for child in element if (part := _PARTS.get(local(child).removesuffix(_LISTED)))}
    return Spread(**{"form": _FORMS[local(element)], "values": (), **parts})  # type: ignore[arg-type]


def _split(element: Any) -> tuple[str, ...]:
    return entries(element.text) if local(element).endswith(_LISTED) else ((element.text or "").strip(),)
