"""What a witness costs as its log grows: a folder, which is read whole, and a platform, which reads what it needs.

python -m benchmarks.witness.log 10000 100000
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from records.event import GENESIS, canonical
from records.keys import StationKey
from records.witness.log_file import LOG, FileWitness
from records.witness.statement import Kept, Statement
from supervision import witness
from supervision.stations import Station, register
from supervision.store import PlatformStore

if TYPE_CHECKING:
    from collections.abc import Callable

STORES, BATCH = 40, 500
RECEIVED = "2026-11-30T08:00:00+00:00"


def statement(key: StationKey, number: int) -> Statement:
    """The ledger entry that ends a run, one of `STORES` stores after the other."""
    body = {"run": f"20261130-080000-{number:07x}", "seq": 300, "hash": f"{number:064x}"}
    fields = {"store": f"{number % STORES:032x}", "n": 2 * number, "time": RECEIVED, "kind": "closed", "body": body}
    entry = canonical({**fields, "prev": GENESIS, "runs": number, "blocks": 9, "seen": []})
    return Statement(entry, key.public.hex(), key.sign_ledger(entry))


def cost(act: Callable[[], Any]) -> str:
    """Processor time and elapsed time, ms."""
    began, processor = time.perf_counter(), time.process_time()
    act()
    processor, elapsed = time.process_time() - processor, time.perf_counter() - began
    return f"{processor * 1e3:8.1f} ms processor {elapsed * 1e3:8.1f} ms elapsed"


def folder(key: StationKey, size: int, place: Path) -> None:
    """A log of a size in a folder: one run more, and everything of one store."""
    log = FileWitness(place)
    log.begin()
    with (place / LOG).open("wb") as file:
        for number in range(size):
            s = statement(key, number)
            file.write(Kept(s.entry, s.key, s.signature, RECEIVED).line() + b"\n")
    print(f"folder   {size:8} entries, {(place / LOG).stat().st_size / 1e6:.0f} MB")
    print("   one run more        ", cost(lambda: log.receive([(0, statement(key, size))])))
    print("   everything of a store", cost(lambda: log.of_store(f"{7:032x}")))


def platform(key: StationKey, size: int, place: Path) -> None:
    """The same on a platform, filled as stations fill it."""
    store = PlatformStore(str(place / "platform.sqlite"))
    register(store, key.public, "KM-01", "bench 1")
    who = Station(key.name, key.public.hex(), "KM-01", "bench 1", "", "", "", "")
    filled = time.process_time()
    for at in range(0, size, BATCH):
        witness.receive(store, who, [(n, statement(key, n)) for n in range(at, min(at + BATCH, size))])
    filled = time.process_time() - filled
    print(f"platform {size:8} entries, {filled / size * 1e3:.2f} ms processor for each of a batch of {BATCH}")
    print("   one run more        ", cost(lambda: witness.receive(store, who, [(0, statement(key, size))])))
    print("   500 of a store      ", cost(lambda: witness.of_store(store, "KM-01", f"{7:032x}", -1, BATCH, 0)))


def main() -> None:
    key = StationKey(Ed25519PrivateKey.generate())
    for size in map(int, sys.argv[1:] or ["10000"]):
        for kind in (folder, platform):
            with tempfile.TemporaryDirectory() as place:
                kind(key, size, Path(place))


if __name__ == "__main__":
    main()
