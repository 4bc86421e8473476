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
from contextlib import nullcontext, suppress
from pathlib import Path
from queue import Queue

import pytest

from drivers import watchdog_keeper
from drivers.bench import load_bench, serve_bench
from drivers.errors import SupervisionLost
from drivers.supervision import Pulse
from drivers.watchdog import make_safe, watch
from drivers.watchdog_keeper import Watchdog
from tests.quick_bench import quick

pytestmark = pytest.mark.waits

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
from drivers.supervision import Pulse
from drivers.watchdog_keeper import Watchdog
path = Path(sys.argv[1])
with open_bench(load_bench(path), subject={}, seed=0) as bench, Watchdog(path, ["source"], Pulse(), silence=2.0):
    bench.roles["source"].set_pressure(Decimal("0.4"), "MPa")
    print("energised", flush=True)
    threading.Event().wait()
"""
WITHIN_SECONDS = 40  # for a busy machine; the simulated line vents at once


def ask(address: str, query: str) -> str:
    """One SCPI question over a socket of our own."""
    _, host, port, _ = address.split("::")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(query.encode() + b"\n")
        return line.makefile().readline().strip()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A bench file that points to a pressure controller which outlives the run."""
    shipped = quick(load_bench(Path(__file__).parents[2] / "config/benches/gauge.toml"))
    with serve_bench(shipped, subject={}, seed=1) as addresses:
        bench = tmp_path / "watched.toml"
        bench.write_text(BENCH.format(source=addresses["source"]), encoding="utf-8")
        yield bench, addresses["source"]


def watching(bench: Path) -> bool:
    """Whether a process of the watchdog still has the bench; it would go on asking after the test."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(process.read_bytes())
    return any(b"watchdog_process" in line and str(bench).encode() in line for line in lines)


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
    until(lambda: not watching(bench), "the watchdog did not end")


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


def test_a_driver_may_be_silent_for_as_long_as_it_waits() -> None:
    now = [0.0]
    pulse = Pulse(30.0, lambda: now[0], lambda: now[0])
    with pulse.inside():
        pulse.expect(90.0)
        pulse.touch()
        now[0] = 119.0
        assert pulse.alive()
        now[0] = 121.0
        assert not pulse.alive()


@pytest.mark.parametrize(("slept", "set_back", "noticed"), [(10, 0, True), (0, -3600, True), (0, 0.5, False)])
def test_lost_time_is_noticed_at_the_next_reading(slept: float, set_back: float, noticed: bool) -> None:
    wall, steady = [1000.0], [50.0]
    pulse = Pulse(30.0, lambda: wall[0], lambda: steady[0])
    with pytest.raises(SupervisionLost, match="two clocks") if noticed else nullcontext(), pulse.inside():
        wall[0] += 3 + slept + set_back
        steady[0] += 3
    with pytest.raises(SupervisionLost) if noticed else nullcontext():
        pulse.check()  # nor is anything read later believed


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
    assert watch(load_bench(bench), ["source"], 0.05, Queue(), patience=0.0) == 2
    said = capfd.readouterr()
    assert "NOT confirmed" in said.err
    assert said.out == "acting no sign of life for 0.05 s\n"  # before it touches anything


def test_each_output_is_made_safe_though_another_instrument_is_gone(
    world: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bench, source = world
    gone = '[roles.gone]\ndriver = "pace"\naddress = "/dev/ttyGONE"\n'
    bench.write_text(f'[bench]\nname = "two"\n{gone}' + BENCH.format(source=source).split("\n", 3)[3], encoding="utf-8")
    assert make_safe(load_bench(bench), ["gone", "source"], "the run is gone") == 2
    said = capfd.readouterr().err
    assert "gone: " in said
    assert "source: safe state confirmed by read-back" in said


def test_it_is_started_again_when_it_is_killed_and_stops_the_run_when_it_will_not_live(
    world: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = Pulse()
    with Watchdog(world[0], ["source"], pulse) as dog:
        for starts_left in (True, False):
            first = dog.pid
            if not starts_left:
                monkeypatch.setattr(watchdog_keeper, "_MOST_STARTS", 0)
            os.kill(first, signal.SIGKILL)
            if starts_left:
                until(lambda before=first: dog.pid != before, "it was not started again")  # type: ignore[misc]
                pulse.check()
        until(lambda: bool(dog.acted()), "its end was not noticed")
        with pytest.raises(SupervisionLost, match="cannot be started again"), pulse.inside():
            pass


def test_a_folder_named_drivers_does_not_take_its_place(
    world: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drivers").mkdir()
    (tmp_path / "drivers/__init__.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    with Watchdog(world[0], ["source"], Pulse()) as dog:
        assert dog.acted() == ""


def test_no_run_begins_without_it(tmp_path: Path) -> None:
    with pytest.raises(SupervisionLost, match="did not start"):
        Watchdog(tmp_path / "nothing.toml", ["source"], Pulse())


def test_a_run_that_slept_while_the_outputs_were_taken_away_believes_nothing(world: tuple[Path, str]) -> None:
    bench, source = world
    with subprocess.Popen(
        [sys.executable, "-c", SLEEPER, str(bench)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stdin is not None
        assert run.stdout.readline() == "energised\n"
        os.kill(run.pid, signal.SIGSTOP)
        until(lambda: safe(source), "the watchdog did not make the source safe")
        os.kill(run.pid, signal.SIGCONT)
        run.stdin.write("go on\n")
        run.stdin.flush()
        assert "SupervisionLost" in run.stdout.readline()


SLEEPER = (
    RUN.replace("Pulse(), silence", "pulse, silence")
    .replace("with open_bench", "pulse = Pulse()\nwith open_bench")
    .replace(
        "    threading.Event().wait()\n",
        """    input()
    try:
        with pulse.inside():
            print(bench.roles["source"].pressure())
    except Exception as error:
        print(type(error).__name__, error, flush=True)
""",
    )
)
