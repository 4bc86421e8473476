"""HP (Agilent, Keysight) 34401A multimeter through PyMeasure's own class for it.

Manual: 34401A user's guide, chapter 4 (FUNCtion, RANGe, NPLCycles, DETector:BANDwidth, SAMPle:COUNt, READ?). The class
`pymeasure.instruments.hp.HP34401A` is used as it is; it shows how any of PyMeasure's classes serves as a standard: it
speaks over a hardened link, and every reading is decoded again from the reply (`drivers.link.pymeasure_reading`).

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none of its own; every
reading is a conversion begun by READ?, after the automatic trigger delay of the range. Error queue: `SYST:ERR?` after
every configuration and reading, at most 32 entries; PyMeasure's own `check_errors` has no end and is not used.
Identity: `*IDN?`; its serial number is 0. Acknowledgement: function and range are verified by reading back before every
reading; overload (9.9E37) is refused as a bad reply. On a serial line the front panel must be set to remote.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Self

from pymeasure.instruments import hp

from drivers.codecs import scpi
from drivers.codecs.numbers import decimal_number
from drivers.electricity.multimeter import Function, Multimeter, four_fields
from drivers.error_queue import refuse_reported
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.link.pymeasure_reading import HeedfulAdapter, mapped, reading
from drivers.roles import AUTOMATIC, DigitalMultimeter, Identity, Reading

_WORDS = {
    Function.DC_VOLTAGE: "DCV",
    Function.AC_VOLTAGE: "ACV",
    Function.DC_CURRENT: "DCI",
    Function.AC_CURRENT: "ACI",
    Function.RESISTANCE_2W: "R2W",
    Function.RESISTANCE_4W: "R4W",
}
_ALTERNATING = (Function.AC_VOLTAGE, Function.AC_CURRENT)


class HP34401A(Multimeter):
    """A 34401A.

    Args:
        link: Its line.
    """

    ROLES = (DigitalMultimeter,)

    LINE = Line(sent_end=b"\n", received_end=b"\n", timeout=30.0)

    def __init__(self, link: LineLink) -> None:
        super().__init__(link)
        self._adapter = HeedfulAdapter(link)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # its SCPI defaults are on their way out; none is used here
            self._dmm: Any = hp.HP34401A(self._adapter)  # type: ignore[attr-defined, no-untyped-call]

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; it has no options."""
        fitting.require_options(())
        return cls(fitting.require_link())

    def _who(self) -> Identity:
        return four_fields(self._link, self._link.query("*IDN?"))

    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        self._refuse_reported()
        self._dmm.function_ = _WORDS[function]
        if measuring_range == AUTOMATIC:
            self._dmm.autorange = True
        else:
            self._dmm.range_ = format(measuring_range, "f")
        self._dmm.sample_count, self._dmm.trigger_count, self._dmm.trigger_source = 1, 1, "IMM"
        if function in _ALTERNATING:
            self._dmm.detector_bandwidth = 3
        else:
            self._dmm.nplc = 100
        self._refuse_reported()

    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        self._refuse_other("function", self._dmm.function_, _WORDS[function])
        if measuring_range != AUTOMATIC:
            self._adapter.heard.clear()
            _ = self._dmm.range_
            self._refuse_other("range", decimal_number(self._adapter.heard[-1]), measuring_range)

    def _measure(self, function: Function) -> Reading:
        found = reading(self._adapter, lambda: self._dmm.reading, function.unit)
        self._refuse_reported()
        return found

    def _refuse_reported(self) -> None:
        refuse_reported(lambda: scpi.error_entry(self._link.query("SYST:ERR?")), self._link.where)

    @contextmanager
    def _exchange(self) -> Iterator[None]:
        with super()._exchange(), mapped(self._link):
            yield
