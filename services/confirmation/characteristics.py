"""What a run found of an instrument, in the unit of a requirement: its worst error with its uncertainty, its largest MPE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.text import Text
from metrology.units import convert_difference
from metrology.units.unit import UnitError
from records.entries import Closed, Conclusion, of_kind, opened
from records.run_index import amending
from records.same_instrument import spelt
from records.store import Store
from records.verification import ledger_of, read_verified
from registers.errors import RegistersError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from records.entries import Opened
    from records.event import Event
    from registers.instruments import Instrument


UNUSABLE: Final = {"invalid": ("无效", "invalid"), "incomplete": ("未完成", "incomplete")}
"""Outcomes whose errors state nothing of the instrument, or not of all of its points."""


class Characteristics(NamedTuple):
    """What a run found (MEMC).

    Attributes:
        run, on: The run and its day.
        error, uncertainty: Of the point at which |E| + U is largest; None where no point states an uncertainty.
        mpe: The largest MPE of its points; None where there is none.
        outcome: The verdict.
        simulated: Whether it was simulated.
    """

    run: str
    on: date
    error: Decimal | None
    uncertainty: Decimal | None
    mpe: Decimal | None
    outcome: str
    simulated: bool


def characteristics(url: str, run: str, unit: str, of: Instrument) -> Characteristics:
    """What a run found of an instrument, in a unit.

    Args:
        url: The store.
        run: The run, or the beginning of its name.
        unit: The unit.
        of: The instrument that it must be about.

    Raises:
        RegistersError: The run is about another instrument, is not closed, invalid or incomplete, was amended, or has nothing in this unit.
        RecordsError: There is no such run, or it is not what was written.
    """
    store = Store(url, read_only=True)
    try:
        name = store.find(run)
        events = read_verified(store, name, ledger_of(store))
        later = amending(store, [name]).get(name, "")
    finally:
        store.close()
    first, ends = opened(events), of_kind(events, Closed)
    _usable(name, first, ends[-1].entry.outcome if ends else None, later=later, of=of)
    found = list(_points(events, unit))
    if not found:
        zh, en = f"记录 {name} 没有以 {unit} 为单位的误差", f"run {name} has no error in {unit}"
        raise RegistersError([Text(zh, en)])
    known = [(e, u) for e, u, _ in found if u is not None]
    # One point without an uncertainty would be judged as if it were exact.
    error, uncertainty = None, None
    if len(known) == len(found):
        error, uncertainty = max(known, key=lambda pair: abs(pair[0]) + pair[1])
    limits = [mpe for _, _, mpe in found if mpe is not None]
    mpe, outcome = max(limits, default=None), str(ends[-1].entry.outcome)
    return Characteristics(name, first.day, error, uncertainty, mpe, outcome, first.simulated)


def _usable(name: str, first: Opened, outcome: str | None, *, later: str, of: Instrument) -> None:
    reasons = []
    if spelt(first.subject.serial) != spelt(of.serial) or (of.maker and spelt(first.subject.maker) != spelt(of.maker)):
        about = f"{first.subject.maker} {first.subject.model} {first.subject.serial}"
        reasons.append(Text(f"记录 {name} 是 {about} 的记录", f"run {name} is about {about}"))
    if outcome is None:
        reasons.append(Text(f"记录 {name} 未结束", f"run {name} is not closed"))
    elif str(outcome) in UNUSABLE:
        zh, en = UNUSABLE[str(outcome)]
        reasons.append(
            Text(f"记录 {name} 的结论为“{zh}”，不能用于确认", f"run {name} is {en}: nothing is confirmed by it")
        )
    if later:
        reasons.append(Text(f"记录 {name} 已被 {later} 更正", f"run {name} was amended by {later}; use that one"))
    if reasons:
        raise RegistersError(reasons)


def _points(events: Sequence[Event], unit: str) -> Iterator[tuple[Decimal, Decimal | None, Decimal | None]]:
    for _, conclusion in of_kind(events, Conclusion):
        compared = conclusion.decision
        if compared is None or not compared.unit:
            continue
        try:
            error = convert_difference(compared.unrounded, compared.unit, unit)
            u = convert_difference(compared.U, compared.unit, unit) if compared.U else None
            limits = [abs(convert_difference(side, compared.unit, unit)) for side in compared.limit if side]
        except UnitError:  # another quantity
            continue
        yield error, u, max(limits, default=None)
