"""A simulated three-phase source on Steelyard's register map, feeding a `PowerBus`."""

from drivers.simulation.device import Name, Time
from drivers.simulation.modbus_device import BadAddress, BadValue, ModbusDevice, spread
from drivers.simulation.power_bus import PowerBus

_SET, _OUTPUT, _STATE, _MEASURED = 0x0200, 0x0214, 0x0215, 0x0220
_HIGHEST = (4_800_000, 120_000_000)  # 480 V in 0.1 mV, 120 A in 1 µA


class SimulatedSource(ModbusDevice):
    """One source.

    Args:
        bus: What it feeds.
        name: Identity.
        time: The world's time.

    Attributes:
        on: Whether its output is on.
        trip: Cause of a trip, 0 for none.
    """

    def __init__(self, bus: PowerBus, name: Name, time: Time) -> None:
        super().__init__(name)
        self.bus, self._time = bus, time
        self.on, self.trip = False, 0
        self._set = [0] * 20
        self.mishaps |= {"trip": lambda: self.trip_now(1), "reboot": self._restart}

    def registers(self, address: int) -> dict[int, int]:  # noqa: ARG002  all of them
        """Content of the registers."""
        held = identity(self.name, kind=2) | {_SET + at: word for at, word in enumerate(self._set)}
        held |= {_OUTPUT: int(self.on), _STATE: self._state(), _STATE + 1: self.trip, _STATE + 2: int(self._settled())}
        return held | self._measured()

    def store(self, address: int, words: list[int]) -> None:
        """Take set-points, all at once, or the output command."""
        if address == _SET and len(words) == 20:
            values = [words[at] << 16 | words[at + 1] for at in range(0, 20, 2)]
            if any(values[3 * phase + which] > _HIGHEST[which] for phase in range(3) for which in (0, 1)):
                raise BadValue("beyond the range")
            self._set = words
        elif address == _OUTPUT and words in ([0], [1]):
            self.on = words == [1]
            self.trip = self.trip if self.on else 0
        else:
            raise BadAddress(hex(address))
        self._drive()

    def trip_now(self, cause: int) -> None:
        """A protection trips: the output goes off by itself."""
        self.trip = cause
        self._drive()

    def held(self) -> tuple[float, ...]:
        """Voltages in V that its terminals have now, by its own display."""
        return tuple(self.bus.voltages(float(self._time.now())))

    def _restart(self) -> None:
        """It comes up with its output off and without set-points."""
        self.on, self.trip, self._set = False, 0, [0] * 20
        self._drive()

    def _drive(self) -> None:
        live = self.on and not self.trip
        values = [self._set[at] << 16 | self._set[at + 1] for at in range(0, 20, 2)]
        angles = [(value - (1 << 32) if value >> 31 else value) / 1e4 for value in values[2:9:3]]
        voltages = [value / 1e4 * live for value in values[0:9:3]]
        currents = [value / 1e6 * live for value in values[1:9:3]]
        self.bus.go(voltages, currents, angles, values[9] / 1e4, float(self._time.now()))

    def _state(self) -> int:
        if self.trip:
            return 3
        if not self.on:
            return 0
        return 2 if self.bus.settled(float(self._time.now())) else 1

    def _settled(self) -> bool:
        return self._state() == 2

    def _measured(self) -> dict[int, int]:
        now = float(self._time.now())
        content = b""
        for voltage, current, angle in zip(
            self.bus.voltages(now), self.bus.currents(now), self.bus.angles, strict=True
        ):
            content += round(voltage * 1e4).to_bytes(4, "big") + round(current * 1e6).to_bytes(4, "big")
            content += round(angle * 1e4).to_bytes(4, "big", signed=True)
        return spread(_MEASURED, content + round(self.bus.frequency * 1e4).to_bytes(4, "big"))


def identity(name: Name, kind: int, version: int = 1) -> dict[int, int]:
    """The registers that both maps begin with."""
    head = bytes.fromhex("12345678") + version.to_bytes(2, "big") + kind.to_bytes(2, "big")
    held = spread(0x0000, head)
    for address, text, size in (
        (0x0010, name.maker, 16),
        (0x0018, name.model, 16),
        (0x0020, name.serial, 16),
        (0x0028, name.firmware, 8),
    ):
        held |= spread(address, text.encode()[:size].ljust(size, b"\0"))
    return held


def alone(time: Time, seed: int) -> SimulatedSource:  # noqa: ARG001  its own errors are fixed
    """One of 480 V, 120 A."""
    return SimulatedSource(PowerBus(1.0002, 0.9997), Name("Steelyard sim", "SIM-PS3", "PS3-0001", "1.0"), time)
