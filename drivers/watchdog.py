"""A process of its own that brings outputs to their safe state when the run can no longer do it.

The run that opened a bench beats once a second while it is alive and no driver call has been silent for too long. When
the beats stop (killed, power of the program gone, a driver that hangs), the watchdog opens links of its own to the
instruments with an output and makes them safe. It needs an instrument that accepts a second connection.

    python -m drivers.watchdog BENCH --roles source --silence 5
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING, Self

from drivers.bench import open_bench
from drivers.bench_file import BenchFile, load_bench
from drivers.errors import InstrumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEAT_SECONDS = 1.0
SILENCE_SECONDS = 30.0
DONE = "done"


class Pulse:
    """Whether the run is alive: not inside a driver call, or heard something from one lately.

    Args:
        silence: Seconds for which a driver call may neither send nor receive anything.
    """

    def __init__(self, silence: float = SILENCE_SECONDS) -> None:
        self._silence = silence
        self._inside: dict[int, float] = {}

    @contextmanager
    def inside(self) -> Iterator[None]:
        """A driver call; nested calls of one thread are one."""
        me = threading.get_ident()
        outermost = me not in self._inside
        self._inside[me] = time.monotonic()
        try:
            yield
        finally:
            if outermost:
                self._inside.pop(me, None)

    def touch(self) -> None:
        """Something was sent or received."""
        me = threading.get_ident()
        if me in self._inside:
            self._inside[me] = time.monotonic()

    def alive(self) -> bool:
        """Whether no driver call has been silent for too long."""
        now = time.monotonic()
        return all(now - since < self._silence for since in list(self._inside.values()))


class Watchdog:
    """Starts the watchdog process for a bench and keeps it quiet while the run is alive.

    Args:
        bench: Bench file.
        roles: Roles with an output.
        pulse: Tells whether the run is alive.
        silence: Seconds without a beat after which the outputs are made safe.
    """

    def __init__(self, bench: Path, roles: Sequence[str], pulse: Pulse, silence: float = 5 * BEAT_SECONDS) -> None:
        command = [sys.executable, "-m", __name__, str(bench), "--silence", str(silence), "--roles", *roles]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(  # noqa: S603  our own module
            command, stdin=subprocess.PIPE, text=True, env=environment, start_new_session=True
        )
        self._pulse, self._over = pulse, threading.Event()
        self._thread = threading.Thread(target=self._beat, name="watchdog beat", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        self._thread.join()
        self._say(DONE)
        self._process.wait(timeout=10)

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            if self._pulse.alive():
                self._say("beat")

    def _say(self, word: str) -> None:
        if self._process.stdin is None or self._process.poll() is not None:
            return
        try:
            self._process.stdin.write(word + "\n")
            self._process.stdin.flush()
        except OSError:  # it has done its work and gone; the run notices by what it does to the instruments
            return


def watch(file: BenchFile, roles: Sequence[str], silence: float, beats: Queue[str | None]) -> int:
    """Wait for beats; make the outputs safe when they stop.

    Args:
        file: The bench.
        roles: Roles with an output.
        silence: Seconds without a beat after which to act.
        beats: What the run says; None when its end of the pipe is closed.

    Returns:
        0 when the run ended by itself, 1 when the outputs were made safe, 2 when that could not be confirmed.
    """
    while True:
        try:
            word = beats.get(timeout=silence)
        except Empty:
            return make_safe(file, roles, f"no sign of life for {silence:g} s")
        if word == DONE:
            return 0
        if word is None:
            return make_safe(file, roles, "the run is gone")


def make_safe(file: BenchFile, roles: Sequence[str], why: str) -> int:
    """Open links of its own to the roles with an output and make them safe."""
    needed = {name: file.roles[name] for role in roles for name in (role, *file.roles[role].uses.values())}
    alone = file.model_copy(update={"roles": needed, "positions": None, "simulation": None})
    try:
        with open_bench(alone, subject={}, seed=0) as bench:
            said = bench.make_safe()
    except InstrumentError as error:
        said = [f"安全状态未确认 safe state NOT confirmed: {error}"]
    for line in said:
        sys.stderr.write(f"watchdog ({why}): {line}\n")
    return 2 if any("NOT confirmed" in line for line in said) else 1


def main() -> int:
    """Entry point of the process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--roles", nargs="+", required=True)
    parser.add_argument("--silence", type=float, required=True)
    given = parser.parse_args()
    beats: Queue[str | None] = Queue()

    def listen() -> None:
        for line in sys.stdin:
            beats.put(line.strip())
        beats.put(None)

    threading.Thread(target=listen, daemon=True).start()
    return watch(load_bench(given.bench), given.roles, given.silence, beats)


if __name__ == "__main__":
    sys.exit(main())
