"""A simulated reference energy meter on Steelyard's register map, compared with the pulses of a meter under test."""

from drivers.simulation.device import Name, Time
from drivers.simulation.modbus_device import BadAddress, BadValue, ModbusDevice, spread
from drivers.simulation.power_bus import PowerBus
from drivers.simulation.power_source import identity
from drivers.simulation.pulse_comparison import IDLE, Comparison, PeriodMeasurement, TimedPulses
from drivers.simulation.pulses import BusPulses, TimePulses

_STEP = 1e-3
_CONTROL, _STATE, _MEASURED = 0x0100, 0x0101, 0x0040
_COMPARE, _COMPARED, _PERIOD, _PERIODIC = 0x0110, 0x0112, 0x0118, 0x0119


class SimulatedReferenceMeter(ModbusDevice):
    """One reference meter.

    Args:
        bus: What it is connected to.
        name: Identity.
        time: The world's time.
        error: Its own relative error.
        constant: Pulses per kWh of the meter under test.
        unit_error: Relative error of the meter under test.

    Attributes:
        status: Status bits.
        pulses: What is on its pulse input; None while it stands alone, with a meter under test of its own.
        clock: Time pulses on its other input, None for none.
    """

    def __init__(
        self,
        bus: PowerBus,
        name: Name,
        time: Time,
        error: float = 0.0,
        constant: float = 6400.0,
        unit_error: float = 0.0,
    ) -> None:
        super().__init__(name)
        self.bus, self._time = bus, time
        self._error, self._constant, self._unit_error = error, constant, unit_error
        self.status = 0
        self.pulses: TimedPulses | None = None
        self.clock: TimePulses | None = None
        self._comparison: Comparison | None = None
        self._periods: PeriodMeasurement | None = None
        self._began = self._ended = 0.0
        self._counting = False
        self._stepped: float | None = None
        self.mishaps |= {"drift_step": self._step}

    def registers(self, address: int) -> dict[int, int]:
        """Content of the registers."""
        if _COMPARE <= address <= _PERIODIC + 5:
            return self._compared(address)
        if address < _CONTROL:
            return identity(self.name, kind=1, version=2) | self._quantities()
        state = b"\0\0" + int(self._counting).to_bytes(2, "big") + self.status.to_bytes(2, "big")
        energy, pulses = self._counted()
        counted = b"\0\0" + energy.to_bytes(8, "big", signed=True) + pulses.to_bytes(4, "big")
        return spread(_CONTROL, state) | spread(0x0103, counted)

    def store(self, address: int, words: list[int]) -> None:
        """Take the commands start and stop, and those that begin a comparison."""
        now = float(self._time.now())
        if address == _COMPARE and len(words) == 2 and any(words):
            own = BusPulses(self.bus, self._constant * (1.0 + self._unit_error) / 1000.0)
            self._comparison = Comparison(self.pulses or own, now, words[0] << 16 | words[1])
            return
        if address == _PERIOD and len(words) == 1 and any(words):
            period = self.clock.period if self.clock is not None else float("inf")
            self._periods = PeriodMeasurement(period, now, words[0])
            return
        if address != _CONTROL:
            raise BadAddress(hex(address))
        if words == [1]:
            self._began, self._counting = now, True
        elif words == [2]:
            self._ended, self._counting = now, False
        else:
            raise BadValue(str(words))

    def _counted(self) -> tuple[int, int]:
        end = float(self._time.now()) if self._counting else self._ended
        true = self.bus.energy(end) - self.bus.energy(self._began)
        if self.pulses is not None:
            pulses = self.pulses.count(end) - self.pulses.count(self._began)
        else:
            pulses = int(abs(true) / 1000.0 * self._constant * (1.0 + self._unit_error))
        late = 0.0
        if self._stepped is not None and self._stepped < end:
            late = self.bus.energy(end) - self.bus.energy(max(self._began, self._stepped))
        return round((true * (1.0 + self._error) + _STEP * late) * 1e9), pulses

    def _compared(self, address: int) -> dict[int, int]:
        """The registers of the comparison with pulses, or of the time pulses."""
        now, status = float(self._time.now()), self.status.to_bytes(2, "big")
        if address < _PERIOD:
            found = (IDLE, 0.0) if self._comparison is None else self._comparison.found(now, self._energy)
            asked = 0 if self._comparison is None else self._comparison.number
            begin, head, value = _COMPARE, asked.to_bytes(4, "big"), round(found[1] * 1e9)
        else:
            found = (IDLE, 0.0) if self._periods is None else self._periods.found(now)
            asked = 0 if self._periods is None else self._periods.gate
            begin, head, value = _PERIOD, asked.to_bytes(2, "big"), round(found[1] * (1.0 + 2e-8) * 1e12)
        return spread(begin, head + found[0].to_bytes(2, "big") + status + value.to_bytes(8, "big", signed=True))

    def _energy(self, until: float) -> float:
        """What it has counted until a time, Wh, its own errors included."""
        true = self.bus.energy(until)
        late = 0.0
        if self._stepped is not None and self._stepped < until:
            late = true - self.bus.energy(self._stepped)
        return true * (1.0 + self._error) + _STEP * late

    def _step(self) -> None:
        """After this moment it counts 0.1 % more."""
        self._stepped = float(self._time.now())

    def _quantities(self) -> dict[int, int]:
        now = float(self._time.now())
        scale = 1.0 + self._error + (_STEP if self._stepped is not None and now > self._stepped else 0.0)
        content = b"".join(round(v * self.bus.true_voltage * 1e4).to_bytes(4, "big") for v in self.bus.voltages(now))
        content += b"".join(round(i * self.bus.true_current * 1e6).to_bytes(4, "big") for i in self.bus.currents(now))
        powers = [round(power * scale * 1e6) for power in self.bus.powers(now)]
        content += b"".join(power.to_bytes(8, "big", signed=True) for power in [*powers, sum(powers)])
        return spread(_MEASURED, content)


def alone(time: Time, seed: int) -> SimulatedReferenceMeter:  # noqa: ARG001  its own errors are fixed
    """One that has 3 × 230 V, 5 A before it."""
    bus = PowerBus()
    bus.go([230.0] * 3, [5.0] * 3, [0.0] * 3, 50.0, -1000.0)
    name = Name("Steelyard sim", "SIM-REF", "REF-0001", "1.0")
    return SimulatedReferenceMeter(bus, name, time, error=5e-5, unit_error=0.004)
