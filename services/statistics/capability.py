"""Capability of quantities that repeat from run to run: Pp and Ppk against the limits of the regulation."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metrology.statistics.capability import process_capability
from metrology.statistics.descriptive import mean, standard_deviation
from records.entries import Conclusion, of_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from metrology.text import Text
    from records.entries import Opened
    from records.event import Event

FEWEST: Final = 10
"""Results of which a capability is stated; fewer say little of a scatter."""


class Quantity(NamedTuple):
    """What repeats: a point of a regulation with limits and unit."""

    regulation: str
    address: str
    lower: str
    upper: str
    unit: str


def capabilities(runs: Iterable[tuple[Opened, Sequence[Event]]]) -> list[dict[str, Any]]:
    """The capability of every quantity with at least ten results, the least capable first.

    The scatter is the overall one (GB/T 17989.4, ISO 22514-2: Pp, Ppk). A quantity that does not scatter has no index.
    Results of simulated runs do not count.
    """
    values: dict[Quantity, list[Decimal]] = defaultdict(list)
    labels: dict[Quantity, Text] = {}
    for opened, events in runs:
        if opened.simulated:
            continue
        for event, conclusion in of_kind(events, Conclusion):
            compared = conclusion.decision
            if compared is None or len(compared.limit) != 2:
                continue
            at = event.address or f"{conclusion.item}/{conclusion.words.label.zh}"
            quantity = Quantity(opened.regulation.id, at, *compared.limit, compared.unit)
            try:
                result = Decimal(compared.rounded or compared.unrounded)
            except InvalidOperation:  # a quotient that was not rounded
                continue
            values[quantity].append(result)
            labels[quantity] = conclusion.words.label
    made = [_stated(q, labels[q], found) for q, found in values.items() if len(found) >= FEWEST]
    return sorted(made, key=lambda row: (row["ppk"] is None, row["ppk"] or 0, row["regulation"], row["address"]))


def _stated(quantity: Quantity, label: Text, found: list[Decimal]) -> dict[str, Any]:
    middle, spread = mean(found), standard_deviation(found)
    lower, upper = (Decimal(side) if side else None for side in (quantity.lower, quantity.upper))
    index = process_capability(middle, spread, lower, upper) if spread and (lower, upper) != (None, None) else None
    return {
        **quantity._asdict(), "label": label.to_dict(), "n": len(found), "mean": middle, "s": spread,
        "pp": index.c if index else None, "ppk": index.ck if index else None,
    }  # fmt: skip
