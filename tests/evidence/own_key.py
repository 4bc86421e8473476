"""What a laboratory can do to its store that holds its own key, and every memory of the store but the witness's."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson

from records.block import join, line
from records.event import GENESIS, Event, canonical, digest, encode
from records.keys import station_key
from records.ledger import line_hash
from records.store import Store
from records.verification import ledger_of
from records.witness.comparing import Compared, compare
from records.witness.log_file import FileWitness
from records.witness.sending import send
from tests.evidence.attacks import FAILING, Scene
from tests.records.tampering import unguarded

LATER = "20261130-080000-ddd"


def witnessed(folder: Path) -> Scene:
    """A store of three runs, of which the witness was told."""
    (folder / "witness").mkdir()
    scene = Scene.at(folder)
    tell(scene)
    return scene


def witness_of(scene: Scene) -> FileWitness:
    return FileWitness(scene.folder / "witness")


def tell(scene: Scene) -> int:
    """Tell the witness what it was not told yet."""
    store = Store(str(scene.path))
    try:
        return send(store, station_key(), witness_of(scene))
    finally:
        store.close()


def compared(scene: Scene) -> Compared:
    """The store against its witness."""
    store = Store(str(scene.path), read_only=True)
    try:
        return compare(store, ledger_of(store), witness_of(scene))
    finally:
        store.close()


def forget(scene: Scene) -> None:
    """Nothing remembers the store any more."""
    shutil.rmtree(scene.folder / "keys/stores")


def copied(scene: Scene, name: str) -> Path:
    """A copy of the store as it is."""
    path = scene.folder / name
    with closing(sqlite3.connect(scene.path)) as connection, closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
    return path


def put_back(scene: Scene, copy: Path) -> None:
    """The copy takes the place of the store."""
    for end in ("-wal", "-shm"):
        Path(f"{scene.path}{end}").unlink(missing_ok=True)
    shutil.copy(copy, scene.path)


def sign_again(
    scene: Scene, keep: Callable[[dict[str, Any]], bool], hashes: Mapping[tuple[str, int], str] | None = None
) -> None:
    """A ledger without some entries, numbered, chained and signed as if they had never been.

    Args:
        scene: The store.
        keep: Whether an entry stays.
        hashes: Other hashes of entries of runs.
    """
    key, other = station_key(), hashes or {}
    with unguarded(scene.path) as connection:
        entries = [orjson.loads(text) for (text,) in connection.execute("SELECT entry FROM ledger ORDER BY n")]
        stay = [e for e in entries if keep(e)]
        gone = {e["body"]["run"] for e in entries if e["kind"] == "opened"} - {
            e["body"]["run"] for e in stay if e["kind"] == "opened"
        }
        connection.execute("DELETE FROM ledger")
        prev, runs = GENESIS, 0
        for n, e in enumerate(stay):
            runs += e["kind"] == "opened"
            body = e["body"] | ({"number": runs} if e["kind"] == "opened" else {})
            if "seq" in body:
                body["hash"] = other.get((body["run"], body["seq"]), body["hash"])
            seen = [[run, seq, other.get((run, seq), h)] for run, seq, h in e["seen"] if run not in gone]
            text = canonical({**e, "n": n, "prev": prev, "runs": runs, "body": body, "seen": seen})
            row = (n, e["kind"], text, key.name, key.sign_ledger(text))
            connection.execute("INSERT INTO ledger VALUES (?, ?, ?, ?, ?)", row)
            prev = line_hash(text)


def without_answers(e: dict[str, Any]) -> bool:
    """Every entry but the answers of the witness."""
    return bool(e["kind"] != "witnessed")


def newest_dropped(scene: Scene) -> str:
    """The newest run, which failed, is dropped with all that states it."""
    scene.write(LATER, station_key())
    tell(scene)
    scene.sql(f"DELETE FROM block WHERE run = '{LATER}'", "DELETE FROM ledger WHERE n > 6")
    return f"run {LATER} ended (ledger entry 8), and the ledger here ends at 6"


def older_copy(scene: Scene) -> str:
    """Last week's copy takes the place of the store."""
    week = copied(scene, "week")
    scene.write(LATER, station_key())
    tell(scene)
    put_back(scene, week)
    return f"run {LATER} ended (ledger entry 8), and the ledger here ends at 6"


def older_copy_goes_on(scene: Scene) -> str:
    """The same, and runs that please are written after it."""
    expected = older_copy(scene).partition(", and")[0]
    forget(scene)
    for n in range(3):
        scene.write(f"20261201-08000{n}-eee", station_key())
    return f"{expected}, and another entry is there now; it does not know run {LATER}"


def failed_deleted(scene: Scene) -> str:
    """A failed run is deleted, and the whole ledger is written and signed again without it."""
    sign_again(scene, lambda e: without_answers(e) and e["body"].get("run") != FAILING)
    scene.sql(f"DELETE FROM block WHERE run = '{FAILING}'")
    return f"it does not know run {FAILING}"


def run_signed_again(scene: Scene) -> str:
    """A reading is changed; its run and the whole ledger are chained and signed again."""
    store = Store(str(scene.path))
    events = store.events(FAILING)
    store.close()
    key, prev, rows, hashes = station_key(), GENESIS, [], {}
    for e in events:
        body = {"value": "0.00"} if e.body.get("value") == "0.04" else e.body
        hash_ = digest(e.run, e.seq, e.time, e.kind, e.address, encode(body), prev)
        text = join([line(Event(e.run, e.seq, e.time, e.kind, e.address, body, prev, hash_), encode(body))])
        rows.append((e.run, e.seq, prev, text, key.name, key.seal(e.run, e.seq, prev, text)))
        hashes[e.run, e.seq] = prev = hash_
    with unguarded(scene.path) as connection:
        connection.execute(f"DELETE FROM block WHERE run = '{FAILING}'")
        names = "run, seq, prev, entries, key, signature"
        connection.executemany(f"INSERT INTO block ({names}) VALUES (?, ?, ?, ?, ?, ?)", rows)
    sign_again(scene, without_answers, hashes)
    return f"run {FAILING} is not the one that was witnessed"


ATTACKS: tuple[Callable[[Scene], str], ...] = (
    newest_dropped, older_copy, older_copy_goes_on, failed_deleted, run_signed_again,
)  # fmt: skip
