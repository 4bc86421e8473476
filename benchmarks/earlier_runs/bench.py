"""What it costs to find the earlier runs of an instrument in a store of many runs.

    python benchmarks/earlier_runs/bench.py [RUNS] [FOLDER]

Prints seconds: writing the store, the first look (the index is built), a look after one more run, and reading the
whole list of runs for comparison.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from msgspec import structs

from procedures.pressure.jjg_52_2013 import JJG52, Gauge
from procedures.subject import load_subject
from records.entries import Closed, Subject
from records.instrument_index import runs_of
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from services.laboratory.prepare import unattended

SUBJECT = Path(__file__).parents[2] / "config/subjects/gauge.toml"
LOOKS = 20


def main(count: int, folder: Path) -> None:
    """Measure once."""
    first = unattended(JJG52, load_subject(SUBJECT, Gauge), stage="initial", on=date(2026, 11, 23))
    store, key = Store(str(folder / "runs.sqlite"), "NORMAL"), station_key()

    def write(n: int) -> Subject:
        journal = Journal(store, f"20260101-{n:06d}-000aaaa", key)
        opened = structs.replace(first, subject=structs.replace(first.subject, serial=f"S{n % (count // 2)}"))
        journal.append(opened.entry_kind, opened.body())
        closed = Closed(entries=2, outcome="conform")
        journal.append(closed.entry_kind, closed.body())
        journal.close()
        return opened.subject

    begun = perf_counter()
    for n in range(count):
        subject = write(n)
    print(f"{count} runs written: {perf_counter() - begun:.1f} s")
    begun = perf_counter()
    assert len(runs_of(store, subject)) == 2
    print(f"first look, index built: {perf_counter() - begun:.3f} s")
    took = []
    for n in range(count, count + LOOKS):
        write(n)
        begun = perf_counter()
        runs_of(store, subject)
        took.append(perf_counter() - begun)
    print(
        f"look after one more run: median {sorted(took)[LOOKS // 2] * 1000:.1f} ms, longest {max(took) * 1000:.1f} ms"
    )
    begun = perf_counter()
    store.runs()
    print(f"whole list of runs: {perf_counter() - begun:.3f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as place:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(place))
