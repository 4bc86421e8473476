"""A simulated Bronkhorst EL-FLOW on Modbus RTU, floats with the upper word first."""

import struct
from typing import Literal

from drivers.simulation.device import Name, Time
from drivers.simulation.flow_pipe import GasPipe
from drivers.simulation.modbus_device import BadAddress, BadValue, ModbusDevice, spread
from drivers.simulation.noise import normal


class SimulatedBronkhorst(ModbusDevice):
    """One controller.

    Args:
        pipe: What flows through it.
        name: Identity.
        time: The world's time.
        key: What its noise belongs to.
        framing: `rtu` or `tcp`.

    Attributes:
        alarm: Content of `Alarm info`.
    """

    def __init__(
        self,
        pipe: GasPipe,
        name: Name,
        time: Time,
        key: tuple[object, ...],
        framing: Literal["rtu", "tcp"] = "rtu",
    ) -> None:
        super().__init__(name, 1, framing)
        self.pipe, self._time, self._key = pipe, time, key
        self.alarm = 0

    def registers(self, address: int) -> dict[int, int]:  # noqa: ARG002  all of them
        """Content of the registers."""
        now = float(self._time.now())
        flow = self.pipe.controlled(now)
        flow += 0.0002 * normal(*self._key, "noise", round(now * 100)) if flow > 1e-3 else 0.0
        return {
            0x0020: round(32000 * max(0.0, flow) / self.pipe.full_scale),
            0x0021: round(32000 * self.pipe.target / self.pipe.full_scale),
            0x0034: self.alarm,
            **spread(0x8168, struct.pack(">f", self.pipe.full_scale)),
            **spread(0x8188, b"N2".ljust(10, b"\0")),
            **spread(0x81F8, b"ln/min".ljust(8, b"\0")),
            **spread(0xA100, struct.pack(">f", flow)),
            **spread(0xA118, struct.pack(">f", self.pipe.target)),
            **spread(0xF110, self.name.model.encode().ljust(14, b"\0")),
            **spread(0xF118, self.name.serial.encode().ljust(16, b"\0")),
            **spread(0xF128, self.name.firmware.encode().ljust(6, b"\0")),
        }

    def store(self, address: int, words: list[int]) -> None:
        """Take a set-point."""
        if address != 0xA118 or len(words) != 2:
            raise BadAddress(hex(address))
        wanted = struct.unpack(">f", b"".join(word.to_bytes(2, "big") for word in words))[0]
        if not 0 <= wanted <= self.pipe.full_scale:
            raise BadValue(str(wanted))
        self.pipe.go(wanted, float(self._time.now()))


def alone(time: Time, seed: int) -> SimulatedBronkhorst:
    """One of 10 ln/min nitrogen."""
    name = Name("Bronkhorst", "F-201CV-10K", "SIM-26000001A", "V1.40")
    return SimulatedBronkhorst(GasPipe(true_gain=0.9985), name, time, (seed, "bronkhorst"))
