"""What it costs to admit a station to a store whose ledger is long.

python -m benchmarks.store.admission [ENTRIES]
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import process_time

from records import admission
from records.admission import admit
from records.keys import station_key
from records.ledger import Note, append
from records.ledger_changes import note_update
from records.store import Store
from records.verification import ledger_of

UPDATE = {"version": "1", "manifest": "m", "released": False, "installed": "2026-01-01"}
TIMES = 20
TIME = "2026-11-23T00:00:00.000000+00:00"


def main(count: int, folder: Path) -> None:
    """Measure once."""
    address, key = str(folder / "r.sqlite"), station_key()
    store = Store(address, "NORMAL")
    note_update(store, key, UPDATE)
    with closing(store.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for n in range(count - len(store.ledger())):
            append(cursor, "?", Note("updated", {**UPDATE, "version": str(n), "station": "bench"}), key, TIME)
        connection.commit()
    print(f"{len(store.ledger())} entries; processor time, the least and the median of {TIMES}:")
    tell("the whole ledger read", lambda: ledger_of(store))
    admit(address, key)
    tell("a station admitted again", lambda: admit(address, key))
    tell("of that: what is new read and checked", lambda: admission.grown(store))
    tell("of that: the store opened and closed", lambda: Store(address).close())

    def one() -> None:
        note_update(store, key, UPDATE)
        admit(address, key)

    tell("one entry, and a station admitted", one)
    tell("one entry", lambda: note_update(store, key, UPDATE))


def tell(what: str, work: Callable[[], object]) -> None:
    """Print what a piece of work costs."""
    took = []
    for _ in range(TIMES):
        begin = process_time()
        work()
        took.append(process_time() - begin)
    print(f"{what:40} {min(took) * 1000:8.1f} ms {sorted(took)[TIMES // 2] * 1000:8.1f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(place))
