"""Quantities and tables as elements of DCC 3.3.0 and D-SI 2.2.1: the digits of the model, nothing computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.dcc.building import child, marked, worded
from reports.dcc.names import SI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.dcc.model import Numbers, Quantity, Spread, Table

_WORDS = {"expanded": "ExpandedMU", "standard": "StandardMU"}


def put_table(parent: Any, table: Table) -> None:
    """A table as a ``list``."""
    made = marked(child(parent, "list"), table.kinds)
    worded(made, "name", table.name)
    for inner in table.tables:
        put_table(made, inner)
    for quantity in table.quantities:
        put_quantity(made, quantity)
    _put_metadata(made, table.details, ())


def put_quantity(parent: Any, quantity: Quantity, name: str = "quantity") -> None:
    """A quantity; `name` is that of its element, e.g. ``itemQuantity``."""
    made = marked(child(parent, name), quantity.kinds)
    worded(made, "name", quantity.name)
    if quantity.texts:
        child(made, "charsXMLList", " ".join(quantity.texts))
    elif not quantity.numbers:
        worded(made, "noQuantity", quantity.text, needed=True)
    elif len(quantity.numbers) == 1:
        _put_numbers(made, quantity.numbers[0])
    else:
        hybrid = child(made, "hybrid", space=SI)
        for numbers in quantity.numbers:
            _put_numbers(hybrid, numbers)
    for numbers in quantity.relative:
        relative = child(made, "relativeUncertainty")
        _fill(child(relative, "relativeUncertaintySingle" if numbers.single else "relativeUncertaintyXmlList"), numbers)
    if name == "quantity":
        _put_metadata(made, quantity.details, quantity.conformity)


def _put_metadata(parent: Any, details: Sequence[Quantity], conformity: Sequence[str]) -> None:
    if not details and not conformity:
        return
    listed = child(parent, "measurementMetaData")
    if conformity:
        meta = marked(child(listed, "metaData"), ("basic_conformity",))
        child(meta, "conformity" if len(conformity) == 1 else "conformityXMLList", " ".join(conformity))
    if details:
        data = child(child(listed, "metaData"), "data")
        for detail in details:
            put_quantity(data, detail)


def _put_numbers(parent: Any, numbers: Numbers) -> None:
    _fill(child(parent, "real" if numbers.single else "realListXMLList", space=SI), numbers)


def _fill(element: Any, numbers: Numbers) -> None:
    ending = "" if numbers.single else "XMLList"
    for name, values in (("label", numbers.labels), ("value", numbers.values), ("unit", numbers.units),
                         ("dateTime", numbers.times)):  # fmt: skip
        if values:
            child(element, f"{name}{ending}", " ".join(values), space=SI)
    if numbers.spread is not None:
        _put_spread(child(element, f"measurementUncertaintyUnivariate{ending}", space=SI), numbers.spread, ending)


def _put_spread(parent: Any, spread: Spread, ending: str) -> None:
    if spread.form == "interval":
        made = child(parent, f"coverageIntervalMU{ending}", space=SI)
        parts = [("valueStandardMU", spread.values), ("intervalMin", spread.lower), ("intervalMax", spread.upper)]
    else:
        word = _WORDS[spread.form]
        made = child(parent, f"{word[0].lower()}{word[1:]}{ending}", space=SI)
        parts = [(f"value{word}", spread.values), ("coverageFactor", spread.k)]
    parts += [("coverageProbability", spread.p)] if spread.form != "standard" else []
    for name, values in (*parts, ("distribution", spread.distribution)):
        if values:
            child(made, f"{name}{ending}", " ".join(values), space=SI)
