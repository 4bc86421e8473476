"""Many writers on one store: do any fail, and how long does the unluckiest commit wait?

    python benchmarks/store/contention.py [WRITERS] [COMMITS_PER_SECOND] [SECONDS] [THREADS_PER_PROCESS]

Each writer is a run of its own that appends observations at a steady rate with full synchronisation. Meanwhile this
process lists the runs, as a console does. Afterwards every run is verified.
"""

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from records.integrity import verify
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from records.verification import ledger_of


def write(url: str, folder: Path, name: str, rate: float, seconds: float, waits: list[float]) -> None:
    """One run at a steady rate; how long each append took."""
    journal = Journal(Store(url), name, station_key(folder))
    journal.append("opened", {"format": 1})
    begun = time.monotonic()
    for n in range(int(rate * seconds)):
        time.sleep(max(0.0, begun + n / rate - time.monotonic()))
        asked = time.monotonic()
        journal.append("observation", {"value": str(n), "unit": "V", "note": "x" * 200}, f"示值/1/{n}")
        waits.append(time.monotonic() - asked)
    journal.append("closed", {"entries": "0", "outcome": "conform"})
    journal.close()


def process(url: str, folder: Path, names: list[str], rate: float, seconds: float) -> int:
    """Several writers as threads of one process; the pipe on which it will say what they waited."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        waits: list[float] = []
        threads = [threading.Thread(target=write, args=(url, folder, n, rate, seconds, waits)) for n in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with os.fdopen(writer, "w") as pipe:
            pipe.write(" ".join(map(repr, waits)))
        os._exit(0)
    os.close(writer)
    return reader


def main(writers: int = 32, rate: int = 20, seconds: int = 10, threads: int = 1) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = str(folder / "store.sqlite")
        Store(url).close()
        station_key(folder)
        names = [f"run-{n:02}" for n in range(writers)]
        groups = [names[n : n + threads] for n in range(0, writers, threads)]
        readers = [process(url, folder, group, rate, seconds) for group in groups]
        store, looks = Store(url), 0
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            store.runs()
            looks += 1
        waits = []
        for reader in readers:
            with os.fdopen(reader) as pipe:
                waits += [float(text) for text in pipe.read().split()]
            os.wait()
        waits.sort()
        broken = [
            found
            for run in names
            if (found := verify(store.rows(run), store.seals(run), ledger_of(store).trust.public))
        ]
        lost = writers * int(rate * seconds) - len(waits)
        store.close()
    half, most = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(
        f"{writers} writers, {threads} per process, {rate} commits/s each, {seconds} s; load {os.getloadavg()[0]:.1f}"
    )
    print(f"{len(waits)} commits, {lost} missing, {len(broken)} runs broken, {looks} lists of runs read meanwhile")
    print(f"wait: median {half * 1e3:.1f} ms, 99 % {most * 1e3:.1f} ms, worst {waits[-1] * 1e3:.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
