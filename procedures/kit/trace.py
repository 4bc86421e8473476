"""Values as they come in: a reading, or the value that a standard has; with correction and origin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from metrology.exact import plain
from procedures.kit.places import beside_the_certificate, known_to
from procedures.kit.value import Known, Origin, Value
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
    behind = measuring(run.standards(role), unit)
    step = Decimal(0) if ideal else known_to(behind, shown, unit)
    origin = Origin(address, role, shown, unit, Decimal(1), standard=bool(behind), step=step)
    aside = beside_the_certificate(shown) if run.standards(role) and not behind else Decimal(0)
    return replace(_traced(value, origin), steps={symbol: Known(max(step, aside))})


def placed(run: Run, symbol: str, role: str, nominal: Decimal, unit: str, *, ideal: bool) -> Value:
    """The value of standards that bear a nominal value and show nothing: weights, resistors, gauge blocks.

    It is corrected by their certificate; columns show the nominal value. Args as for `observed`. No standards have no
    value: an empty load receptor depends on none.
    """
    if nominal == 0:
        return Value.constant(nominal, symbol)
    value = Value.constant(nominal if ideal else corrected(run, role, nominal, unit), symbol)
    behind = measuring(run.standards(role), unit)
    step = known_to(behind, nominal, unit) if behind and not ideal else Decimal(0)
    address = f"{role}={plain(nominal)}{unit}"
    origin = Origin(address, role, nominal, unit, Decimal(1), standard=bool(behind), step=step)
    return replace(_traced(value, origin), columns={symbol: nominal})


def _traced(value: Value, origin: Origin) -> Value:
    true, shown = value.number, origin.at
    by = f"{plain(true)} ({plain(shown)} + {plain(true - shown)})" if true != shown else plain(true)
    return replace(value, substitution=by, origins=(origin,))
