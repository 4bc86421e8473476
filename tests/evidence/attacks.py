"""Attacks on a store by somebody inside: who has its file and knows SQL and the program, but not the station's key.

    python -m tests.evidence.attacks

repeats each of them, and says what `verify` names. Each was once done and not found.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import orjson

from records.block import ends, line
from records.event import Event, digest, encode
from records.journal import Journal
from records.keys import file_key, station_key
from records.ledger import Signer
from records.store import Store
from records.verification import Verification, read_verified, verify_store
from tests.records.tampering import unguarded

RUNS = ("20261123-080000-aaa", "20261123-090000-bbb", "20261123-100000-ccc")
GOOD, FAILING, OPEN = RUNS
COLUMNS = "run, seq, prev, entries, key, signature"
READINGS = ("0.00", "0.04", "0.00")


@dataclass
class Scene:
    """A store of three runs: one that conforms, one that does not, one that is still open."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "runs.sqlite"

    def write(self, run: str, key: Signer, *, closed: bool = True, name: str = "") -> None:
        """A run of three readings."""
        second, witness = self.folder / "second", self.folder / "witness"
        store = Store(
            str(self.folder / (name or "runs.sqlite")),
            second_place=second if second.is_dir() else None,
            witness=f"file:{witness}" if witness.is_dir() else "",
        )
        journal = Journal(store, run, key)
        journal.append("opened", {"subject": "电子秤"})
        for n, value in enumerate(READINGS):
            journal.append("command", {"role": "source", "args": [str(n)]}, f"error/{n}")
            journal.append("observation", {"value": value}, f"error/{n}")
        if closed:
            journal.append("verdict", {"outcome": "not_conform"})
            journal.append("closed", {"outcome": "not_conform"})
        journal.close()
        store.close()

    @classmethod
    def at(cls, folder: Path) -> "Scene":
        """A new one; this process is its station."""
        os.environ["STEELYARD_KEYS"] = str(folder / "keys")
        scene = cls(folder)
        for run in RUNS:
            scene.write(run, station_key(), closed=run != OPEN)
        return scene

    def sql(self, *statements: str) -> None:
        """Change the file; the triggers are put back."""
        with unguarded(self.path) as connection:
            for statement in statements:
                connection.execute(statement)

    def verified(self) -> Verification:
        """What an audit finds."""
        store = Store(str(self.path), read_only=True)
        try:
            return verify_store(store)
        finally:
            store.close()


def run_deleted(scene: Scene) -> str:
    """A failing run is deleted whole."""
    scene.sql(f"DELETE FROM block WHERE run = '{FAILING}'")
    return f"run number 2 is missing: {FAILING}"


def newest_run_deleted(scene: Scene) -> str:
    """The newest run is deleted whole, and what the ledger says of it."""
    scene.sql(f"DELETE FROM block WHERE run = '{OPEN}'", "DELETE FROM ledger WHERE n = (SELECT max(n) FROM ledger)")
    return "older copy"


def run_and_ledger_entry_deleted(scene: Scene) -> str:
    """A run is deleted with its ledger entries, the rest of the ledger stays."""
    scene.sql(f"DELETE FROM block WHERE run = '{FAILING}'", "DELETE FROM ledger WHERE n IN (3, 4)")
    return "ledger entry 3: it is missing"


def ledger_renumbered(scene: Scene) -> str:
    """The ledger is closed up behind a deleted run."""
    scene.sql(
        f"DELETE FROM block WHERE run = '{FAILING}'",
        "DELETE FROM ledger WHERE n IN (3, 4)",
        "UPDATE ledger SET n = 3 WHERE n = 5",
    )
    return "ledger entry 3: it does not follow"


def newest_run_and_memory_deleted(scene: Scene) -> str:
    """The newest run is deleted from block, ledger and this station's memory; the laboratory named a second place."""
    (scene.folder / "second").mkdir()
    scene.write("20261123-110000-ddd", station_key())
    scene.write("20261123-120000-eee", station_key())
    shutil.rmtree(scene.folder / "keys/stores")
    scene.sql("DELETE FROM block WHERE run LIKE '%eee'", "DELETE FROM ledger WHERE n > 7")
    return "missing run numbers: 5–5"


