"""Many writers, two benches and a console on one store: is anything lost, and how long does the slowest commit wait?

Each writer is a process of its own that appends observations at a steady rate, as a bench does; a commit that comes too
late is not made up for. Beside them two benches run whole simulated verifications, and a console lists the runs and
verifies the newest one, again and again.

    python benchmarks/writers/bench.py [WRITERS] [PER_SECOND] [SECONDS] [URL]
"""

import multiprocessing as mp
import os
import sys
import tempfile
import time
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = Path(__file__).parents[2] / "config"
PATIENCE = 120.0
READING = {"text": "S S 2500.5 g", "value": "2500.5", "unit": "g", "role": "scale", "method": "indication", "trail": []}


def writer(url: str, number: int, per_second: float, seconds: float, go: Flag, out: Any) -> None:
    from records.journal import Journal
    from records.keys import station_key
    from records.store import Store

    store = Store(url)
    journal = Journal(store, f"writer-{number:03}", station_key())
    waits: list[float] = []
    errors: list[str] = []
    journal.append("opened", {"subject": {"serial": str(number)}, "date": "2026-11-23"})
    go.wait()
    due = time.perf_counter() + number / 32 / per_second
    end = due + seconds
    while due < end:
        time.sleep(max(0.0, due - time.perf_counter()))
        start = time.perf_counter()
        try:
            journal.append("observation", READING | {"elapsed": f"{due:.3f}"}, f"point/{len(waits)}")
        except StoreError as error:
            errors.append(str(error))
        waits.append(time.perf_counter() - start)
        due = max(due + 1 / per_second, start)
    journal.append("closed", {"entries": str(len(waits) + 2), "outcome": "conform"})
    journal.close()
    out.put(("writer", waits, errors))


def bench(url: str, kind: str, stop: Flag, go: Flag, out: Any) -> None:
    """Whole verifications of an instrument, one after another."""
    from contextlib import redirect_stderr
    from datetime import date
    from io import StringIO

    from services.events import Events
    from services.laboratory.prepare import prepare
    from services.runs.run import run

    regulation = {"gauge": "JJG 52", "scale": "JJG 539"}[kind]
    files = (CONFIG / f"benches/{kind}.toml", CONFIG / f"subjects/{kind}.toml")
    day, took, errors = date(2026, 11, 23), [], []
    go.wait()
    while not stop.is_set():
        begun = time.perf_counter()
        try:
            with redirect_stderr(StringIO()):
                job = prepare(regulation, *files, stage="initial", on=day, seed=len(took), operator="")
                run(job, url, Events())
        except StoreError as error:
            errors.append(str(error))
        took.append(time.perf_counter() - begun)
    out.put((f"bench {kind}", took, errors))


def console(url: str, stop: Flag, go: Flag, out: Any) -> None:
    from records.integrity import verify
    from records.store import Store
    from records.verification import ledger_of

    store, took, errors = Store(url), [], []
    go.wait()
    while not stop.is_set():
        begun = time.perf_counter()
        try:
            run = store.runs()[-1].run
            broken = verify(*store.snapshot(run), ledger_of(store).trust.public)
            errors += [str(broken)] if broken else []
        except StoreError as error:
            errors.append(str(error))
        took.append(time.perf_counter() - begun)
    out.put(("console", took, errors))


def told(name: str, times: list[float], errors: list[str]) -> None:
    ordered = sorted(times)
    median, late = ordered[len(ordered) // 2], ordered[int(0.99 * (len(ordered) - 1))]
    print(
        f"{name:13} {len(times):6} times, median {median * 1e3:8.1f} ms, 99 % {late * 1e3:8.1f} ms, "
        f"worst {ordered[-1] * 1e3:8.1f} ms, {len(errors)} errors {errors[:1] or ''}"
    )


def audited(url: str) -> None:
    from records.integrity import verify
    from records.store import Store
    from records.verification import ledger_of

    store = Store(url)
    keys = ledger_of(store).trust.public
    names = store.names()
    broken = [b for b in (verify(*store.snapshot(run), keys) for run in names) if b]
    print(f"afterwards: {len(names)} runs, {len(broken)} broken")


def main(writers: int, per_second: float, seconds: float, url: str) -> None:
    from records.keys import station_key
    from records.store import Store

    station_key()
    Store(url).close()
    spawn = mp.get_context("spawn")
    out, go, stop = spawn.Queue(), spawn.Event(), spawn.Event()
    jobs: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (writer, (url, n, per_second, seconds, go, out)) for n in range(writers)
    ]
    others = [(bench, (url, kind, stop, go, out)) for kind in ("gauge", "scale")] + [(console, (url, stop, go, out))]
    processes = [spawn.Process(target=target, args=words) for target, words in [*jobs, *others]]
    for process in processes:
        process.start()
    time.sleep(1.0 + 0.5 * writers)  # all of them have imported what they need
    begun = time.perf_counter()
    go.set()
    found = [out.get(timeout=PATIENCE) for _ in range(writers)]
    took = time.perf_counter() - begun
    stop.set()
    found += [out.get(timeout=PATIENCE) for _ in others]
    for process in processes:
        process.join()
    waits = [w for name, times, _ in found if name == "writer" for w in times]
    print(
        f"{writers} writers, asked {writers * per_second:.0f} commits/s, made {len(waits) / took:.0f} over {took:.1f} s"
    )
    told("writers", waits, [e for name, _, errors in found if name == "writer" for e in errors])
    for name, times, errors in sorted(f for f in found if f[0] != "writer"):
        told(name, times, errors)
    audited(url)


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("STEELYARD_KEYS", str(Path(folder) / "keys"))
        count, rate, span = (float(given[n]) if len(given) > n else value for n, value in enumerate((32, 20, 10)))
        main(int(count), rate, span, given[3] if len(given) > 3 else f"{folder}/runs.sqlite")
