"""What it costs to search a store of many readings for copies, and what an index saves each document.

    python -m benchmarks.suspicious.bench [RUNS] [READINGS] [FOLDER]

Writes runs of honest gauges, four forged ones among them, and prints processor seconds: writing, the first search (the
index is built), a search after one more run, the alerts of one document, and the same from the journals of 200 runs.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time

import numpy as np
from msgspec import structs

from metrology.text import Text
from procedures.pressure.jjg_52_2013 import JJG52, Gauge
from procedures.subject import load_subject
from records.entries import Closed, Observation, Opened
from records.entries.measured import Asked
from records.entries.values import Number
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from services.laboratory.prepare import unattended
from services.suspicious_data.readings_index import OtherRuns
from services.suspicious_data.record_alerts import alerts_in, alerts_of_readings
from services.suspicious_data.record_readings import readings_of
from services.suspicious_data.suspicious import search

SUBJECT = Path(__file__).parents[2] / "config/subjects/gauge.toml"
ASKED = Asked(question=Text("读数", "reading"))


def observation(value: str) -> Observation:
    """A reading by a person."""
    number = Number(number=value, unit="MPa")
    return Observation(
        role="gauge", method="before_tap", how="operator", text=value, value=number, elapsed="0", words=ASKED
    )


class Writer:
    """Writes runs into a store.

    Args:
        store: The store.
        points: Readings of each run.
    """

    def __init__(self, store: Store, points: int) -> None:
        self._store, self._key, self._points = store, station_key(), points
        opened = unattended(JJG52, load_subject(SUBJECT, Gauge), stage="initial", on=date.today())  # noqa: DTZ011
        self._first = structs.replace(opened, simulated=False)
        self._rng = np.random.default_rng(1)

    def errors(self) -> list[int]:
        """Errors of an honest gauge, in steps of 0.01 MPa."""
        own = self._rng.normal(0, 1)
        return [int(e) for e in self._rng.normal(own, 2, self._points).round()]

    def write(self, n: int, errors: list[int]) -> str:
        """One run; its name."""
        name = f"20260101-{n:06d}-000aaaa"
        opened: Opened = structs.replace(
            self._first, subject=structs.replace(self._first.subject, serial=f"S{n}"), date=date.today().isoformat()  # noqa: DTZ011
        )  # fmt: skip
        journal = Journal(self._store, name, self._key)
        journal.append(opened.entry_kind, opened.body())
        for at, error in enumerate(errors, 1):
            value = str(Decimal(at) / 10 + Decimal(error) / 100)
            entry = observation(value)
            journal.append(entry.entry_kind, entry.body(), f"indication/up/{Decimal(at) / 10}MPa/before")
        closed = Closed(entries=len(errors) + 2, outcome="conform")
        journal.append(closed.entry_kind, closed.body())
        journal.close()
        return name


def main(runs: int, points: int, folder: Path) -> None:
    """Measure once."""
    url = str(folder / "runs.sqlite")
    store = Store(url, "NORMAL")
    writer = Writer(store, points)
    honest = [writer.errors() for _ in range(runs)]
    forged = {
        "exact": honest[10],
        "shifted": [e + 3 for e in honest[20]],
        "part": honest[30][: points // 2] + writer.errors()[points // 2 :],
    }
    begun = process_time()
    for n, errors in enumerate([*honest, *forged.values()]):
        writer.write(n, errors)
    print(f"{runs + len(forged)} runs of {points} readings written: {process_time() - begun:.1f} s")
    begun = process_time()
    found = search(url)
    print(f"first search, index built: {process_time() - begun:.1f} s, {found.readings} readings")
    writer.write(runs + len(forged), writer.errors())
    begun = process_time()
    found = search(url)
    print(f"search after one more run: {process_time() - begun:.2f} s")
    for suspicion in found.found:
        print(f"  {suspicion.run} {suspicion.alert.kind} {suspicion.alert.saw.en} {suspicion.compare}")
    last = store.events(store.find("last"))
    begun = process_time()
    alerts_in(store, last, OtherRuns(store))
    print(f"alerts of one document: {process_time() - begun:.3f} s")
    names = store.names()[-201:-1]
    begun = process_time()
    alerts_of_readings(readings_of(last), [readings_of(store.events(name)) for name in names])
    print(f"the same from 200 journals: {process_time() - begun:.3f} s")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as place:
        arguments = [int(a) for a in sys.argv[1:3]]
        main(*(arguments + [10_000, 100][len(arguments) :]), Path(place))
