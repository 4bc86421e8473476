"""No calibration certificate states a smaller uncertainty than the laboratory's capability (ILAC-P14, 4.2)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain, to_decimal
from metrology.rounding import round_significant
from metrology.text import Text
from metrology.units import convert, convert_difference, unit
from metrology.units.unit import UnknownUnit
from procedures.regulation import Work
from records.entries import Conclusion, of_kind, opened
from registers.book import Book
from registers.capabilities import CAPABILITIES
from registers.contents import REGISTERS
from registers.errors import NothingToShow
from registers.projection import laid_out
from registers.standard_checks import is_number
from services.standards.capability_limits import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records.entries import Opened, Uncertainty
    from records.event import Event
    from records.store import Store
    from registers.capabilities import CapabilityRow

DIGITS = 2
QUANTITY = re.compile(r"([-+]?\d+(?:\.\d+)?)([^\d\s].*)")


class BelowCapability(NothingToShow):
    """An uncertainty of a run is smaller than the laboratory's capability there; no certificate is issued of it."""


def refuse_below_capability(store: Store, entries: Sequence[Event]) -> None:
    """Refuse the documents of a calibration that states less than the capabilities in the register of the store.

    An entry counts for a result where it is in force on the day, names no other kind of instrument and no other regulation,
    holds the value of the standard, and holds under the conditions of the result: the columns of its row by their keys, and
    what its point is named by, such as 50 Hz, by the unit. Of several, the smallest counts.

    Raises:
        BelowCapability: Every such result, with its figure and the entry.
    """
    first = opened(entries)
    if first.kind != Work.CALIBRATION or not laid_out(store.engine, list(REGISTERS.values())):
        return
    rows = [(r.key, r.record) for r in Book(store).rows(CAPABILITIES) if _concerns(r.record, first)]
    if rows and (reasons := list(_below(rows, entries, first))):
        raise BelowCapability(reasons)


def _concerns(row: CapabilityRow, first: Opened) -> bool:
    return row.kind in {"", first.regulation.kind} and row.regulation in {
        "",
        first.regulation.number,
        first.regulation.id,
    }


def _below(rows: Sequence[tuple[str, CapabilityRow]], entries: Sequence[Event], first: Opened) -> Iterator[Text]:
    units = _units_of_conditions(rows)
    for event, conclusion in of_kind(entries, Conclusion):
        found = conclusion.uncertainty
        if found is None or not conclusion.reference:
            continue
        of_item = [(key, row) for key, row in rows if conclusion.item in row.items or not row.items]
        conditions = {**_columns(conclusion), **_named(event.address, units)}
        least = _least(of_item, conclusion, found, first, conditions)
        if least is not None and to_decimal(found.U) < least[1]:
            key, u = least
            label = conclusion.words.label
            yield Text(
                f"{label.zh}：U = {found.U} {found.unit} 小于校准和测量能力 {plain(u)} {found.unit}（条目 {key}）",
                f"{label.en}: U = {found.U} {found.unit} is below the capability, {plain(u)} {found.unit} (entry {key})",
            )


def _least(
    rows: Sequence[tuple[str, CapabilityRow]],
    conclusion: Conclusion,
    found: Uncertainty,
    first: Opened,
    conditions: Mapping[str, Decimal],
) -> tuple[str, Decimal] | None:
    """The smallest capability at the value of the standard, in the unit of the result, to two digits."""
    reference = (conclusion.reference or ())[0]
    if unit(reference.unit).dimension != unit(found.unit).dimension:
        return None
    held = stated(rows, Decimal(reference.at), reference.unit, conditions, first.day)
    able = sorted((convert_difference(u, reference.unit, found.unit), key) for key, _, u in held)
    return (able[0][1], round_significant(able[0][0], DIGITS)) if able else None


def _columns(conclusion: Conclusion) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in conclusion.values.items() if is_number(value)}


def _units_of_conditions(rows: Sequence[tuple[str, CapabilityRow]]) -> set[str]:
    """The units that name a condition of some entry."""
    named = {name for _, row in rows for name in (*row.conditions, str(row.content.get("condition", "")))}
    return {name for name in named if _dimension(name) is not None}


def _named(address: str, units: set[str]) -> dict[str, Decimal]:
    """The conditions that the parts of an address state, such as ``50Hz``, in the units that entries name."""
    found = {}
    for part in address.split("/"):
        stated_part = QUANTITY.fullmatch(part)
        if stated_part is None or (dimension := _dimension(stated_part[2])) is None:
            continue
        for name in units:
            if _dimension(name) == dimension:
                found[name] = convert(stated_part[1], stated_part[2], name)
    return found


def _dimension(symbol: str) -> object | None:
    try:
        return unit(symbol).dimension
    except UnknownUnit:
        return None
