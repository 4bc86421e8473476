"""Memory over a million observations of one run: items of a thousand points, as many as it takes.

    python -m benchmarks.sequencer.memory [OBSERVATIONS]

Every tenth part, the memory of the process (RSS) and the number of objects that Python's collector knows are printed;
tracemalloc would double the time. The store is a real one.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sequencer import ours
from benchmarks.sequencer.workload import SETPOINTS
from procedures.regulation import item
from records.journal import Journal
from records.keys import station_key
from records.store import Store
from sequencer.reading_sources import BenchSource
from sequencer.session import StoppedClock, perform


def resident() -> int:
    """Resident memory in KiB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE") // 1024


def with_items(count: int, after: Callable[[int], None]) -> type[ours.Voltmeters]:
    """The regulation with its one item so many times; `after` is told when each has ended."""
    examine = vars(ours.Voltmeters)["check_error"]

    def one(number: int) -> Callable[[Any], None]:
        def check(self: Any) -> None:
            examine(self)
            after(number)

        check.__name__ = f"check_{number}"
        return item(f"error{number}", "1", f"示值误差 {number}", f"Error {number}")(check)

    methods = {f"check_{n}": one(n) for n in range(count)}
    # The item of the base class goes: it would be one more.
    return type("Long", (ours.Voltmeters,), {**methods, "check_error": None, "__module__": ours.__name__})


def main(observations: int = 1_000_000) -> None:
    items = observations // len(SETPOINTS)
    begun = time.monotonic()

    def after(number: int) -> None:
        if (number + 1) % max(1, items // 10) == 0:
            gc.collect()
            done, seconds = (number + 1) * len(SETPOINTS), time.monotonic() - begun
            print(
                f"{done:9d} observations {seconds:7.0f} s  RSS {resident():8d} KiB  {len(gc.get_objects())} objects",
                flush=True,
            )

    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        store = Store(str(Path(folder) / "store.sqlite"), "NORMAL")
        journal, clock = Journal(store, "long", station_key(Path(folder))), StoppedClock()
        answers = BenchSource(ours.roles(), clock, None)  # type: ignore[arg-type]
        perform(ours.setup(with_items(items, after)), journal, answers, clock)
        journal.close()
        store.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
