"""500 meters on 20 simulated lines, half DL/T 645, half Modbus: a monitor beside a bare loop, a round and at 1 s.

    python -m benchmarks.monitoring.bench [LINES METERS SECONDS]

The meters run in a process of their own, whose processor time is not counted. The bare loop is a thread for each line
that sends the same request, takes the answer, looks at its check sum and appends the number to a list: no schedule, no
identity, no store. The first round of the monitor asks each meter who it is, compares its clock, reads it, and has the
sample on the disk. At 1 s it reads each of them every second. Compare processor times: wall
times are right only where nothing else runs.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from benchmarks.monitoring.plant import is_modbus
from drivers.codecs import dlt645, dlt645_items, modbus
from monitoring.clock import WallClock
from monitoring.monitor_file import load_monitor
from monitoring.monitoring import Monitor
from monitoring.shared import Told

IDENTIFIER = "00010000"
MAP = Path(__file__).parents[2] / "config" / "registers" / "simulated-meter.toml"


@contextmanager
def plant(lines: int, meters: int) -> Iterator[list[str]]:
    words = [sys.executable, "-m", "benchmarks.monitoring.plant", str(lines), str(meters)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield [process.stdout.readline().strip() for _ in range(lines)]
    finally:
        process.stdin.close()
        process.wait()


def cpu() -> float:
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def resident() -> float:
    """Megabytes in memory now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


def answered(line: socket.socket, asked: bytes, length: Callable[[bytes], int | None]) -> bytes:
    line.sendall(asked)
    raw = b""
    while (size := length(raw)) is None or len(raw) < size:
        raw += line.recv(4096)
    return raw


def of_dlt645(line: socket.socket, first: int, n: int) -> object:
    asked = dlt645.Frame(f"{first + n:012d}", dlt645.READ, dlt645_items.wire(IDENTIFIER), 4)
    raw = answered(line, dlt645.encode(asked), dlt645.length)
    return dlt645_items.number(IDENTIFIER, dlt645_items.after(IDENTIFIER, dlt645.answer(asked, raw)))


def of_modbus(line: socket.socket, first: int, n: int) -> object:  # noqa: ARG001  units are numbered on each line
    asked = modbus.Frame(n, modbus.read(modbus.READ_HOLDING, 100, 2))
    raw = answered(line, modbus.encode_rtu(asked), modbus.length_rtu)
    return Decimal(int.from_bytes(modbus.registers(asked, modbus.decode_rtu(raw)), "big")).scaleb(-2)


def bare(
    lines: dict[int, str], ask: Callable[[socket.socket, int, int], object], meters: int, rounds: int
) -> tuple[float, float]:
    """Seconds and processor seconds for each round of a bare loop over lines of one protocol."""
    found: list[object] = []

    def one(n: int, address: str) -> None:
        host, _, port = address.removeprefix("socket://").partition(":")
        with socket.create_connection((host, int(port))) as line:
            for _ in range(rounds):
                found.extend(ask(line, n * meters, meter) for meter in range(1, 1 + meters))

    began, before = time.perf_counter(), cpu()
    threads = [threading.Thread(target=one, args=of) for of in lines.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == rounds * meters * len(lines)
    return (time.perf_counter() - began) / rounds, (cpu() - before) / rounds


def written(folder: Path, addresses: list[str], meters: int, period: str) -> Path:
    parts = [f'[monitor]\nname = "bench"\n[store]\npath = "{period}.sqlite"\nfree_mb = 0\n']
    parts += [f'[lines.L{n}]\naddress = "{a}"\n' for n, a in enumerate(addresses)]
    for n in range(len(addresses)):
        for m in range(1, 1 + meters):
            of = f'[meters.M-{n * meters + m}]\nline = "L{n}"\nread = {{ active_energy_import = "{period}" }}\n'
            how = (
                f'driver = "modbus_meter"\noptions = {{ unit = "{m}", map = "{MAP}" }}\n'
                if is_modbus(n, len(addresses))
                else f'driver = "dlt645"\noptions = {{ address = "{n * meters + m:012d}" }}\n'
            )
            parts.append(of + how)
    path = folder / f"{period}.toml"
    path.write_text("".join(parts), encoding="utf-8")
    return path


def monitored(path: Path, seconds: float) -> tuple[int, float, float, float, float]:
    """Samples that were acknowledged, s, processor s, and megabytes at the beginning and at the end; 0 s: one round."""
    count = [0]

    def acknowledged(samples: object) -> None:
        count[0] += len(samples)  # type: ignore[arg-type]

    monitor = Monitor(load_monitor(path), WallClock(), told=Told(acknowledged))

    async def run() -> tuple[float, float, float, float]:
        await monitor.run(once=True)  # every meter is asked who it is, and its clock is compared
        return 0.0, 0.0, 0.0, 0.0

    async def rounds() -> tuple[float, float, float, float]:
        reading = asyncio.ensure_future(monitor.run())
        await asyncio.sleep(5)
        count[0] = 0
        began, before, megabytes = time.perf_counter(), cpu(), resident()
        await asyncio.sleep(seconds)
        told = time.perf_counter() - began, cpu() - before, megabytes, resident()
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        return told

    try:
        began, before = time.perf_counter(), cpu()
        told = asyncio.run(rounds() if seconds else run())
        if not seconds:
            told = (time.perf_counter() - began, cpu() - before, 0.0, resident())
        return (count[0], *told)
    finally:
        monitor.close()


def main(lines: int = 20, meters: int = 25, seconds: float = 45.0) -> None:
    with plant(lines, meters) as addresses, tempfile.TemporaryDirectory() as where:
        for name, ask, modbus_too in (("DL/T 645", of_dlt645, False), ("Modbus", of_modbus, True)):
            mine = {n: a for n, a in enumerate(addresses) if is_modbus(n, lines) == modbus_too}
            if not mine:
                continue
            wall, used = bare(mine, ask, meters, 5)
            each = used / (len(mine) * meters) * 1e6
            print(
                f"bare loop, {len(mine) * meters} {name} meters: {wall:.2f} s a round; "
                f"{each:.0f} µs CPU each; {resident():.0f} MB",
                flush=True,
            )
        count, wall, used, _, mb = monitored(written(Path(where), addresses, meters, "15min"), 0)
        print(
            f"first round with identity and clock: {count} durable in {wall:.2f} s, {used:.2f} s CPU, {mb:.0f} MB",
            flush=True,
        )
        count, wall, used, first, last = monitored(written(Path(where), addresses, meters, "1s"), seconds)
        print(
            f"at 1 s for {wall:.0f} s: {count} durable, {count / wall:.0f} a second of {lines * meters} due; "
            f"{used / count * 1e6:.0f} µs CPU each, {100 * used / wall:.0f} % core; {first:.0f} MB to {last:.0f} MB"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
