"""Any multimeter for which PyMeasure has a class, made a standard by a line of the bench file for each function.

Manual: the docstring of the class, and the maker's manual that it was written from. Options: `class`, the class below
`pymeasure.instruments` (`keithley.Keithley2000`), and for every function that is used its properties, for example
`dc_voltage = "mode = voltage, voltage_range = {range}, voltage"`: those with a value are set and read back, the last
one is read. A function without `{range}` refuses a measuring range.

Role: `DigitalMultimeter`, `Identified`. Safe state: none, it has no output. Settle criterion: none of its own; whether
a reading is a new conversion is decided by the property that is read. Error queue: `SYST:ERR?` after every
configuration and reading, at most 32 entries; option `errors = "none"` for an instrument without one. Identity:
`*IDN?`. Acknowledgement: every property that is set is read back; a class that clamps what it is given is found out in
that way. Every reading is decoded again from the reply and must be the number that PyMeasure makes of it.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from drivers.codecs import scpi
from drivers.electricity.multimeter import Function, Multimeter, four_fields
from drivers.error_queue import refuse_reported
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import Line, LineLink
from drivers.pymeasure.spoken_instrument import Settings, SpokenInstrument, expected, named_class, settings
from drivers.roles import AUTOMATIC, DigitalMultimeter, Identity, Reading

_FUNCTIONS = {function.name.lower(): function for function in Function}


class PyMeasureMultimeter(Multimeter):
    """A multimeter through a class of PyMeasure's.

    Args:
        link: Its line.
        kind: The class.
        properties: For each function its properties, in the words of the bench file.
        has_errors: Whether it has a SCPI error queue.
    """

    ROLES = (DigitalMultimeter,)

    LINE = Line(sent_end=b"\n", received_end=b"\n", timeout=30.0)

    def __init__(
        self, link: LineLink, kind: type[Any], properties: Mapping[Function, str], *, has_errors: bool = True
    ) -> None:
        super().__init__(link)
        self._properties, self._has_errors = properties, has_errors
        self._spoken = SpokenInstrument(link, kind)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `class`, such as `keithley.Keithley2000`; for each of `dc_voltage`, `ac_voltage`, `dc_current`,
        `ac_current`, `resistance_2w`, `resistance_4w` what is set and read; `errors` (`none` where there is no error
        queue).
        """
        fitting.require_options(("class", "errors", *_FUNCTIONS))
        properties = {_FUNCTIONS[name]: text for name, text in fitting.options.items() if name in _FUNCTIONS}
        has_errors = fitting.options.get("errors") != "none"
        return cls(fitting.require_link(), named_class(fitting), properties, has_errors=has_errors)

    def _who(self) -> Identity:
        self._spoken.begin()
        return four_fields(self._link, self._link.query("*IDN?"))

    def _configure(self, function: Function, measuring_range: Decimal) -> None:
        self._refuse_reported()
        for name, value in self._settings(function, measuring_range):
            self._spoken.send(name, value)
        self._refuse_reported()

    def _confirm(self, function: Function, measuring_range: Decimal) -> None:
        for name, value in self._settings(function, measuring_range):
            self._refuse_other(name, self._spoken.held(name), expected(value))

    def _measure(self, function: Function) -> Reading:
        found = self._spoken.read(self._words(function)[-1][0], function.unit)
        self._refuse_reported()
        return found

    def _settings(self, function: Function, measuring_range: Decimal) -> Settings:
        words = self._words(function)[:-1]
        if ("{range}" in self._properties[function]) is (measuring_range == AUTOMATIC):
            what = f"A range of {measuring_range} and {self._properties[function]!r} do not fit together."
            remedy = "Give a range where the bench file says {range}, and only there."
            raise InstrumentError(what, where=self._link.where, remedy=remedy)
        return [(name, value.replace("{range}", format(measuring_range, "f"))) for name, value in words]

    def _words(self, function: Function) -> Settings:
        if function not in self._properties:
            remedy = f"Say in the bench file how {function.name.lower()} is measured."
            raise InstrumentError("Cannot measure this here.", where=self._link.where, remedy=remedy)
        return settings(self._properties[function])

    def _refuse_reported(self) -> None:
        if self._has_errors:
            refuse_reported(lambda: scpi.error_entry(self._link.query("SYST:ERR?")), self._link.where)
