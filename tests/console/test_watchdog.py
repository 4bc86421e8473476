"""The watchdog: outputs are made safe when the run is killed or hangs, asked of the instrument itself."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from drivers.bench import load_bench, serve_bench
from drivers.watchdog import Pulse, watch

BENCH = """
[bench]
name = "watched"
[roles.source]
driver = "pace"
address = "{source}"
options = {{ slew = 500, dwell = 0.1, margin = 30 }}
[roles.room]
driver = "person"
"""
RUN = """
import sys, threading
from decimal import Decimal
from pathlib import Path
from drivers.bench import load_bench, open_bench
from drivers.watchdog import Pulse, Watchdog
path = Path(sys.argv[1])
with open_bench(load_bench(path), subject={}, seed=0) as bench, Watchdog(path, ["source"], Pulse(), silence=2.0):
    bench.roles["source"].set_pressure(Decimal("0.4"), "MPa")
    print("energised", flush=True)
    threading.Event().wait()
"""
WITHIN_SECONDS = 40  # the simulated line takes 15 s to vent; the rest is for a busy machine


def ask(address: str, query: str) -> str:
    """One SCPI question over a socket of our own."""
    _, host, port, _ = address.split("::")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(query.encode() + b"\n")
        return line.makefile().readline().strip()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A bench file that points to a pressure controller which outlives the run."""
    shipped = load_bench(Path(__file__).parents[2] / "config/benches/gauge.toml")
    with serve_bench(shipped, subject={}, seed=1) as addresses:
        bench = tmp_path / "watched.toml"
        bench.write_text(BENCH.format(source=addresses["source"]), encoding="utf-8")
        yield bench, addresses["source"]


def until(holds: Callable[[], bool], why: str) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while not holds():
        assert time.monotonic() < deadline, why
        threading.Event().wait(0.2)


def safe(source: str) -> bool:
    pressure = re.findall(r"[-+]?\d+\.?\d*", ask(source, ":SENS:PRES?"))[-1]
    return ask(source, ":OUTP:STAT?").endswith("0") and abs(float(pressure)) < 1


def test_a_killed_run_leaves_no_pressure(world: tuple[Path, str]) -> None:
    bench, source = world
    with subprocess.Popen([sys.executable, "-c", RUN, str(bench)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "energised\n"
        assert not safe(source)
        os.kill(run.pid, signal.SIGKILL)
    until(lambda: safe(source), "the watchdog did not make the source safe")


def test_the_watchdog_leaves_a_run_alone_that_ended(world: tuple[Path, str], capfd: pytest.CaptureFixture[str]) -> None:
    beats: Queue[str | None] = Queue()
    beats.put("beat")
    beats.put("done")
    assert watch(load_bench(world[0]), ["source"], 5.0, beats) == 0
    assert capfd.readouterr().err == ""


def test_a_driver_that_hangs_has_no_pulse() -> None:
    pulse = Pulse(silence=0.0)
    assert pulse.alive()
    with pulse.inside():
        assert not pulse.alive()
    assert pulse.alive()


def test_a_driver_that_is_heard_has_a_pulse() -> None:
    pulse = Pulse(silence=60.0)
    with pulse.inside():
        pulse.touch()
        assert pulse.alive()


def test_the_watchdog_acts_on_silence_and_says_what_it_could_not_confirm(
    world: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bench, _ = world
    bench.write_text(BENCH.format(source="TCPIP::127.0.0.1::9::SOCKET"), encoding="utf-8")
    assert watch(load_bench(bench), ["source"], 0.05, Queue()) == 2
    assert "NOT confirmed" in capfd.readouterr().err