def tail_cut(scene: Scene) -> str:
    """The tail of a closed, failing run is cut behind its first reading."""
    scene.sql(f"DELETE FROM block WHERE run = '{FAILING}' AND seq > 2")
    return f"run {FAILING}, entry 3: it is missing"


def tail_of_an_open_run_cut(scene: Scene) -> str:
    """The last reading of a run that was killed is cut; the ledger knows only that it was opened."""
    scene.sql(f"DELETE FROM block WHERE run = '{OPEN}' AND seq > 2")
    return f"run {OPEN}, entry 3: it is missing"


def tail_cut_and_memory_deleted(scene: Scene) -> str:
    """The same, and what this station remembers is deleted; a later run has stated how far it was."""
    scene.write("20261123-110000-ddd", station_key())
    shutil.rmtree(scene.folder / "keys/stores")
    scene.sql(f"DELETE FROM block WHERE run = '{OPEN}' AND seq > 2")
    return f"run {OPEN}, entry 3: it is missing"


def reading_rewritten(scene: Scene) -> str:
    """The tail is cut, a reading changed and its chain recomputed, without the key."""
    store = Store(str(scene.path))
    events = store.events(FAILING)
    store.close()
    at, body = 4, {"value": "0.00"}
    old = events[at]
    hash_ = digest(old.run, at, old.time, old.kind, old.address, encode(body), old.prev)
    new = Event(old.run, at, old.time, old.kind, old.address, body, old.prev, hash_)
    with closing(sqlite3.connect(scene.path)) as connection:
        query = f"SELECT seq, entries FROM block WHERE run = '{FAILING}' ORDER BY seq"
        seq = next(s for s, text in connection.execute(query) if s <= at <= ends(s, text)[0])
    text = b"\n".join([*(line(e, encode(e.body)) for e in events[seq:at]), line(new, encode(body))]).decode()
    quoted = text.replace("'", "''")
    scene.sql(
        f"DELETE FROM block WHERE run = '{FAILING}' AND seq > {seq}",
        f"UPDATE block SET entries = '{quoted}' WHERE run = '{FAILING}' AND seq = {seq}",
    )
    return f"run {FAILING}, entry {at}: its signature is wrong"


def rewritten_without_a_seal(scene: Scene) -> str:
    """The same with the seal taken off, as if it had never been written."""
    reading_rewritten(scene)
    scene.sql(f"UPDATE block SET signature = '', key = '' WHERE run = '{FAILING}' AND seq = 3")
    return f"run {FAILING}, entry 4: its seal is missing"


def closed_undone(scene: Scene) -> str:
    """Only the last block, verdict and end, is taken off, so that the run can be resumed."""
    scene.sql(
        f"DELETE FROM block WHERE run = '{FAILING}' AND seq = (SELECT max(seq) FROM block WHERE run = '{FAILING}')"
    )
    return f"run {FAILING}, entry 7: it is missing"


def older_copy(scene: Scene) -> str:
    """The whole store is put back to last week's copy."""
    with closing(sqlite3.connect(scene.path)) as connection, closing(sqlite3.connect(scene.folder / "week")) as copy:
        connection.backup(copy)
    scene.write("20261130-080000-ddd", station_key())
    for end in ("-wal", "-shm"):
        Path(f"{scene.path}{end}").unlink(missing_ok=True)
    shutil.copy(scene.folder / "week", scene.path)
    return "missing run numbers: 4–4"


def another_store(scene: Scene) -> str:
    """The store is replaced by a new one with the runs that please."""
    for end in ("", "-wal", "-shm"):
        Path(f"{scene.path}{end}").unlink(missing_ok=True)
    shutil.copytree(scene.folder / "keys", scene.folder / "kept")
    os.environ["STEELYARD_KEYS"] = str(scene.folder / "other")
    shutil.copytree(scene.folder / "keys", scene.folder / "other", ignore=shutil.ignore_patterns("stores"))
    scene.write(GOOD, station_key())
    os.environ["STEELYARD_KEYS"] = str(scene.folder / "keys")
    return "another store"


