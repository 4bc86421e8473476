"""Replay every one of many random runs with changed certificates, and hold that against what the index names.

Each part of the runs has changes of its own, drawn at random: constant and proportional corrections, tables, of the
standard and of the thermometer, near the size at which verdicts turn. A run that changes and is not named is a miss.

    python benchmarks/reevaluate/misses.py [RUNS] [PROCESSES]
"""

import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from bulk import bodies, write
from random_runs import DAY, decided_again, laboratory, random_run

from records.entries import opened
from records.keys import station_key
from records.recall import CorrectedCertificate
from records.store import Store
from sequencer.reevaluation import CertificateChange
from sequencer.reevaluation.candidates import candidates
from sequencer.reevaluation.decided import stored
from sequencer.reevaluation.indexing import bring_up_to_date, index_of
from services.laboratory.prepare import rebuild

CONFIG = Path(__file__).parents[2] / "config"
PART = 100
CHANGES = 2


@dataclass
class Tally:
    """Decisions: how many there were, how many runs the index named, how many changed, and those it missed."""

    decided: int = 0
    named: int = 0
    changed: int = 0
    missed: int = 0


def drawn(kind: str, draw: random.Random) -> CertificateChange:
    """A change whose size is near the margins of the readings."""
    if draw.random() < 0.15:
        change = CorrectedCertificate(unit="°C", correction=f"{draw.uniform(-0.5, 0.5):.2f}")
        return CertificateChange("TH-01", DAY, change)
    if kind == "scale":
        relative = f"{draw.choice([-1, 1]) * 10 ** draw.uniform(-6, -3.5):.7f}"
        return CertificateChange("M1-01", DAY, CorrectedCertificate(correction={"relative": relative}))
    size = 10 ** draw.uniform(-4, -2.3)
    form = draw.choice(["constant", "table", "relative"])
    correction: Any = f"{draw.uniform(-size, size):.5f}"
    if form == "table":
        correction = {"table": [[x, f"{draw.uniform(-size, size):.5f}"] for x in ("0", "0.4", "0.7", "1.1", "2.1")]}
    elif form == "relative":
        correction = {"constant": correction, "relative": f"{draw.uniform(-size, size):.5f}"}
    return CertificateChange("PC-01", DAY, CorrectedCertificate(correction=correction))


def part(kind: str, number: int) -> Tally:
    """Decide one part of the runs."""
    policy = "JJF 1094" if kind == "gauge" and number % 2 else "simple"
    setup, tally, draw = laboratory(kind, CONFIG, policy=policy), Tally(), random.Random(number)
    events = {f"run-{n:06}": random_run(setup, n) for n in range(number * PART, (number + 1) * PART)}
    store = Store("sqlite://")
    write(store, ((run, bodies(e)) for run, e in events.items()), station_key())
    with index_of(store) as index:
        bring_up_to_date(index, store, lambda run, seq: sys.exit(f"{run}, entry {seq}: damaged"))
        for change in (drawn(kind, draw) for _ in range(CHANGES)):
            named = candidates(store, index, change, rebuild).affected
            again = {run: decided_again(rebuild(opened(e)), e, change).outcome for run, e in events.items()}
            changed = {run for run, e in events.items() if again[run] is not stored(e).outcome}
            tally.decided += len(events)
            tally.named, tally.changed = tally.named + len(named), tally.changed + len(changed)
            tally.missed += len(changed - named)
    return tally


def main(runs: int, processes: int) -> None:
    start, total = time.perf_counter(), Tally()
    parts = [("scale" if number % 5 == 0 else "gauge", number) for number in range(runs // PART)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for done, found in enumerate(pool.map(part, *zip(*parts, strict=True)), 1):
            for name in vars(total):
                setattr(total, name, getattr(total, name) + getattr(found, name))
            if done % 20 == 0 or done == len(parts):
                print(f"{done * PART} runs, {time.perf_counter() - start:.0f} s: {total}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("STEELYARD_KEYS", str(Path(folder) / "keys"))
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 2)
