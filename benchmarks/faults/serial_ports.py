"""Drivers on a serial port, as a table: stale lines, an adapter that is pulled, values that are not valid.

`python benchmarks/faults/serial_ports.py` prints it; `matrix.py -o` writes it with the others. The port is a pseudo
terminal, named as `ASRL…::INSTR`; the instrument behind it is the driver's own simulator.
"""

import os
import select
import sys
import tempfile
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from matrix import LETTERS, NOT_APPLICABLE, attempt
from reserved import NOT_VALID, Spoil, Telegrams
from subjects import Subject, prepare

from drivers import registry
from drivers.clock import WallClock
from drivers.fitting import Fitting
from drivers.link.factory import open_link
from drivers.simulation.catalogue import alone
from drivers.simulation.fault_outcomes import RIGHT
from drivers.simulation.faults import FaultPlan
from drivers.simulation.time import RealTime
from drivers.simulation.wire import Conversation
from tests.drivers.lone_options import OPTIONS

#: Instruments with a serial interface that answer at once.
LINES = (
    "mt_sics_balance",
    "sartorius_sbi",
    "hmt330",
    "ptu300",
    "scpi_gauge",
    "fluke_1586a",
    "pymeasure_reader",
    "alicat",
)
FRAMES = ("dlt645", "dlt698", "cjt188", "mbus", "modbus_meter", "modbus_gauge", "reference_meter")
#: Drivers that wait until a value is steady; here time is real, and the simulated value is steady at once.
PATIENT, QUICK = ("mt_sics_balance", "sartorius_sbi", "alicat"), {"dwell": "0.3", "poll": "0.1"}
FAULTS = {
    "stale line": ("未请求的旧读数（连发两次）", "two unasked lines, the last answer, before the question"),
    "unplugged": ("拔出串口适配器后插回", "the adapter is pulled while an answer is due, and plugged in again"),
    "not valid": ("保留码（无效值）", "all ones in the place of the value, as protocols reserve it for *not valid*"),
    "telegrams": ("一次读数分多帧", "a read-out in two telegrams, DIF 1F at the end of the first"),
}


class Cable:
    """A simulated instrument at the far end of a terminal.

    Args:
        device: The instrument.
        port: Link in the file system that names the terminal.
    """

    def __init__(self, device: Any, port: Path) -> None:
        self.device, self.port, self.spoil, self.last = device, port, lambda data: data, b""
        self.plan, self.pull_at_next = FaultPlan((), lambda: Decimal(0)), False
        self._stop, self._stopped = os.pipe()
        self._far = self._near = -1
        self._thread: threading.Thread | None = None

    def plug(self) -> None:
        """Give it a port."""
        self._far, self._near = os.openpty()
        tty.setraw(self._near)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(os.ttyname(self._near))
        self.pull_at_next = False
        self._thread = threading.Thread(target=self._serve, args=(self._far, self._near), daemon=True)
        self._thread.start()

    def unplug(self) -> None:
        """Take the port away."""
        os.write(self._stopped, b"!")
        if self._thread is not None:
            self._thread.join()

    def say(self, data: bytes) -> None:
        """Bytes that nobody asked for."""
        os.write(self._far, data)
        select.select([self._near], [], [], 1.0)

    def _answer(self, data: bytes) -> None:
        self.last = self.spoil(data)
        os.write(self._far, self.last)

    def _serve(self, far: int, near: int) -> None:
        conversation = Conversation(self.device, self.plan, self._answer, lambda: None)
        while True:
            ready = select.select([far, self._stop], [], [])[0]
            if self._stop in ready:
                os.read(self._stop, 1)
                break
            data = os.read(far, 4096)
            if self.pull_at_next:
                break
            conversation.feed(data)
        os.close(far)
        os.close(near)


