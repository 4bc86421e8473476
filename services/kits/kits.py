"""Field kits: packing what a kit measured, and taking it into the store of its institute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.entries import opened
from records.event import Event
from records.journal import utc_now
from records.kits.pack import write_pack
from records.kits.taking import Taken, kept_ledger, take
from records.ledger_state import read_ledger
from records.store import Store
from records.verification import ledger_of
from sequencer.reevaluation.indexing import note_closed
from services.events import Events
from services.register.write_back import write_result
from services.signing.signing import signer
from services.witness import tell_witness

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from records.kits.pack import Manifest
    from records.ledger import Note


@dataclass(frozen=True, slots=True)
class KnownKit:
    """A field kit that runs were taken from.

    Attributes:
        store, station, key: Identity of its store, its name, and the fingerprint of its key.
        revoked: Whether its key is trusted no longer.
        entry: How far its ledger was taken.
        time: When something was taken last.
        runs: How many of its runs were taken.
        going: Runs that were not ended when it was taken last.
        absent: Runs that ended, by its ledger, and are not here.
    """

    store: str
    station: str
    key: str
    revoked: bool
    entry: int
    time: str
    runs: int
    going: Sequence[str]
    absent: Sequence[str]


def pack_kit(url: str, folder: Path, first: int = 0) -> Manifest:
    """Write what a kit measured into a folder, for its institute.

    Args:
        url: The kit's store.
        folder: The folder.
        first: Number of the first ledger entry that the institute does not have.

    Raises:
        RecordsError: The store is not what was written, or the folder cannot be written.
    """
    store = Store(url, read_only=True)
    try:
        return write_pack(store, folder, signer().station, first)
    finally:
        store.close()


def take_kit(url: str, folder: Path) -> Taken:
    """Take what a kit packed into the store of its institute, and into its registers where it has any.

    The witness of the store is told of the runs; where it does not answer, it is told later.

    Raises:
        KitRefused: The kit is not registered or was cloned, or the pack is not whole or not what was written.
        RecordsError: The store cannot be used.
    """
    store, key = Store(url), signer()
    try:
        taken = take(store, key, folder, _written_back)
        for run in taken.runs:
            note_closed(store, run)
    finally:
        store.close()
    tell_witness(url, key, Events())
    return taken


def known_kits(url: str) -> list[KnownKit]:
    """Every field kit that something was taken from.

    Raises:
        RecordsError: The store cannot be read, or a part of a kit's ledger is missing.
    """
    store = Store(url, read_only=True)
    try:
        ledger = ledger_of(store)
        found = []
        for kit in ledger.kits.values():
            state = read_ledger(kept_ledger(store, kit))
            going = [run for run, record in state.runs.items() if record.closed is None]
            absent = [run for run, record in state.runs.items() if record.closed is not None and run not in ledger.runs]
            revoked = not ledger.trust.now(kit.key)
            known = KnownKit(kit.store, kit.station, kit.key, revoked, kit.n, kit.time, len(kit.runs), going, absent)
            found.append(known)
        return found
    finally:
        store.close()


def _written_back(connection: Connection, run: str, entries: Sequence[dict[str, Any]]) -> Sequence[Note]:
    events = [Event(**fields) for fields in entries]
    return write_result(connection, opened(events), run, events, utc_now().isoformat(timespec="microseconds"))
