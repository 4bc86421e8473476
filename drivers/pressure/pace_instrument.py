"""Druck PACE5000/PACE6000 as a PyMeasure instrument: one property per command, strict in both directions.

Manual: GE/Druck K0472, PACE series SCPI remote communications. Every reply echoes its header; a reply with another
header is refused. Values are Decimals with the digits received. Refusals by the codec leave as `ValueError` and are
mapped by the role (`drivers.pressure.pace`), which also owns the link.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pymeasure.instruments.instrument import Instrument

from drivers.codecs import scpi
from drivers.codecs.numbers import Malformed, decimal_number, flag

#: PACE unit words and the symbols of `metrology.units`; those that a verification here asks for.
UNITS = {"Pa": "PA", "hPa": "HPA", "kPa": "KPA", "MPa": "MPA", "mbar": "MBAR", "bar": "BAR", "psi": "PSI"}
#: Vent states of K0472; firmware may add 3 (trapped), 4 (aborted), 5 (timed out).
VENT_IDLE, VENT_RUNNING, VENT_COMPLETE = 0, 1, 2
_WHOLE = "\x00"  # a separator that never occurs: PyMeasure must not split replies


def finite(value: object, _values: object = None) -> Decimal:
    """Validate a set-point: a finite Decimal, never clamped.

    Raises:
        ValueError: A float, NaN or infinity.
    """
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError(f"{value!r} is not a finite Decimal")
    return value


def word(value: str, values: Any) -> str:
    """Validate a keyword of the instrument.

    Raises:
        ValueError: Unknown word.
    """
    if value not in values:
        raise ValueError(f"{value!r} is not one of {', '.join(values)}")
    return str(value)


def _unit(payload: str) -> str:
    if payload.upper() not in UNITS.values():
        raise Malformed(f"unit {payload!r} is not one that is used here")
    return payload.upper()


def _vent_state(payload: str) -> int:
    if payload not in ("0", "1", "2", "3", "4", "5"):
        raise Malformed(f"{payload!r} is not a vent state")
    return int(payload)


def _reply(question: str, decode: Callable[[str], Any]) -> Callable[[Any], Any]:
    return lambda reply: decode(scpi.answer(question, str(reply)))


def _received(payload: str) -> tuple[str, Decimal]:
    return payload, decimal_number(payload)


def _in_limits(payload: str) -> tuple[Decimal, bool]:
    pressure, inside = scpi.fields(payload, 2)
    return decimal_number(pressure), flag(inside)


def _measurement(question: str, doc: str, decode: Callable[[str], Any]) -> Any:
    return Instrument.measurement(question, doc, cast=str, separator=_WHOLE, get_process=_reply(question, decode))


def _control(header: str, doc: str, decode: Callable[[str], Any], validator: Any, values: Any = ()) -> Any:
    question = f"{header}?"
    return Instrument.control(
        question,
        f"{header} %s",
        doc,
        validator=validator,
        values=values,
        cast=str,
        separator=_WHOLE,
        get_process=_reply(question, decode),
    )


class Pace(Instrument):
    """A PACE controller, channel 1.

    Args:
        adapter: `LinkAdapter` on a bench, PyMeasure's `ProtocolAdapter` in dialogue tests.
    """

    def __init__(self, adapter: Any, name: str = "Druck PACE", **kwargs: Any) -> None:
        super().__init__(adapter, name, includeSCPI=False, **kwargs)

    idn = Instrument.measurement("*IDN?", "Identification text.", cast=str, separator=_WHOLE)
    error = _measurement(":SYST:ERR?", "Oldest entry of the error queue: code and text.", scpi.error_entry)
    unit = _control(":UNIT:PRES", "Pressure unit, a PACE unit word.", _unit, word, tuple(UNITS.values()))
    setpoint = _control(":SOUR:PRES:LEV:IMM:AMPL", "Set-point in the present unit.", decimal_number, finite)
    slew = _control(":SOUR:PRES:SLEW", "Slew rate in the present unit per second.", decimal_number, finite)
    slew_mode = _control(":SOUR:PRES:SLEW:MODE", "LIN or MAX.", str, word, ("LIN", "MAX"))
    overshoot = _control(":SOUR:PRES:SLEW:OVER", "1 allows overshoot.", flag, word, ("0", "1"))
    output = _control(":OUTP:STAT", "1 controls, 0 measures only.", flag, word, ("0", "1"))
    venting = _control(":SOUR:PRES:LEV:IMM:AMPL:VENT", "Vent state; write 1 to vent.", _vent_state, word, ("0", "1"))
    pressure = _measurement(":SENS:PRES?", "Measured pressure in the present unit: text and value.", _received)
    in_limits = _measurement(":SENS:PRES:INL?", "Measured pressure and in-limits flag.", _in_limits)