def triggers_dropped(scene: Scene) -> str:
    """The triggers that refuse changes are dropped."""
    with closing(sqlite3.connect(scene.path)) as connection:
        connection.execute("DROP TRIGGER block_no_delete")
        connection.commit()
    return "block_no_delete is gone"


def copied_run(scene: Scene) -> str:
    """A run is copied from another store of the same station."""
    scene.write("20261123-120000-eee", station_key(), name="private.sqlite")
    scene.sql(
        f"ATTACH '{scene.folder / 'private.sqlite'}' AS other",
        f"INSERT INTO block ({COLUMNS}) SELECT {COLUMNS} FROM other.block",
    )
    return "it was not written in this store"


def stranger(scene: Scene) -> str:
    """A run and its ledger entry are signed with a key of one's own, its `.pub` dropped beside the station's."""
    other = file_key(scene.folder / "stranger")
    shutil.copy(scene.folder / f"stranger/{other.name}.pub", scene.folder / "keys")
    with closing(sqlite3.connect(scene.path)) as connection:
        (entry,) = connection.execute("SELECT entry FROM ledger ORDER BY n DESC LIMIT 1").fetchone()
    e = orjson.loads(entry)
    seal = f"key = '{other.name}', signature = '{other.sign_ledger(entry)}'"
    scene.sql(f"UPDATE ledger SET {seal} WHERE n = {e['n']}")
    return f"key {other.name}, which was not trusted"


def resealed(scene: Scene) -> str:
    """A block is sealed again with a key of one's own."""
    other = file_key(scene.folder / "stranger")
    with closing(sqlite3.connect(scene.path)) as connection:
        query = f"SELECT run, seq, prev, entries FROM block WHERE run = '{FAILING}' AND seq > 2 LIMIT 1"
        row = connection.execute(query).fetchone()
    seal = f"key = '{other.name}', signature = '{other.seal(*row)}'"
    scene.sql(f"UPDATE block SET {seal} WHERE run = '{row[0]}' AND seq = {row[1]}")
    return f"key {other.name}, which is not trusted here"


def ledger_removed(scene: Scene) -> str:
    """The ledger is emptied, as if the store were older than ledgers."""
    scene.sql("DELETE FROM ledger")
    return "is gone"


ATTACKS: tuple[Callable[[Scene], str], ...] = (
    run_deleted, newest_run_deleted, newest_run_and_memory_deleted, run_and_ledger_entry_deleted,
    ledger_renumbered, tail_cut, tail_of_an_open_run_cut,
    tail_cut_and_memory_deleted, reading_rewritten, rewritten_without_a_seal, closed_undone, older_copy, another_store,
    triggers_dropped, copied_run, stranger, resealed, ledger_removed,
)  # fmt: skip


def attacked(attack: Callable[[Scene], str], folder: Path) -> tuple[str, list[str], bool]:
    """What must be named, what an audit names, and whether a document could still be made of a run that suffered."""
    scene = Scene.at(folder)
    assert scene.verified().intact
    expected = attack(scene)
    found = scene.verified()
    named = [str(b) for b in found.broken] + [p.en for p in found.problems]
    store = Store(str(scene.path), read_only=True)
    readable = []
    for broken in found.broken:
        try:
            readable.append(read_verified(store, broken.run))
        except Exception:  # noqa: BLE001, S112  refused, as it must be
            continue
    store.close()
    return expected, named, bool(readable)


def main() -> int:
    missed = 0
    for attack in ATTACKS:
        with tempfile.TemporaryDirectory() as folder:
            expected, named, readable = attacked(attack, Path(folder))
        found = any(expected in text for text in named) and not readable
        missed += not found
        print(f"{'found ' if found else 'MISSED'}  {attack.__name__}: {'; '.join(named)[:150]}", flush=True)  # noqa: T201
    print(f"{len(ATTACKS) - missed} of {len(ATTACKS)} attacks found")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
