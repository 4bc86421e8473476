"""Any instrument for which PyMeasure has a class, made a standard that is read: a line of the bench file a quantity.

Manual: the docstring of the class, and the maker's manual that it was written from. Options: `class`, the class below
`pymeasure.instruments` (`lakeshore.LakeShore211`); for each method of the role `PROPERTY; UNIT`, before it the
properties to be set: `temperature = "input_A.celsius; °C"`, `frequency = "gate_time = {gate}, frequency; Hz"`. `ends`
is what ends a message (`LF`, `CR`, `CRLF`), `identity` and `errors` as below.

Role: `Thermometer`, `Environment`, `Barometer`, `DigitalGauge`, `Counter`, `Identified`, and every other
that only reads. Safe state: none, nothing is put out. Settle criterion: none of its own; whether a reading is new is
decided by the property. Error queue: `SYST:ERR?` after every reading, at most 32 entries; option `errors = "none"`
for an instrument without one. Identity: `*IDN?`, four fields, or the reply behind the property that option `identity`
names. Acknowledgement: every property that is set is read back from the instrument; a class that clamps what it is
given is found out in that way. Every reading is decoded again from the reply, which must be one plain number and the
number that PyMeasure makes of it: a class that converts or cuts its replies needs a driver of its own.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Self

from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import LineLink
from drivers.pymeasure.instrument import COMMON, PyMeasureInstrument, common, symbol
from drivers.pymeasure.spoken_instrument import Settings, settings
from drivers.roles import Barometer, Counter, DigitalGauge, Environment, Reading, Thermometer

_METHODS: Final = (
    *("indication", "temperature", "humidity", "air_pressure", "pressure", "mass", "flow", "power", "energy", "pulses"),
    *("frequency", "period", "totalise"),
)
#: How a quantity is read: what is set before, the property, the unit.
Way = tuple[Settings, str, str]


class PyMeasureReader(PyMeasureInstrument):
    """An instrument that is read.

    Args:
        link: Its line.
        kind: Its class.
        identity: See the module.
        ways: Method to how it is read.
        has_errors: Whether it has a SCPI error queue.
    """

    ROLES = (Thermometer, Environment, Barometer, DigitalGauge, Counter)

    def __init__(
        self, link: LineLink, kind: type[Any], identity: str, ways: Mapping[str, Way], *, has_errors: bool
    ) -> None:
        super().__init__(link, kind, identity, has_errors=has_errors)
        self._ways = ways

    @classmethod
    def offers(cls, options: Mapping[str, str]) -> tuple[str, ...]:
        """Methods that the options give a place to."""
        return tuple(name for name in _METHODS if name in options)

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `class`, such as `lakeshore.LakeShore211`; for each reading its property and unit; `identity`, `ends`
        (`LF`, `CR`, `CRLF`), `errors` (`none` where there is no error queue).
        """
        fitting.require_options((*COMMON, *_METHODS))
        link, kind, identity, has_errors = common(fitting)
        ways = {name: _way(fitting, name) for name in _METHODS if name in fitting.options}
        if not ways:
            remedy = f"Give for one of {', '.join(_METHODS)} its property and unit."
            raise InstrumentError("The options name no readings.", where=fitting.where, remedy=remedy)
        return cls(link, kind, identity, ways, has_errors=has_errors)

    def indication(self) -> Reading:
        """Indication.

        Raises:
            BadReply: No number, an overload, another one than PyMeasure gives, a setting that reads back as another.
            Reported: An entry in the error queue.
            InstrumentError: The bench file says nothing of this quantity, or the class has no such property.
            LinkError: As every exchange.
        """
        return self._read("indication")

    def temperature(self) -> Reading:
        """Temperature; errors as `indication`."""
        return self._read("temperature")

    def humidity(self) -> Reading:
        """Relative humidity; errors as `indication`."""
        return self._read("humidity")

    def air_pressure(self) -> Reading:
        """Absolute pressure of the air; errors as `indication`."""
        return self._read("air_pressure")

    def pressure(self) -> Reading:
        """Pressure; errors as `indication`."""
        return self._read("pressure")

    def mass(self) -> Reading:
        """Mass; errors as `indication`."""
        return self._read("mass")

    def flow(self) -> Reading:
        """Flow; errors as `indication`."""
        return self._read("flow")

    def power(self) -> Reading:
        """Power; errors as `indication`."""
        return self._read("power")

    def energy(self) -> Reading:
        """Energy; errors as `indication`."""
        return self._read("energy")

    def pulses(self) -> Reading:
        """Pulses counted; errors as `indication`."""
        return self._read("pulses")

    def frequency(self, gate: Decimal) -> Reading:
        """Mean frequency over `gate` seconds; errors as `indication`."""
        return self._read("frequency", format(gate, "f"))

    def period(self, gate: Decimal) -> Reading:
        """Mean period over `gate` seconds; errors as `indication`."""
        return self._read("period", format(gate, "f"))

    def totalise(self, gate: Decimal) -> Reading:
        """Events in `gate` seconds; errors as `indication`."""
        return self._read("totalise", format(gate, "f"))

    def _read(self, method: str, gate: str = "") -> Reading:
        if method not in self._ways:
            remedy = f"Say in the bench file how {method} is read."
            raise InstrumentError(f"Cannot read {method} here.", where=self._link.where, remedy=remedy)
        before, name, unit = self._ways[method]
        with self._exchange():
            for setting, word in before:
                self._spoken.put(setting, word.replace("{gate}", gate))
            found = self._spoken.read(name, unit)
            self._refuse_reported()
        return found


def _way(fitting: Fitting, method: str) -> Way:
    text, _, unit = fitting.options[method].rpartition(";")
    *before, (name, valued) = settings(text) or [("", "")]
    gated = any("{gate}" in word for _, word in before)
    if not name or valued or not all(word for _, word in before) or gated is not (method in _METHODS[-3:]):
        what = f"Option {method} = {fitting.options[method]!r} does not say how it is read."
        remedy = "Write PROPERTY; UNIT, before it settings as NAME = VALUE, and {gate} where the role gives a gate."
        raise InstrumentError(what, where=fitting.where, remedy=remedy)
    return before, name, symbol(fitting, unit)