@contextmanager
def at_port(name: str) -> Iterator[tuple[Subject, Cable]]:
    """A driver on its own simulator behind a serial port, identified."""
    device: Any = alone(name, RealTime())
    with tempfile.TemporaryDirectory() as folder:
        cable = Cable(device, Path(folder) / "port")
        cable.plug()
        address = f"ASRL{cable.port}::INSTR"
        kind = registry.load(name)
        assert kind.LINE is not None
        link = open_link(address, f"{name} at {address}", replace(kind.LINE, timeout=2.0))
        options = {**OPTIONS.get(name, {}), **(QUICK if name in PATIENT else {})}
        driver: Any = kind.fit(Fitting("role", link.where, WallClock(), link, options=options))
        told = tuple(method for method in ("indication", "mass", "temperature") if method in OPTIONS.get(name, {}))
        driver.identity()
        prepare(driver)
        yield (
            (Subject(driver, device, cable.plan, link, told) if told else Subject(driver, device, cable.plan, link)),
            cable,
        )
        link.close()
        with suppress(OSError):
            cable.unplug()


def meet(name: str, fault: str) -> tuple[str, str]:
    """What a reading under a fault ends in, and the reading after it."""
    with at_port(name) as (subject, cable):
        right = subject.read()
        if fault == "stale line":
            cable.say(cable.last * 2)
        elif fault == "unplugged":
            cable.pull_at_next = True
        else:
            cable.spoil = SPOILERS[fault, name]
        first = attempt(subject, right)
        if fault == "unplugged":
            cable.plug()
        cable.spoil = lambda data: data
        return first, attempt(subject, right)


SPOILERS: dict[tuple[str, str], Spoil] = {
    **{("not valid", name): spoil for name, spoil in NOT_VALID.items()},
    ("telegrams", "mbus"): Telegrams(),
}
#: What a reading may end in.
PROMISED = {
    "stale line": (RIGHT, "BadReply", "LinkError"),
    "unplugged": ("LinkError",),
    "not valid": ("Reported",),  # the frame is right: it must be the value that is refused
    "telegrams": (RIGHT,),
}
CELLS = [(name, fault) for fault in ("stale line", "unplugged") for name in LINES + FRAMES] + [
    (name, fault) for fault, name in SPOILERS
]


#: Not a number is no number to any reader of floats.
NO_NUMBER = {("not valid", "modbus_gauge"): ("BadReply",)}


def wrong(name: str, fault: str, first: str, after: str) -> str:
    """Why a cell is not as promised; empty when it is."""
    promised = NO_NUMBER.get((fault, name), PROMISED[fault])
    if first not in promised:
        return f"ends in {first}, may end in {', '.join(promised)}"
    return "" if after == RIGHT else f"afterwards {after}"


def section() -> tuple[str, list[str]]:
    """The section of the page, and the cells that are not as promised."""
    found = {cell: meet(*cell) for cell in CELLS}
    failures = [
        f"{name} × {fault}: {why}" for (name, fault), cell in found.items() if (why := wrong(name, fault, *cell))
    ]
    lines = ["## On a serial port (`ASRL…::INSTR`)", "", "| fault | 故障 | what happens |", "|---|---|---|"]
    lines += [f"| `{fault}` | {zh} | {en} |" for fault, (zh, en) in FAULTS.items()]
    lines += ["", "Afterwards every reading is right.", ""]
    lines += ["| driver | " + " | ".join(f"`{fault}`" for fault in FAULTS) + " |", "|---" * (len(FAULTS) + 1) + "|"]
    for name in (*LINES, *FRAMES):
        ends = (found[name, fault][0] if (name, fault) in found else NOT_APPLICABLE for fault in FAULTS)
        lines.append(f"| `{name}` on a port | " + " | ".join(LETTERS.get(end, end) for end in ends) + " |")
    return "\n".join(lines) + "\n", failures


def main() -> int:
    """Print the section; 1 when a cell is not as promised."""
    text, failures = section()
    print(text)
    print(*failures, sep="\n", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
