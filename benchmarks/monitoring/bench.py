"""500 DL/T 645 meters on 20 simulated lines: a monitor beside a bare loop, at one round (15 min) and at 1 s.

    python -m benchmarks.monitoring.bench [LINES METERS SECONDS]

The meters run in a process of their own, whose processor time is not counted. The bare loop is a thread for each line
that sends the same request, takes the answer, looks at its check sum and appends the number to a list: no schedule, no
identity, no store. The first round of the monitor asks each meter who it is, compares its clock, reads it, and has the
sample on the disk. At 1 s it reads each of them every second.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from drivers.codecs import dlt645, dlt645_items
from monitoring.clock import WallClock
from monitoring.monitor_file import load_monitor
from monitoring.monitoring import Monitor
from monitoring.shared import Told

IDENTIFIER = "00010000"


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


def bare(addresses: list[str], meters: int, rounds: int) -> tuple[float, float]:
    """Seconds and processor seconds for each round of a bare loop."""
    found: list[object] = []

    def one(n: int, address: str) -> None:
        host, _, port = address.removeprefix("socket://").partition(":")
        with socket.create_connection((host, int(port))) as line:
            for _ in range(rounds):
                for meter in range(1 + n * meters, 1 + (n + 1) * meters):
                    asked = dlt645.Frame(f"{meter:012d}", dlt645.READ, dlt645_items.wire(IDENTIFIER), 4)
                    line.sendall(dlt645.encode(asked))
                    raw = b""
                    while (size := dlt645.length(raw)) is None or len(raw) < size:
                        raw += line.recv(4096)
                    data = dlt645_items.after(IDENTIFIER, dlt645.answer(asked, raw))
                    found.append(dlt645_items.number(IDENTIFIER, data))

    began, before = time.perf_counter(), cpu()
    threads = [threading.Thread(target=one, args=(n, a)) for n, a in enumerate(addresses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == rounds * meters * len(addresses)
    return (time.perf_counter() - began) / rounds, (cpu() - before) / rounds


def written(folder: Path, addresses: list[str], meters: int, period: str) -> Path:
    parts = [f'[monitor]\nname = "bench"\n[store]\npath = "{period}.sqlite"\nfree_mb = 0\n']
    parts += [f'[lines.L{n}]\naddress = "{a}"\n' for n, a in enumerate(addresses)]
    parts += [
        f'[meters.M-{m}]\ndriver = "dlt645"\nline = "L{n}"\noptions = {{ address = "{m:012d}" }}\n'
        f'read = {{ active_energy_import = "{period}" }}\n'
        for n in range(len(addresses)) for m in range(1 + n * meters, 1 + (n + 1) * meters)
    ]  # fmt: skip
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


def main(lines: int = 20, meters: int = 25, seconds: float = 60.0) -> None:
    with plant(lines, meters) as addresses, tempfile.TemporaryDirectory() as where:
        wall, used = bare(addresses, meters, 5)
        print(f"bare loop, {lines * meters} meters: {wall:.2f} s and {used:.2f} s of processor time a round")
        count, wall, used, _, mb = monitored(written(Path(where), addresses, meters, "15min"), 0)
        print(f"first round with identity and clock: {count} durable in {wall:.2f} s, {used:.2f} s CPU, {mb:.0f} MB")
        count, wall, used, first, last = monitored(written(Path(where), addresses, meters, "1s"), seconds)
        print(
            f"at 1 s for {wall:.0f} s: {count} durable, {count / wall:.0f} a second of {lines * meters} due; "
            f"{used / count * 1e6:.0f} µs CPU each, {100 * used / wall:.0f} % core; {first:.0f} MB to {last:.0f} MB"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
