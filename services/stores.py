"""Opens the store of a laboratory for writing, with what the laboratory says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RegisterError
from records.ledger_changes import note_update
from records.register import LaboratoryFile, find_folder, read
from records.store import Store
from sequencer.reevaluation.indexing import note_closed
from services.code_manifest import program

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from records.ledger import Signer


def open_store(url: str, bench: Path | None, signer: Signer) -> Store:
    """A store for writing; its ledger states the version of the program, where that is another than before.

    Args:
        url: The store.
        bench: The bench file; the ledger's second place is the one that ``laboratory.toml`` in its folder or above names.
        signer: The station's key.

    Raises:
        StoreError: The store cannot be opened.
        RegisterError: The second place is no folder.
    """
    store = Store(url, second_place=_second_place(bench))
    note_update(store, signer, program())
    return store


def _second_place(bench: Path | None) -> Path | None:
    try:
        folder = find_folder(bench) if bench is not None else None
    except RegisterError:  # amending or resuming elsewhere: the store alone says where its second place is
        return None
    named = read(folder / "laboratory.toml", LaboratoryFile).ledger.second_place if folder is not None else ""
    if folder is None or not named:
        return None
    place = folder / named
    if not place.is_dir():
        raise RegisterError(
            folder / "laboratory.toml", [f"ledger.second_place: {place} is no folder that can be reached"]
        )
    return place


def index_closed(url: str, runs: Iterable[str]) -> None:
    """Add runs that have just closed to the conclusion index of a store; it is a projection, never evidence.

    Raises:
        StoreError: The store cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        for run in runs:
            note_closed(store, run)
    finally:
        store.close()
