"""Takes the runs of a field kit into the store of its institute: each once, whole, and nothing is replaced.

The ledger of the kit is kept as it came, part after part. A kit that was copied goes on as two, whose ledgers differ
from some entry on: the second of them is refused, and both are named. One key has one store.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from records.errors import KitRefused, NotIntact
from records.integrity import Break
from records.journal import utc_now
from records.kits.pack import Pack, entries, ledger_rows, lines
from records.ledger import TAKEN, Note
from records.ledger_state import KitRecord, read_ledger
from records.schema import block as block_table
from records.store_rows import seals_of
from records.verification import check_run, ledger_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from records.kits.pack import Blocks, Ledger, PackedRun
    from records.ledger import Signer
    from records.ledger_state import LedgerState, RunRecord
    from records.store import Store

    AtEach = Callable[[Connection, str, Sequence[dict[str, Any]]], Sequence[Note]]
    """What else is written with a run: its name and its entries are given; what the ledger is to say of it."""

MOST = 200
"""Runs of one transaction, and of one ledger entry."""


@dataclass
class Taken:
    """What was taken from a kit.

    Attributes:
        station: What the kit calls itself.
        runs: Runs that were taken.
        same: Runs that were here already.
        conflicts: Runs of whose name another is here.
        broken: Runs that are not what was written, and why.
        absent: Runs that ended on the kit, by its ledger, and were not handed over.
        going: Runs that are not ended on the kit.
    """

    station: str
    runs: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    broken: list[Break] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    going: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is left that a person must look at."""
        return not (self.conflicts or self.broken or self.absent)


def take(store: Store, signer: Signer, folder: Path, at_each: AtEach) -> Taken:
    """Take what a pack holds and the store does not.

    Args:
        store: The store of the institute.
        signer: The key of its station.
        folder: The pack.
        at_each: What else is written with each run.

    Raises:
        KitRefused: The pack is not whole, the kit is not registered or was cloned, or its ledger is not what was
            written. Nothing was taken.
        NotIntact: This store is not what was written.
        StoreError: The store cannot be written; what was taken before is kept.
    """
    pack, ledger = Pack(folder), ledger_of(store)
    if ledger.problems or ledger.head is None:
        raise NotIntact(store.name, [p.en for p in ledger.problems] or ["it holds no runs"])
    if lacking := pack.lacking():
        raise KitRefused(f"the pack is not whole: {len(lacking)} pieces are missing; send it again")
    known = ledger.kits.get(pack.manifest.store)
    rows, new = _continued(store, known, pack)
    kit = read_ledger(rows, every_signature=True)
    _refuse(ledger, kit, pack, signer)
    found = Taken(pack.manifest.station)
    chosen = [run for run in pack.manifest.runs if _choose(store, ledger, kit, pack, run, found)]
    _count(found, ledger, kit, {run.run for run in chosen})
    if new or chosen:
        _write(store, signer, pack, kit, chosen, new, at_each)
    found.runs = [run.run for run in chosen]
    return found


def _continued(store: Store, known: KitRecord | None, pack: Pack) -> tuple[Ledger, Ledger]:
    """The whole ledger of the kit, and what of it is new.

    Raises:
        KitRefused: It does not continue what was taken before.
    """
    before = kept_ledger(store, known) if known is not None else []
    came, first = pack.ledger(), pack.manifest.first
    if first > len(before) or [row[0] for row in came] != list(range(first, first + len(came))):
        raise KitRefused(f"ledger entries of the kit are missing: {len(before)} were taken, the pack begins at {first}")
    for row in came[: max(len(before) - first, 0)]:
        if before[row[0]] != row:
            station = known.station if known is not None else ""
            raise KitRefused(
                f"two kits go on from one: ledger entry {row[0]} of {pack.manifest.station} is not the one that was "
                f"taken from {station} before. One of them is a copy; revoke the key with `steelyard keys revoke`"
            )
    new = came[max(len(before) - first, 0) :]
    return before + new, new


def kept_ledger(store: Store, kit: KitRecord) -> Ledger:
    """The ledger of a kit as far as it was taken.

    Raises:
        NotIntact: A part of it is not what was taken.
    """
    rows: Ledger = []
    for digest in kit.segments:
        content = store.file(digest)
        if content is None or sha256(content).hexdigest() != digest:
            raise NotIntact(store.name, [f"a part of the ledger of field kit {kit.station} is missing or was changed"])
        rows += ledger_rows(content)
    return rows


