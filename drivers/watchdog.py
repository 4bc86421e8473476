"""A process of its own that brings outputs to their safe state when the run can no longer do it.

The run that opened a bench beats once a second while it is alive and no driver call has been silent for too long. When
the beats stop (killed, power of the program gone, a driver that hangs), the watchdog states it on its standard output,
which the run reads before it believes anything more, opens links of its own to the instruments with an output and makes
them safe, again and again until that is confirmed.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from typing import TYPE_CHECKING

from drivers import registry
from drivers.addresses import UnknownAddress, canonical
from drivers.bench import open_bench
from drivers.bench_file import BenchFile, load_bench
from drivers.outputs import NOT_CONFIRMED
from drivers.watchdog_keeper import ACTING, DONE, READY
from messages import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Seconds for which outputs that are not confirmed are tried again, and between two attempts.
PATIENCE, PAUSE = 600.0, 3.0
#: Attempts after which a run that hangs is ended: it may hold the only line to the instrument.
_ATTEMPTS_BESIDE_THE_RUN = 3


def watch(
    file: BenchFile,
    roles: Sequence[str],
    silence: float,
    beats: Queue[str | None],
    run: int = 0,
    patience: float = PATIENCE,
) -> int:
    """Wait for beats; make the outputs safe when they stop.

    Args:
        file: The bench.
        roles: Roles with an output.
        silence: Seconds without a beat after which to act.
        beats: What the run says; None when its end of the pipe is closed.
        run: Process of the run, 0 for none that may be ended.
        patience: Seconds for which an output that is not confirmed is tried again.

    Returns:
        0 when the run ended by itself, 1 when the outputs were made safe, 2 when that could not be confirmed.
    """
    while True:
        try:
            word = beats.get(timeout=silence)
        except Empty:
            return _until_safe(file, roles, f"no sign of life for {silence:g} s", beats, run, patience)
        if word == DONE:
            return 0
        if word is None:
            return _until_safe(file, roles, "the run is gone", beats, 0, patience)


def make_safe(file: BenchFile, roles: Sequence[str], why: str) -> int:
    """Open links of its own to the roles with an output and make each of them safe by itself, once.

    Returns:
        1 when all were made safe, 2 when that could not be confirmed for all.
    """
    return 2 if _unconfirmed(file, roles, why) else 1


def _until_safe(
    file: BenchFile, roles: Sequence[str], why: str, beats: Queue[str | None], run: int, patience: float
) -> int:
    _tell(f"{ACTING} {why}")
    deadline, attempts, left = time.monotonic() + patience, 0, list(roles)
    while left := _unconfirmed(file, left, why):
        attempts += 1
        if time.monotonic() >= deadline or _is_done(beats):
            return 2
        if attempts == _ATTEMPTS_BESIDE_THE_RUN and run and run == os.getppid():
            tell(f"watchdog ({why}): the run hangs and is ended, to free its lines")
            os.kill(run, getattr(signal, "SIGKILL", signal.SIGTERM))
    return 1


def _is_done(beats: Queue[str | None]) -> bool:
    """Whether the run says, within a pause, that it has ended by itself."""
    end = time.monotonic() + PAUSE
    while (remaining := end - time.monotonic()) > 0:
        try:
            if beats.get(timeout=remaining) == DONE:
                return True
        except Empty:
            return False
    return False


def _unconfirmed(file: BenchFile, roles: Sequence[str], why: str) -> list[str]:
    """Make outputs safe, those on different lines at once; gives the roles that are not confirmed."""
    done: Queue[list[tuple[str, str]]] = Queue()
    groups = _by_line(file, roles)
    for group in groups:  # daemons: an instrument that is gone must not keep the process that is to end
        threading.Thread(target=lambda group=group: done.put(_one_line(file, group)), daemon=True).start()
    said = [pair for _ in groups for pair in done.get()]
    for _, text in said:
        tell(f"watchdog ({why}): {text}")
    return [role for role, text in said if NOT_CONFIRMED in text]


def _one_line(file: BenchFile, roles: Sequence[str]) -> list[tuple[str, str]]:
    return [(role, _alone(file, role)) for role in roles]


def _alone(file: BenchFile, role: str) -> str:
    needed = {name: file.roles[name] for name in (role, *file.roles[role].uses.values())}
    alone = file.model_copy(update={"roles": needed, "positions": None, "simulation": None})
    try:
        with open_bench(alone, subject={}, seed=0) as bench:
            return next(text for text in bench.make_safe() if text.startswith(f"{role}:"))
    except Exception as error:  # noqa: BLE001  whatever happens to one output, the others must still be made safe
        return f"{role}: {NOT_CONFIRMED}: {error}"


def _by_line(file: BenchFile, roles: Sequence[str]) -> list[list[str]]:
    """Roles in groups that have no line in common: a line can be opened once at a time."""
    groups: list[tuple[set[str], list[str]]] = []
    for role in roles:
        lines = {_line(file.roles[name].address) for name in (role, *file.roles[role].uses.values())}
        names = [role]
        for other in [group for group in groups if group[0] & lines]:
            groups.remove(other)
            lines, names = lines | other[0], other[1] + names
        groups.append((lines, names))
    return [names for _, names in groups]


def _line(address: str) -> str:
    try:
        return canonical(address)
    except UnknownAddress:
        return address


def _tell(line: str) -> None:
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError:  # the run is gone, and with it the reader of this; the end of the process flushes once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    """The process, once it can import us; says that it is ready when everything it will need is loaded."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--roles", nargs="+", required=True)
    parser.add_argument("--silence", type=float, required=True)
    parser.add_argument("--run", type=int, required=True)
    given = parser.parse_args()
    file = load_bench(given.bench)
    for role in given.roles:
        registry.load(file.roles[role].driver, file.plugins)
    beats: Queue[str | None] = Queue()

    def listen() -> None:
        for line in sys.stdin:
            beats.put(line.strip())
        beats.put(None)

    threading.Thread(target=listen, daemon=True).start()
    _tell(READY)
    return watch(file, given.roles, given.silence, beats, given.run)
