"""Kills runs at random instants with SIGKILL, resumes them until they are closed, and looks for what got lost.

    python -m tests.evidence.kill [KILLS] [WORKERS]

A process with everything imported forks a child for every run and every resume. The child writes each reading to a side
file as soon as the journal has acknowledged it; what is in that file must be in the store, once, with the same value.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from records.entries import opened
from records.event import Body, Event
from records.integrity import verify
from records.journal import Journal, MemoryJournal
from records.store import Store
from records.verification import ledger_of
from sequencer.errors import Differs
from sequencer.session import replay
from services.code_identity.code_manifest import manifest
from services.laboratory.prepare import rebuild
from services.runs import positions, resumable
from services.runs import run as run_service
from tests.evidence.laboratory import CASES, TOGETHER, Case, Laboratory, concluded, quiet

READINGS = frozenset({"observation", "finding"})
MOST_KILLS = 4  # of one run and its resumes


@dataclass
class ItemOutcomes:
    """What a campaign found."""

    kills: Counter[str] = field(default_factory=Counter)
    stores: int = 0
    runs: int = 0
    acknowledged: int = 0
    stored: int = 0
    never_opened: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "ItemOutcomes") -> None:
        """Add what another worker found."""
        self.kills.update(other.kills)
        self.faults += other.faults
        for name in ("stores", "runs", "acknowledged", "stored", "never_opened"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def in_a_child(work: Callable[[], object], folder: Path, within: float | None) -> str:
    """Do something in a child and kill it after a time: `killed`, `ended`, or what went wrong."""
    complaint = folder / "complaint"
    pid = os.fork()
    if pid == 0:
        _child(work, folder / "acknowledged", complaint)
    watched = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(watched, select.POLLIN)
    if not poll.poll(within * 1000 if within is not None else None):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(watched)
    if os.WIFSIGNALED(status):
        return "killed"
    return "ended" if status == 0 else complaint.read_text("utf-8")


def _child(work: Callable[[], object], acknowledged: Path, complaint: Path) -> None:
    try:
        log = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        class Acknowledging(Journal):
            def append(self, kind: str, body: Body, address: str = "") -> Event:
                e = super().append(kind, body, address)
                if kind in READINGS:
                    os.write(log, json.dumps([e.run, kind, address, _value(e)]).encode() + b"\n")
                return e

        run_service.Journal = resumable.Journal = positions.Journal = Acknowledging  # type: ignore[misc]
        with quiet():
            work()
    except BaseException:  # noqa: BLE001  whatever it is, the parent is told
        complaint.write_text(traceback.format_exc(), "utf-8")
        os._exit(1)
    os._exit(0)


def _value(e: Event) -> str:
    return str(e.body["answer"] if e.kind == "finding" else e.body["text"])


def disturb(laboratory: Laboratory, case: Case, folder: Path, chance: random.Random) -> ItemOutcomes:
    """One verification with up to `MOST_KILLS` kills, then until every run of it is closed."""
    tally, url, left = ItemOutcomes(), str(folder / "store.sqlite"), MOST_KILLS
    starting = laboratory.starting(case, url)
    while True:
        waiting = open_runs(url)
        work = starting if waiting is None else laboratory.resuming(chance.choice(waiting), url) if waiting else None
        if work is None:
            break
        within = chance.uniform(0, laboratory.seconds[case.name]) if left else None
        end = in_a_child(work, folder, within)
        if end == "killed":
            left -= 1
            tally.kills[case.name] += 1
            tally.never_opened += open_runs(url) is None
        elif end != "ended":
            tally.faults.append(f"{case.name} {folder}: {end}")
            break
    tally.faults += [f"{case.name} {folder}: {fault}" for fault in examine(laboratory, case, url, folder, tally)]
    return tally


def open_runs(url: str) -> list[str] | None:
    """Runs that are not closed; None where none was opened."""
    if not Path(url).exists():
        return None
    store = Store(url)
    lines = store.runs()
    store.close()
    return [line.run for line in lines if not line.closed] if lines else None


def examine(laboratory: Laboratory, case: Case, url: str, folder: Path, tally: ItemOutcomes) -> list[str]:
    """Everything that is not as it must be in a store after its runs are closed."""
    store, faults = Store(url), []
    lines = [json.loads(text) for text in (folder / "acknowledged").read_text("utf-8").splitlines()]
    by_run = {run: store.events(run) for run in store.names()}
    for run, kind, address, value in lines:
        found = [e for e in by_run.get(run, ()) if (e.kind, e.address) == (kind, address)]
        if [_value(e) for e in found] != [value]:
            faults.append(f"{run} {kind} {address}: acknowledged {value!r}, stored {[_value(e) for e in found]}")
    for run, events in by_run.items():
        faults += [f"{run}: {fault}" for fault in _run_faults(laboratory, case, store, run, events)]
    store.close()
    tally.stores, tally.runs, tally.acknowledged = 1, len(by_run), len(lines)
    tally.stored = sum(e.kind in READINGS for events in by_run.values() for e in events)
    return faults


def _run_faults(laboratory: Laboratory, case: Case, store: Store, run: str, events: list[Event]) -> list[str]:
    faults = []
    counts = Counter((e.kind, e.address) for e in events if e.kind in READINGS)
    faults += [f"{key} is there {n} times" for key, n in counts.items() if n > 1]
    expected = laboratory.expected[case.name][int(opened(events).place) - 1]
    if concluded(events) != expected:
        faults.append(f"concluded {concluded(events)}, undisturbed {expected}")
    broken = verify(store.rows(run), store.seals(run), ledger_of(store).trust.public)
    if broken is not None:
        faults.append(str(broken))
    try:
        replay(rebuild(opened(events)), MemoryJournal(run), events)
    except Differs as difference:
        faults.append(f"replay: {difference}")
    return faults


def campaign(laboratory: Laboratory, kills: int, seed: int, cases: tuple[Case, ...] = CASES) -> ItemOutcomes:
    """Disturb verifications, one after another, until so many kills have hit."""
    chance, tally = random.Random(seed), ItemOutcomes()  # noqa: S311  repeatable, not secret
    number = 0
    while tally.kills.total() < kills and not tally.faults:
        folder = laboratory.folder / f"{seed}-{number}"
        folder.mkdir()
        tally.add(disturb(laboratory, cases[number % len(cases)], folder, chance))
        number += 1
    return tally


def _worker(laboratory: Laboratory, kills: int, seed: int) -> int:
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        try:
            tally = campaign(laboratory, kills, seed)
        except BaseException:  # noqa: BLE001  a fault of the campaign itself is reported like one it found
            tally = ItemOutcomes(faults=[traceback.format_exc()])
        os.write(writer, json.dumps(vars(tally)).encode())
        os._exit(0)
    os.close(writer)
    return reader


def main(kills: int = 500, workers: int = 2) -> int:
    """Run a campaign; 0 when nothing was lost."""
    begun, tally = time.monotonic(), ItemOutcomes()
    with tempfile.TemporaryDirectory(prefix="steelyard-kills-") as folder:
        laboratory = Laboratory.at(Path(folder))
        manifest()
        for case in CASES:
            laboratory.learn(case)
        readers = [_worker(laboratory, -(-kills // workers), seed) for seed in range(workers)]
        for reader in readers:
            with os.fdopen(reader, "rb") as pipe:
                found = json.loads(pipe.read())
                tally.add(ItemOutcomes(**{**found, "kills": Counter(found["kills"])}))
            os.wait()
    seconds = time.monotonic() - begun
    lines = [
        f"{tally.kills.total()} kills in {seconds:.0f} s: {dict(tally.kills)}",
        f"of these before the first entry: {tally.never_opened}",
        f"{tally.stores} stores, {tally.runs} runs, {tally.acknowledged} acknowledged readings",
        f"faults: {len(tally.faults)}",
        *tally.faults,
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if tally.faults else 0


__all__ = ["CASES", "TOGETHER", "campaign", "main"]

if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
