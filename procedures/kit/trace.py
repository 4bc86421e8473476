"""Values as they come in: a reading, or the value that a standard has; with correction and origin."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from procedures.kit.value import Origin, Value
from procedures.standards import corrected, measuring

if TYPE_CHECKING:
    from procedures.run import Run


def observed(run: Run, symbol: str, address: str, role: str, shown: Decimal, unit: str, *, ideal: bool) -> Value:
    """A reading, corrected by the certificate where standards stand behind its role.

    Args:
        run: The run handle, which knows the standards.
        symbol: Its term.
        address: Its address.
        role: Role that was read.
        shown: What was read.
        unit: Its unit.
        ideal: Whether an ideal instrument answers, which needs no correction.
    """
    value = Value.constant(shown if ideal else corrected(run, role, shown, unit), symbol)
    return _traced(run, value, Origin(address, role, shown, unit, Decimal(1), standard=False))


def placed(run: Run, symbol: str, role: str, nominal: Decimal, unit: str, *, ideal: bool) -> Value:
    """The value of standards that bear a nominal value and show nothing: weights, resistors, gauge blocks.

    It is corrected by their certificate; columns show the nominal value. Args as for `observed`. No standards have no
    value: an empty load receptor depends on none.
    """
    if nominal == 0:
        return Value.constant(nominal, symbol)
    value = Value.constant(nominal if ideal else corrected(run, role, nominal, unit), symbol)
    origin = Origin(f"{role}={plain(nominal)}{unit}", role, nominal, unit, Decimal(1), standard=False)
    return _traced(run, value, origin, {symbol: nominal})


def _traced(run: Run, value: Value, origin: Origin, columns: dict[str, Decimal] | None = None) -> Value:
    true, shown = value.number, origin.at
    by = f"{plain(true)} ({plain(shown)} + {plain(true - shown)})" if true != shown else plain(true)
    of_standard = bool(measuring(run.standards(origin.role), origin.unit))
    origins = (Origin(origin.address, origin.role, shown, origin.unit, Decimal(1), standard=of_standard),)
    return Value(true, value.formula, by, value.columns if columns is None else columns, origins)
