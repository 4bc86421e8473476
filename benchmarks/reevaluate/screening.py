"""Screen ten million conclusions after a certificate was corrected, in the conclusion index as it is.

The index is filled with the conclusions of random runs, each copied with an error of its own, so that margins are
spread as they are in use. Writing is timed too: it is what a rebuild costs beyond reading the journals.

    python benchmarks/reevaluate/screening.py [CONCLUSIONS] [FILE]
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from random_runs import DAY, laboratory, random_run

from metrology.calibration import CertifiedQuantity
from records.entries import Conclusion, Opened, QuantityUsed, of_kind, read
from records.recall import CorrectedCertificate
from sequencer.reevaluation import CertificateChange
from sequencer.reevaluation.conclusion_index import ConclusionIndex
from sequencer.reevaluation.dependence import certificates, dependences
from sequencer.reevaluation.kind import kind_of
from sequencer.reevaluation.shift import stretches

CONFIG = Path(__file__).parents[2] / "config"
TEMPLATES = 40
TABLE = [["0", "0"], ["0.7", "0.0003"], ["2.1", "0"]]
CHANGES = {
    "constant correction, 0.0002 MPa": ("PC-01", {"correction": "-0.0002"}),
    "correction by a table, to 0.0003 MPa": (
        "PC-01",
        {"correction": {"table": [["0", "0"], ["0.7", "0.0003"], ["2.1", "0"]]}},
    ),
    "every value moves by 0.02 MPa": ("PC-01", {"correction": "0.02"}),
    "weights heavier by 4 × 10⁻⁶": ("M1-01", {"correction": {"relative": "-0.000004"}}),
}


def fill(index: ConclusionIndex, conclusions: int) -> None:
    """Write runs by the way of the index for its tables, and their conclusions in bulk."""
    templates = []
    for kind in ("gauge", "scale"):
        setup = laboratory(kind, CONFIG)
        for seed in range(TEMPLATES):
            events = random_run(setup, seed)
            opened = read(events[0], Opened)
            found = [(e.address, c) for e, c in of_kind(events, Conclusion)]
            index.add([(f"{kind}-{seed}", kind_of(opened), opened, found)])
            templates.append(list(dependences(certificates(opened.standards), found)))
    connection = sqlite3.connect(index.path, isolation_level=None)
    ids = {
        row[1:]: row[0]
        for row in connection.execute("SELECT id, role, standard, number, unit, quantity FROM certificate")
    }
    places = {address: number for number, address in connection.execute("SELECT id, address FROM place")}
    (first,) = connection.execute("SELECT MAX(id) + 1 FROM run").fetchone()
    kinds = [k for (k,) in connection.execute("SELECT kind FROM run ORDER BY id")]
    connection.execute("BEGIN")
    rows, runs = _rows(templates, ids, places, first, conclusions), 1 + conclusions // min(map(len, templates))
    copies = ((first + n, f"copy-{n:08}", kinds[n % len(kinds)]) for n in range(runs))
    connection.executemany("INSERT INTO run VALUES (?, ?, ?, 0)", copies)
    ordered = sorted(rows, key=itemgetter(0, 1, 3))  # in the order of the table; one by one they take far longer
    connection.executemany("INSERT OR IGNORE INTO dependence VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ordered)
    connection.execute("COMMIT")
    connection.close()


def _rows(
    templates: list[Any], ids: dict[Any, int], places: dict[str, int], first: int, conclusions: int
) -> Iterator[tuple[Any, ...]]:
    draw, written, run = random.Random(1), 0, first
    while written < conclusions:
        for d in templates[(run - first) % len(templates)]:
            part = draw.random() * 2
            at = d.at if d.at is None else d.at * (1 + draw.uniform(-1e-4, 1e-4))
            margin = None if d.margin is None else d.margin * part
            yield ids[d.certificate], d.reach * part, at, run, places[d.address], d.sensitivity, d.error, margin
            written += 1
        run += 1


def certified(quantity: str) -> tuple[QuantityUsed, CertifiedQuantity]:
    """A quantity of the index with its functions."""
    import msgspec

    used = msgspec.json.decode(quantity, type=QuantityUsed)
    return used, used.certified()


def main(conclusions: int, path: str) -> None:
    index = ConclusionIndex(path)
    if not index.runs():
        start = time.perf_counter()
        fill(index, conclusions)
        print(f"written in {time.perf_counter() - start:.0f} s, {Path(path).stat().st_size / 1e9:.2f} GB")
    (count,) = sqlite3.connect(path).execute("SELECT COUNT(*) FROM dependence").fetchone()
    print(f"{count} conclusions that a standard enters")
    for name, (standard, stated) in CHANGES.items():
        change = CertificateChange(standard, DAY, CorrectedCertificate(**stated))
        assert change.corrected is not None
        start, named, runs = time.perf_counter(), set(), 0
        used = index.certificates(standard, DAY.isoformat())
        runs = len(index.of_kinds(index.kinds(used, DAY.isoformat())))
        listed = time.perf_counter() - start
        for number, certificate in used.items():
            before, quantity = certified(certificate.quantity)
            (after,) = change.corrected.applied([before])
            named |= index.turned(number, stretches(quantity, after.certified()))
        took = time.perf_counter() - start
        print(f"{name:40} {took:6.2f} s ({listed:.2f} s to list {runs} runs); {len(named)} runs can turn")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
        main(number, sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "conclusions"))
