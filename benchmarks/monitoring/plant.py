"""Serves simulated DL/T 645 meters on many lines, in a process of its own.

    python -m benchmarks.monitoring.plant LINES METERS

Prints the address of each line, and ends when its standard input does.
"""

import sys
from contextlib import ExitStack

from drivers.simulation.device import Name
from drivers.simulation.faults import FaultPlan
from drivers.simulation.meter_dlt645 import SimulatedDLT645
from drivers.simulation.meter_line import MeterLine
from drivers.simulation.meter_model import MeterModel
from drivers.simulation.time import RealTime
from drivers.simulation.transport_hub import Hub


class Addressed(MeterLine):
    """A line on which the meter of an address is found at once: twenty-five real meters compare in parallel."""

    def handle(self, message: bytes) -> bytes | None:
        """The answer of the meter that is meant."""
        start = message.find(b"\x68")
        meter = self.by_address.get(message[start + 6 : start : -1].hex())
        return meter.handle(message) if meter is not None else None


def line(name: str, first: int, meters: int, time: RealTime) -> Addressed:
    made = [SimulatedDLT645(MeterModel(time), Name("SIM", "DDZY", f"{first + n:012d}", "1.00")) for n in range(meters)]
    found = Addressed(name, made, time)
    found.by_address = {m.address(12): m for m in made}
    return found


def main(lines: int, meters: int) -> None:
    time = RealTime()
    with ExitStack() as stack:
        hub = stack.enter_context(Hub("plant"))
        for n in range(lines):
            made = line(f"L{n}", 1 + n * meters, meters, time)
            print(hub.serve(made, FaultPlan((), time.now))["socket"], flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
