"""Serves simulated meters on many lines, in a process of its own: DL/T 645 on half of them, else Modbus RTU.

    python -m benchmarks.monitoring.plant LINES METERS

Prints the address of each line, and ends when its standard input does.
"""

import sys
from contextlib import ExitStack

from drivers.simulation.device import Name
from drivers.simulation.faults import FaultPlan
from drivers.simulation.meter_device import SimulatedMeter
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.meter_line import MeterLine
from drivers.simulation.meter_modbus import SimulatedModbusMeter
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.time import RealTime
from drivers.simulation.transport_hub import Hub


class Addressed(MeterLine):
    """A line on which the meter of an address is found at once: twenty-five real meters compare in parallel."""

    def __init__(self, name: str, by_address: dict[str, SimulatedMeter], time: RealTime) -> None:
        super().__init__(name, list(by_address.values()), time)
        self._by_address = by_address

    def handle(self, message: bytes) -> bytes | None:
        """The answer of the meter that is meant."""
        meter = self._by_address.get(self.address(message))
        return meter.handle(message) if meter is not None else None

    def address(self, message: bytes) -> str:
        """Whom a message is for, DL/T 645."""
        start = message.find(b"\x68")
        return message[start + 6 : start : -1].hex()


class Units(Addressed):
    """The same of Modbus RTU."""

    def address(self, message: bytes) -> str:
        """Whom a message is for, Modbus."""
        return message[:1].hex()


def is_modbus(line: int, lines: int) -> bool:
    """Whether the meters of a line speak Modbus."""
    return line >= (lines + 1) // 2


def line(name: str, first: int, meters: int, time: RealTime, *, modbus: bool) -> Addressed:
    plates = [Name("SIM", "DDZY", f"{first + n:012d}", "1.00") for n in range(meters)]
    if modbus:
        units = {f"{n:02x}": SimulatedModbusMeter(MeterModel(time), p, n) for n, p in enumerate(plates, 1)}
        return Units(name, {**units}, time)
    made = [SimulatedDLT645(MeterModel(time), plate) for plate in plates]
    return Addressed(name, {m.address(12): m for m in made}, time)


def main(lines: int, meters: int) -> None:
    time = RealTime()
    with ExitStack() as stack:
        hub = stack.enter_context(Hub("plant"))
        for n in range(lines):
            made = line(f"L{n}", 1 + n * meters, meters, time, modbus=is_modbus(n, lines))
            print(hub.serve(made, FaultPlan((), time.now))["socket"], flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
