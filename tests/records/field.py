"""An institute and its field kits, each with a store and a key of its own."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from records.entries import Closed
from records.journal import Journal
from records.keys import station_key
from records.kits.pack import write_pack
from records.kits.taking import Taken, take
from records.ledger import Signer
from records.ledger_changes import revoke, trust
from records.store import Store
from records.verification import Verification, verify_store
from tests.opened import stated

PHOTOGRAPH = b"\x89PNG photograph"


@dataclass
class Place:
    """A computer: a folder with a store, and the folder of its key and of what it remembers."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "runs.sqlite"

    @contextmanager
    def store(self) -> Iterator[Store]:
        os.environ["STEELYARD_KEYS"] = str(self.folder / "keys")
        self.folder.mkdir(exist_ok=True)
        store = Store(str(self.path))
        try:
            yield store
        finally:
            store.close()

    @property
    def key(self) -> str:
        os.environ["STEELYARD_KEYS"] = str(self.folder / "keys")
        return station_key().name

    def write(self, run: str, value: str = "0.00", *, closed: bool = True, photograph: bytes = b"") -> None:
        """A run of one reading."""
        with self.store() as store:
            self.append(store, run, value, closed=closed, photograph=photograph)

    def append(
        self, store: Store, run: str, value: str = "0.00", *, closed: bool = True, photograph: bytes = b""
    ) -> None:
        """The same in a store that is open."""
        journal = Journal(store, run, self.signer())
        journal.append("opened", stated().body())
        journal.append("observation", {"value": value}, "error/0")
        if photograph:
            journal.attach(photograph)
            digest = hashlib.sha256(photograph).hexdigest()
            named = {"type": "attachment", "name": "pan.png", "sha256": digest, "size": len(photograph)}
            journal.append("remark", {"text": "oil beneath the pan", "value": named})
        if closed:
            journal.append("closed", Closed(outcome="conform", entries=4).body())
        journal.close()

    def signer(self) -> Signer:
        """The key of the computer."""
        os.environ["STEELYARD_KEYS"] = str(self.folder / "keys")
        return station_key()

    def pack(self, name: str = "pack", first: int = 0) -> Path:
        """What the kit hands over."""
        with self.store() as store:
            write_pack(store, self.folder / name, "kit 3", first)
        return self.folder / name

    def take(self, pack: Path) -> Taken:
        """Take it in."""
        with self.store() as store:
            return take(store, station_key(), pack, lambda _connection, _run, _entries: [])

    def trust(self, kit: "Place") -> None:
        """Register the key of a kit."""
        name = kit.key
        with self.store() as store:
            public = bytes.fromhex((kit.folder / f"keys/{name}.pub").read_text().strip())
            trust(store, station_key(), public, station="kit 3", reason="field work")

    def revoke(self, kit: "Place", since: str) -> None:
        """Trust it no longer."""
        from datetime import date

        name = kit.key
        with self.store() as store:
            revoke(store, station_key(), name, since=date.fromisoformat(since), reason="stolen")

    def verified(self) -> Verification:
        with self.store() as store:
            return verify_store(store)

    def copy(self, folder: Path) -> "Place":
        """A clone: everything is copied, the key included."""
        other = Place(folder)
        shutil.copytree(self.folder, other.folder, ignore=shutil.ignore_patterns("runs.sqlite*"))
        with closing(sqlite3.connect(self.path)) as here, closing(sqlite3.connect(other.path)) as there:
            here.backup(there)
        return other
