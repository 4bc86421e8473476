"""Decide a store of a million observations again after a standard's certificate was corrected.

The store holds runs of two regulations, with readings near the limits. The time is that of everything `steelyard
reevaluate` does but print; beside it, in the same run of this script, two passes that decide nothing: one reads all
entries, one reads and parses only the conclusions that a standard enters. There are 110 runs a day; the start gates
of each day are asked again.

    python benchmarks/reevaluate/bench.py [OBSERVATIONS] [FILE]

FILE keeps the store for another run of the script.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select

sys.path.insert(0, str(Path(__file__).parent))

from bulk import Bodies, bodies, write
from random_runs import DAY, laboratory, random_run

from records.keys import station_key
from records.recall import CorrectedCertificate
from records.schema import block
from records.store import Store
from records.verification import ledger_of
from sequencer.reevaluation import CertificateChange, reevaluate
from services.laboratory.prepare import rebuild

CONFIG = Path(__file__).parents[2] / "config"
TEMPLATES = 60
A_DAY = 110
FIRST = DAY - timedelta(days=250)
WEIGHTS = CorrectedCertificate(correction={"relative": "-0.000004"})
CHANGES = {
    "correction of the pressure controller": ("PC-01", CorrectedCertificate(correction="-0.0002")),
    "correction of the weights": ("M1-01", WEIGHTS),
    "U of the pressure controller": ("PC-01", CorrectedCertificate(expanded_uncertainty="0.0004")),
    "pressure controller withdrawn": ("PC-01", None),
}


def runs(observations: int) -> Iterator[tuple[str, Bodies]]:
    """Copies of random runs under names of their own, four gauges to a scale, until there are enough observations."""
    templates = {
        kind: [bodies(random_run(laboratory(kind, CONFIG), seed)) for seed in range(TEMPLATES)]
        for kind in ("gauge", "scale")
    }
    draw, written, number = random.Random(4), 0, 0
    while written < observations:
        content = draw.choice(templates["scale" if number % 5 == 0 else "gauge"])
        written += sum(kind == "observation" for kind, _, _ in content)
        number += 1
        yield f"20261123-{number:06}", on_day(content, number)


def on_day(content: Bodies, number: int) -> Bodies:
    """The run as if on its day, so many a day."""
    (kind, address, body), *rest = content
    day = FIRST + timedelta(days=number // A_DAY)
    return [(kind, address, body.replace(f'"date":"{DAY}"', f'"date":"{day}"')), *rest]


def plain_pass(store: Store) -> tuple[int, int]:
    """Read every row as the driver gives it; observations and entries."""
    observations = entries = 0
    with store.engine.connect() as connection:
        for row in connection.execution_options(yield_per=5000).execute(select(block)):
            entries += row.entries.count("\n") + 1
            observations += row.entries.count('"kind":"observation"')
    return observations, entries


def floor(store: Store) -> int:
    """Read and parse the conclusions that a standard enters, with nothing but the driver and the JSON parser."""
    cursor = store.engine.raw_connection().cursor()
    cursor.execute("SELECT entries FROM block")
    wanted = (line for (lines,) in cursor for line in lines.split("\n") if '"kind":"conclusion"' in line)
    return sum(1 for line in wanted if '"reference":[]' not in line and orjson.loads(line))


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Result, seconds that passed, and seconds of processor that this process and its children used."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    result = work()
    return result, time.perf_counter() - start, sum(os.times()[:4]) - used


def main(observations: int, path: str) -> None:
    store = Store(path, synchronous="NORMAL")
    with store.engine.connect() as connection:
        there = connection.execute(select(func.count()).select_from(block)).scalar_one()
    if not there:
        start = time.perf_counter()
        write(store, runs(observations), station_key())
        print(f"store written in {time.perf_counter() - start:.0f} s, {Path(path).stat().st_size / 1e6:.0f} MB")
    (found, entries), plain, _ = timed(lambda: plain_pass(store))
    print(f"{found} observations, {entries} entries, {len(store.names())} runs; reading them all takes {plain:.1f} s")
    needed, least, _ = timed(lambda: floor(store))
    print(f"reading and parsing the {needed} conclusions that a standard enters takes {least:.1f} s")
    for name, (standard, corrected) in CHANGES.items():
        change = CertificateChange(standard, FIRST, corrected)
        again, took, used = timed(
            lambda change=change: reevaluate(store, change, rebuild, ledger_of(store).trust.public)
        )
        print(
            f"{name:40} {took:6.1f} s, {used:.1f} s of processor;  {again.concerned} runs relied on it, "
            f"{len(again.changed)} change, {again.replayed} replayed, {len(again.unreliable)} damaged"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("STEELYARD_KEYS", str(Path(folder) / "keys"))
        number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
        main(number, sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "runs.sqlite"))
