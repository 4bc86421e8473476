"""The quantities that a PyMeasure source may put out, each in the words of its role."""

from decimal import Decimal
from typing import Final

from drivers.errors import InstrumentError
from drivers.pymeasure.source import PyMeasureSource
from drivers.roles import DIRECT, Reading


class ElectricalSource(PyMeasureSource):
    """What voltage and current have in common."""

    def output(self) -> Reading:
        """What is put out; raises `Reported` unless it is energised, as it was set, and settled."""
        with self._exchange():
            target = self._held()
            found = self._spoken.read(self._way.read, self._way.unit)
            self._refuse_reported()
        if abs(found.value - target) > self._way.window:
            raise self._reported(f"The output is not settled: {found.value} {found.unit}.")
        return found

    def operate(self) -> None:
        """Energise the present setting again and return when it is settled."""
        if self._target is None:
            raise self._reported("There is no setting to energise.")
        with self._exchange():
            self._energise()

    def standby(self) -> None:
        """Take the output away, confirmed by reading back; the setting stays."""
        kept = self._target
        self.make_safe()
        self._target = kept

    def set_voltage(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Refused unless it is a source of voltage."""
        raise self._cannot(f"{value} {unit} at {frequency} Hz")

    def set_current(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Refused unless it is a source of current."""
        raise self._cannot(f"{value} {unit} at {frequency} Hz")

    def set_resistance(self, value: Decimal, unit: str) -> None:
        """Refused: no such source is covered."""
        raise self._cannot(f"{value} {unit}")

    def _cannot(self, what: str) -> InstrumentError:
        remedy = "Use another source, or correct the quantity in the bench file."
        return InstrumentError(f"Does not put out {what}.", where=self._link.where, remedy=remedy)

    def _direct(self, value: Decimal, unit: str, frequency: Decimal) -> None:
        if frequency != DIRECT:
            remedy = "Use another source for alternating quantities."
            raise InstrumentError(f"Puts out nothing at {frequency} Hz.", where=self._link.where, remedy=remedy)
        self._go(value, unit)


class VoltageSource(ElectricalSource):
    """A source of direct voltage."""

    def set_voltage(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a direct voltage and return when it is settled.

        Raises:
            NotSettled: Not within the promised time.
            Reported: An entry in the error queue, or not held as it was set.
            BadReply: A property reads back as another.
            InstrumentError: Beyond `low` and `high`, another unit, an alternating quantity, no such property.
            LinkError: As every exchange.
        """
        self._direct(value, unit, frequency)


class CurrentSource(ElectricalSource):
    """A source of direct current."""

    def set_current(self, value: Decimal, unit: str, frequency: Decimal = DIRECT) -> None:
        """Put out a direct current and return when it is settled; errors as `VoltageSource.set_voltage`."""
        self._direct(value, unit, frequency)


class TemperatureSource(PyMeasureSource):
    """A bath, a dry-well, a chamber."""

    def set_temperature(self, value: Decimal, unit: str) -> None:
        """Go to a temperature and return when it is settled; errors as `VoltageSource.set_voltage`."""
        self._go(value, unit)

    def temperature(self) -> Reading:
        """Temperature as the source itself measures it."""
        return self._measured()


class PressureSource(PyMeasureSource):
    """A pressure controller."""

    def set_pressure(self, value: Decimal, unit: str) -> None:
        """Go to a pressure and return when it is settled; errors as `VoltageSource.set_voltage`."""
        self._go(value, unit)

    def pressure(self) -> Reading:
        """Measured pressure."""
        return self._measured()

    def vent(self) -> None:
        """The safe state, and return when the pressure has been within the window of 0 for the dwell."""
        self.make_safe()

        def vented() -> tuple[bool, str]:
            found = self._measured()
            return abs(found.value) <= self._way.window, f"{found.value} {found.unit}"

        self._settling.wait(self._clock, vented, f"0 {self._way.unit}", self._link.where)


SOURCES: Final[dict[str, type[PyMeasureSource]]] = {
    "voltage": VoltageSource,
    "current": CurrentSource,
    "temperature": TemperatureSource,
    "pressure": PressureSource,
}
