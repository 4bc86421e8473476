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
from collections.abc import Iterator
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
options = {{ slew = 5000, dwell = 0.1, margin = 30 }}
[roles.gauge]
driver = "person"
[roles.inspector]
driver = "person"
[roles.room]
driver = "person"
[standards]
source = ["PC-01"]
room = ["TH-01"]
"""
WITHIN_SECONDS = 20


def ask(address: str, query: str) -> str:
    """One SCPI question over a socket of our own."""
    _, host, port, _ = address.split("::")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(query.encode() + b"\n")
        return line.makefile().readline().strip()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A pressure controller that outlives the run, and a laboratory with a bench file that points to it."""
    subprocess.run(
        [sys.executable, "-m", "console.cli.main", "init", "lab"], cwd=tmp_path, check=True, capture_output=True
    )
    simulated = load_bench(tmp_path / "lab/benches/gauge.toml")
    with serve_bench(simulated, subject={}, seed=1) as addresses:
        bench = tmp_path / "lab/benches/watched.toml"
        bench.write_text(BENCH.format(source=addresses["source"]), encoding="utf-8")
        yield tmp_path, addresses["source"]


def energised_run(folder: Path, source: str) -> subprocess.Popen[str]:
    """A run in a process of its own that has reached its first pressure and now waits for the operator."""
    command = [sys.executable, "-m", "console.cli.main", "run", "JJG 52", "--bench", "lab/benches/watched.toml"]
    command += ["--subject", "lab/subjects/gauge.toml", "--store", "runs.sqlite"]
    run = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    assert run.stdin is not None
    run.stdin.write("20.5\n45\ny\ny\ny\n0.00\n")  # room, appearance, zero
    run.stdin.flush()
    until(lambda: ask(source, ":OUTP:STAT?").endswith("1"), "the source was never energised")
    return run


def until(holds: object, why: str) -> None:
    deadline = time.monotonic() + WITHIN_SECONDS
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline, why
        threading.Event().wait(0.1)


def safe(source: str) -> bool:
    pressure = re.findall(r"[-+]?\d+\.?\d*", ask(source, ":SENS:PRES?"))[-1]
    return ask(source, ":OUTP:STAT?").endswith("0") and abs(float(pressure)) < 1


def test_a_killed_run_leaves_no_pressure(world: tuple[Path, str]) -> None:
    folder, source = world
    run = energised_run(folder, source)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    until(lambda: safe(source), "the watchdog did not make the source safe")


def test_a_stopped_run_leaves_no_pressure_and_says_that_it_can_be_resumed(world: tuple[Path, str]) -> None:
    folder, source = world
    run = energised_run(folder, source)
    os.kill(run.pid, signal.SIGTERM)
    assert run.wait(WITHIN_SECONDS) == 3
    assert safe(source)


def test_a_driver_that_hangs_has_no_pulse() -> None:
    pulse = Pulse(silence=0.0)
    assert pulse.alive()
    with pulse.inside():
        assert not pulse.alive()
    assert pulse.alive()


def test_the_watchdog_acts_on_silence_and_not_on_a_run_that_ended(world: tuple[Path, str]) -> None:
    folder, source = world
    file = load_bench(folder / "lab/benches/watched.toml")
    for line in (":SOUR:PRES 100", ":OUTP:STAT 1"):
        ask(source, f"{line};:OUTP:STAT?" if "STAT 1" in line else f"{line};:SOUR:PRES?")
    beats: Queue[str | None] = Queue()
    beats.put("beat")
    beats.put("done")
    assert watch(file, ["source"], 5.0, beats) == 0
    assert watch(file, ["source"], 0.05, Queue()) == 1
    assert safe(source)


def test_an_unreachable_source_is_said_to_be_unconfirmed(
    world: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, _ = world
    bench = folder / "lab/benches/watched.toml"
    bench.write_text(BENCH.format(source="TCPIP::127.0.0.1::9::SOCKET"), encoding="utf-8")
    gone: Queue[str | None] = Queue()
    gone.put(None)
    assert watch(load_bench(bench), ["source"], 1.0, gone) == 2
    assert "NOT confirmed" in capfd.readouterr().err