def _refuse(ledger: LedgerState, kit: LedgerState, pack: Pack, signer: Signer) -> None:
    """Refuse a kit whose ledger, keys or identity are not what they must be."""
    if kit.problems or kit.head is None:
        raise KitRefused(f"the ledger of the kit is not what was written: {'; '.join(p.en for p in kit.problems)}")
    stated = pack.manifest
    if kit.head.store != stated.store or kit.hashes[stated.n : stated.n + 1] != [stated.hash]:
        raise KitRefused("the ledger of the kit is not the one that its manifest states")
    for key in kit.trust.keys.values():
        if key.name == signer.name:
            raise KitRefused(f"the kit uses key {key.name} of this station; a kit has a key of its own")
        if not ledger.trust.now(key.name):
            raise KitRefused(
                f"key {key.name} of the kit is not registered here, or was revoked. Compare its fingerprint with the "
                "person who has the kit, then: `steelyard keys trust FILE.pub --station NAME --reason TEXT`"
            )
        other = next((k for k in ledger.kits.values() if k.key == key.name and k.store != kit.head.store), None)
        if other is not None:
            raise KitRefused(
                f"key {key.name} is the one of another store, {other.store[:12]} of {other.station}; "
                "one of them is a copy, or the kit was begun again: revoke the key and make a new one"
            )


def _choose(store: Store, ledger: LedgerState, kit: LedgerState, pack: Pack, packed: PackedRun, found: Taken) -> bool:
    """Whether a run is to be taken; why not is noted."""
    record = kit.runs.get(packed.run)
    blocks = pack.blocks(packed)
    files = {piece.sha256: pack.content(piece) for piece in packed.files}
    if broken := _broken(blocks, kit, record, packed.run, files):
        found.broken.append(broken)
        return False
    last = record.marks[record.closed] if record is not None and record.closed is not None else ""
    here = store.last(packed.run) if packed.run in ledger.runs or store.rows(packed.run) else None
    if here is None:
        return True
    (found.same if here[1] == last else found.conflicts).append(packed.run)
    return False


def _broken(
    blocks: Blocks, kit: LedgerState, record: RunRecord | None, run: str, files: dict[str, bytes]
) -> Break | None:
    if record is None or record.closed is None:
        return Break(run, 0, "the ledger of the kit does not know that it ended")
    if any(row[0] != run for row in blocks):
        return Break(run, 0, "its blocks belong to another run")
    return check_run(entries(blocks), seals_of(blocks), kit, record, (), files.get)


def _count(found: Taken, ledger: LedgerState, kit: LedgerState, chosen: set[str]) -> None:
    handed = {*chosen, *found.conflicts, *found.same, *(b.run for b in found.broken)}
    for run, record in kit.runs.items():
        if record.closed is None:
            found.going.append(run)
        elif run not in handed and run not in ledger.runs:
            found.absent.append(run)


def _write(
    store: Store,
    signer: Signer,
    pack: Pack,
    kit: LedgerState,
    chosen: Sequence[PackedRun],
    new: Ledger,
    at_each: AtEach,
) -> None:
    """Write files first, then runs, some in a transaction; the last states how far the kit's ledger was taken."""
    writer = store.writer()
    try:
        part = lines(new)
        for content in (part, *(pack.content(p) for run in chosen for p in run.files)):
            if content:
                writer.attach(sha256(content).hexdigest(), content)
        batches = [chosen[at : at + MOST] for at in range(0, len(chosen), MOST)] or [()]
        for number, batch in enumerate(batches, 1):
            body = _body(pack, kit, batch, part if number == len(batches) else b"", new)
            time = utc_now().isoformat(timespec="microseconds")
            together = partial(_together, pack=pack, batch=batch, body=body, at_each=at_each)
            head = writer.change(together, signer, time)
            if head is not None:
                store.remember(head, time)
    finally:
        writer.close()


def _body(pack: Pack, kit: LedgerState, batch: Sequence[PackedRun], part: bytes, new: Ledger) -> dict[str, Any]:
    """What the ledger states: the runs, and with the last of them how far the kit's ledger was taken."""
    runs = [_stated(kit.runs[run.run], run.run) for run in batch]
    n = new[0][0] - 1 if new and not part else len(kit.hashes) - 1
    key, stated = next(iter(kit.trust.keys)), pack.manifest
    said = {"kit": stated.store, "station": stated.station, "key": key, "n": n, "hash": kit.hashes[n] if n >= 0 else ""}
    return {**said, "ledger": sha256(part).hexdigest() if part else "", "runs": runs}


def _stated(record: RunRecord, run: str) -> list[Any]:
    last = record.closed or 0
    return [run, last, record.marks[last], record.opened]


def _together(
    connection: Connection, pack: Pack, batch: Sequence[PackedRun], body: dict[str, Any], at_each: AtEach
) -> list[Note]:
    notes: list[Note] = []
    names = ("run", "seq", "prev", "entries", "key", "signature")
    for run in batch:
        blocks = pack.blocks(run)
        connection.execute(insert(block_table), [dict(zip(names, row, strict=True)) for row in blocks])
        notes += at_each(connection, run.run, entries(blocks))
    return [Note(TAKEN, body), *notes]
