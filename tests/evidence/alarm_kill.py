"""Kills a monitor at random moments while alarms are raised and cleared, and compares them with the samples.

    python -m tests.evidence.alarm_kill 100

A child keeps samples that go over a limit and back, one after the other, and judges each as a monitor does. It is
killed with SIGKILL and started again. In the end each time that the samples went over the limit there is one alarm,
raised once and cleared once, and an acknowledgement that was reported stays.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event

from monitoring.alarm_store import AlarmStore
from monitoring.reading import values
from monitoring.store import SampleStore
from tests.monitoring.watched import HIGH, Watched

OVER = 4
"""Every so many samples the value is over the limit."""


def child(folder: Path) -> None:
    """Keep and judge samples until killed; acknowledge each alarm, and report it."""
    watched = Watched(folder, HIGH)
    there = list(values(watched.store, 0, 1e12))
    watched.clock.turn((there[-1].instant if there else watched.clock.now()) - watched.clock.now())
    n = len(there)
    watched.task.judge()
    while True:
        watched.keep("30" if n % OVER == 0 else "1", seconds=60)
        watched.task.judge()
        for alarm in watched.alarms.open():
            if alarm.acknowledged is None:
                watched.alarms.acknowledge(alarm.n, f"P{n}", "", watched.clock.now())
                sys.stdout.write(f"{alarm.n} P{n}\n")
                sys.stdout.flush()
        n += 1


def killed(kills: int, folder: Path) -> tuple[int, int]:
    """Kill a child so often; how many samples and how many alarms there are in the end.

    Raises:
        AssertionError: Alarms and samples do not fit, or an acknowledgement is lost.
    """
    r, reported = random.Random(kills), dict[int, str]()  # noqa: S311
    for _ in range(kills):
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.evidence.alarm_kill", "--child", str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        first = running.stdout.readline()  # it works
        Event().wait(r.uniform(0, 0.3))
        os.kill(running.pid, signal.SIGKILL)
        lines = [first, *running.stdout.readlines()]
        running.wait()
        reported |= {
            int(line.split()[0]): line.split()[1] for line in lines if line.endswith("\n") and len(line.split()) == 2
        }
    watched = Watched(folder, HIGH)
    watched.task.judge()
    watched.store.close()
    store = SampleStore(folder / "safety.sqlite", read_only=True)
    found = [str(v.value) for v in values(store, 0, 1e12)]
    over = sum(now == "30" and before != "30" for before, now in zip(["1", *found], found, strict=False))
    alarms = AlarmStore(store, read_only=True)
    rows, happened = alarms.rows(limit=10**6), alarms.happenings(limit=10**6)
    store.close()
    assert len(rows) == over, f"{len(rows)} alarms for {over} times over the limit"
    for row in rows:
        mine = [h.kind for h in happened if h.alarm == row.n]
        assert mine.count("raised") == 1
        assert mine.count("cleared") <= 1
        assert mine.count("acknowledged") <= 1
    assert all(next(a.by for a in rows if a.n == n) == by for n, by in reported.items()), "an acknowledgement is lost"
    assert reported
    return len(found), len(rows)


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]))
        return
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        samples, alarms = killed(kills, Path(folder))
    sys.stdout.write(
        f"{kills} kills: {samples} samples, {alarms} alarms, each raised once, none lost, no acknowledgement lost\n"
    )


if __name__ == "__main__":
    main()
