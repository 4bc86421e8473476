"""The run's side of the watchdog: starts its process, keeps it quiet, hears what it did, starts it again if it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from drivers.errors import SupervisionLost
from messages import shown_language, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drivers.supervision import Pulse

BEAT_SECONDS = 1.0
DONE, READY, ACTING = "done", "ready", "acting"
_START_SECONDS = 60.0
_MOST_STARTS = 4
_PROCESS = Path(__file__).with_name("watchdog_process.py").resolve()


class Watchdog:
    """Starts the watchdog process for a bench and keeps it quiet while the run is alive.

    Args:
        bench: Bench file.
        roles: Roles with an output.
        pulse: Tells whether the run is alive; told when the watchdog has acted or is gone.
        silence: Seconds without a beat after which the outputs are made safe.

    Raises:
        SupervisionLost: The process cannot be started; nothing may be energised.
    """

    def __init__(self, bench: Path, roles: Sequence[str], pulse: Pulse, silence: float = 5 * BEAT_SECONDS) -> None:
        self._command = [sys.executable, "-I", str(_PROCESS), *_search_path(), "--", str(bench.resolve())]
        self._command += ["--silence", str(silence), "--run", str(os.getpid()), "--roles", *roles]
        self._pulse, self._over, self._starts = pulse, threading.Event(), 0
        self._said, self._acted, self._lock = "", "", threading.RLock()
        self._process = self._start()
        self._thread = threading.Thread(target=self._beat, name="watchdog beat", daemon=True)
        pulse.acted = self.acted

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        self._thread.join()
        with self._lock:
            self._say(DONE)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:  # it is still at an output that it cannot confirm, and goes on
                return

    @property
    def pid(self) -> int:
        """Process number of the watchdog."""
        return self._process.pid

    def acted(self) -> str:
        """What the watchdog did, empty if it only watched; heard from it before it touches anything."""
        with self._lock:
            self._hear()
            return self._acted

    def renew(self) -> None:
        """Watch again after it has acted, once the outputs are safe and nobody uses the bench.

        Raises:
            SupervisionLost: It cannot be started again; nothing may be energised.
        """
        with self._lock:
            self._hear()
            if not self._acted:
                return
            self._say(DONE)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
            self._starts, self._said = 0, ""
            self._process = self._start()
            self._acted = ""

    def _start(self) -> subprocess.Popen[bytes]:
        self._starts += 1
        process = subprocess.Popen(  # noqa: S603  our own module, by its absolute path
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env=os.environ | {"STEELYARD_LANG": shown_language()},
        )
        assert process.stdout is not None  # noqa: S101  asked for above
        os.set_blocking(process.stdout.fileno(), False)
        deadline = time.monotonic() + _START_SECONDS
        said = b""
        while READY.encode() not in said:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                remedy = "No output is energised without it. Look at the message above."
                raise SupervisionLost("The watchdog did not start.", where="watchdog", remedy=remedy)
            said += process.stdout.read() or b""
            time.sleep(0.02)
        return process

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            with self._lock:
                self._hear()
                if self._process.poll() is not None and not self._acted:
                    self._again()
                if self._pulse.alive():
                    self._say("beat")

    def _again(self) -> None:
        """A watchdog that was killed is replaced; one that does not stay alive ends the run."""
        try:
            if self._starts < _MOST_STARTS:
                tell("watchdog: had ended, started again")
                self._process = self._start()
                return
        except (SupervisionLost, OSError):
            pass
        self._acted = "The watchdog process has ended and cannot be started again"

    def _hear(self) -> None:
        stdout = self._process.stdout
        if stdout is None or stdout.closed:
            return
        self._said += (stdout.read() or b"").decode("utf-8", "replace")
        for line in self._said.splitlines():
            word, _, why = line.partition(" ")
            if word == ACTING and not self._acted:
                self._acted = f"The watchdog has taken the outputs away: {why}"

    def _say(self, word: str) -> None:
        if self._process.stdin is None or self._process.poll() is not None:
            return
        try:
            self._process.stdin.write(f"{word}\n".encode())
            self._process.stdin.flush()
        except OSError:  # it has done its work and gone; `acted` states it
            return


def _search_path() -> list[str]:
    """Where the process finds what the run has imported: our own packages first, never the working directory."""
    ours = str(Path(__file__).resolve().parents[1])
    others = [entry for entry in sys.path if entry and Path(entry).is_absolute() and Path(entry) != Path.cwd()]
    return list(dict.fromkeys([ours, *others]))
