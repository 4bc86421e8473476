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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from matrix import LETTERS, NOT_APPLICABLE, attempt
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
FRAMES = ("dlt645", "dlt698", "cjt188", "mbus", "modbus_meter", "modbus_gauge")
FAULTS = {
    "stale line": ("未请求的旧读数（连发两次）", "two unasked lines, the last answer, before the question"),
    "unplugged": ("拔出串口适配器后插回", "the adapter is pulled while an answer is due, and plugged in again"),
    "not valid": ("保留码（无效值）", "FF in the place of the value, as the protocol reserves it"),
    "telegrams": ("一次读数分多帧", "a read-out in two telegrams, DIF 1F at the end of the first"),
}
Spoil = Callable[[bytes], bytes]


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
        driver: Any = kind.fit(Fitting("role", link.where, WallClock(), link, options=OPTIONS.get(name, {})))
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


def _summed(frame: bytes, start: int) -> bytes:
    return frame[:-2] + bytes([sum(frame[start:-2]) % 256, 0x16])


def _dlt645(frame: bytes) -> bytes:
    """The four bytes behind the identifier of a reading become FF (sent with 33H added)."""
    at = frame.index(0x68)
    if frame[at + 8] != 0x91 or frame[at + 9] < 8:
        return frame
    return _summed(frame[: at + 14] + bytes([0x32] * (frame[at + 9] - 4)) + frame[-2:], at)


def _mbus(frame: bytes) -> bytes:
    """The energy of the first record becomes FFFFFFFF."""
    return frame if frame[:1] != b"\x68" else _summed(frame[:21] + b"\xff" * 4 + frame[25:], 4)


class _Telegrams:
    """The records of an M-Bus read-out in two telegrams: the first two records, then the others."""

    def __init__(self) -> None:
        self.second = False

    def __call__(self, frame: bytes) -> bytes:
        if frame[:1] != b"\x68":
            self.second = False
            return frame
        head, records = frame[4:19], frame[19:-2]
        part = records[12:] if self.second else records[:12] + b"\x1f"
        self.second = True
        content = head + part
        size = len(content)
        return bytes([0x68, size, size, 0x68]) + content + bytes([sum(content) % 256, 0x16])


SPOILERS: dict[tuple[str, str], Spoil] = {
    ("not valid", "dlt645"): _dlt645,
    ("not valid", "mbus"): _mbus,
    ("telegrams", "mbus"): _Telegrams(),
}
#: What a reading may end in.
PROMISED = {
    "stale line": (RIGHT, "BadReply", "LinkError"),
    "unplugged": ("LinkError",),
    "not valid": ("Reported", "BadReply"),
    "telegrams": (RIGHT,),
}
CELLS = [(name, fault) for fault in ("stale line", "unplugged") for name in LINES + FRAMES] + [
    (name, fault) for fault, name in SPOILERS
]


def wrong(fault: str, first: str, after: str) -> str:
    """Why a cell is not as promised; empty when it is."""
    if first not in PROMISED[fault]:
        return f"ends in {first}, may end in {', '.join(PROMISED[fault])}"
    return "" if after == RIGHT else f"afterwards {after}"


def section() -> tuple[str, list[str]]:
    """The section of the page, and the cells that are not as promised."""
    found = {cell: meet(*cell) for cell in CELLS}
    failures = [f"{name} × {fault}: {why}" for (name, fault), cell in found.items() if (why := wrong(fault, *cell))]
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
