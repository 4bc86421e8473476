"""Simulated stations that write runs into one PostgreSQL store, beside the same runs in an SQLite store of each.

python -m benchmarks.cluster.stations postgresql+psycopg://USER@127.0.0.1/EMPTY --stations 8 --runs 40 --readings 60

The size that the page on many benches asks for, with `max_connections = 300` in the server:

    … --stations 64 --runs 1563 --readings 60 --one-store

A station is a process with a key of its own. It writes as fast as it can, and begins no run after `--seconds`.
Counted is processor time of the stations and of the server (on this computer, Linux), and how long the first and the
last entry of a run waited, which the stations queue for at the ledger. Afterwards the whole store is verified.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import text

from records.journal import Journal
from records.keys import FOLDER, station_key
from records.ledger_changes import trust
from records.store import Store
from records.verification import verify_store

READING = {"text": "2500.5 g", "value": "2500.5", "unit": "g", "role": "scale", "method": "indication", "trail": []}
TICKS = os.sysconf("SC_CLK_TCK")


def station(url: str, folder: Path, number: int, given: argparse.Namespace, out: Any) -> None:
    """One station: its processor time, how many runs it wrote, and what its ledger entries took."""
    os.environ[FOLDER] = str(folder / f"station {number}")
    store, key = Store(url), station_key()
    waits, began, end, done = [], time.process_time(), time.monotonic() + given.seconds, 0
    for run in range(given.runs):
        if time.monotonic() > end:
            break
        journal = Journal(store, f"20261130-080000-{number:03}{run:04}", key)
        for kind, body in (("opened", {"bench": str(number)}), ("closed", {"outcome": "conform"})):
            if kind == "closed":
                for n in range(given.readings):
                    journal.append("observation", READING, f"point/{n}")
            since = time.perf_counter()
            journal.append(kind, body)
            waits.append(time.perf_counter() - since)
        journal.close()
        done += 1
    store.close()
    out.put((time.process_time() - began, done, waits))


def public(folder: Path, number: int) -> bytes:
    """The key of a station, made where there is none."""
    os.environ[FOLDER] = str(folder / f"station {number}")
    return station_key().public


def together(urls: list[str], folder: Path, given: argparse.Namespace) -> tuple[int, float, float, list[float]]:
    """All stations at once: runs, elapsed time, their processor time, and the waits."""
    out: Any = mp.get_context("spawn").Queue()
    spawn = mp.get_context("spawn")
    every = [spawn.Process(target=station, args=(u, folder, n, given, out)) for n, u in enumerate(urls)]
    began = time.perf_counter()
    for one in every:
        one.start()
    ends = [out.get() for _ in every]
    for one in every:
        one.join()
    elapsed = time.perf_counter() - began
    return sum(e[1] for e in ends), elapsed, sum(e[0] for e in ends), [w for e in ends for w in e[2]]


def server_of(store: Store) -> int:
    """Process of the server: the parent of a backend."""
    with store.engine.connect() as connection:
        backend = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
    return int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])


def used_by(server: int) -> float:
    """Processor time of a server and its processes, those that ended included, s."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == server:
            total += int(fields[11]) + int(fields[12])
        elif stat.parent.name == str(server):
            total += sum(map(int, fields[11:15]))
    return total / TICKS


def told(name: str, runs: int, elapsed: float, processor: float, waits: list[float]) -> None:
    ordered = sorted(waits)
    late = ordered[int(0.99 * (len(ordered) - 1))]
    print(
        f"{name}: {runs} runs in {elapsed:.1f} s; processor of a station {processor / runs * 1e3:.1f} ms a run; "
        f"first and last entry median {ordered[len(ordered) // 2] * 1e3:.1f} ms, 99 % {late * 1e3:.1f} ms"
    )


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("store")
    words.add_argument("--stations", type=int, default=8)
    words.add_argument("--runs", type=int, default=40)
    words.add_argument("--readings", type=int, default=60)
    words.add_argument("--seconds", type=float, default=float("inf"), help="after which no run is begun")
    words.add_argument("--one-store", action="store_true", help="leave out the comparison with a store of each")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        keys = [public(folder, n) for n in range(given.stations)]
        public(folder, 0)
        store = Store(given.store)
        journal = Journal(store, "20261130-000000-first", station_key())
        journal.append("opened", {})
        journal.append("closed", {"outcome": "conform"})
        journal.close()
        for number, key in enumerate(keys[1:], 1):
            trust(store, station_key(), key, station=f"station {number}", reason="benchmark")
        server = server_of(store)
        before = used_by(server)
        many, *rest = together([given.store] * given.stations, folder, given)
        told("one store", many, *rest)
        print(f"   processor of the server {(used_by(server) - before) / many * 1e3:.1f} ms a run", flush=True)
        began = time.process_time()
        found = verify_store(store)
        lost, state = many + 1 - len(found.runs), found.ledger.problems or "ledger intact"
        used = time.process_time() - began
        print(
            f"   {len(found.runs)} runs, {len(found.broken)} broken, {lost} missing, {state}; verified in {used:.0f} s"
        )
        store.close()
        if not given.one_store:
            own = [str(folder / f"store {n}.sqlite") for n in range(given.stations)]
            told("a store each", *together(own, folder, given))


if __name__ == "__main__":
    main()
