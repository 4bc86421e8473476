"""Opens the store of a laboratory for writing, with what the laboratory says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RegisterError
from records.ledger_changes import note_update
from records.register import LaboratoryFile, find_folder, read
from records.store import Store
from records.witness.log_file import address_of
from services.code_identity.code_manifest import program

if TYPE_CHECKING:
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
    folder = _folder(bench)
    ledger = read(folder / "laboratory.toml", LaboratoryFile).ledger if folder is not None else None
    if folder is None or ledger is None:
        store = Store(url)
    else:
        witness = address_of(ledger.witness, folder)
        store = Store(url, second_place=_second_place(folder, ledger.second_place), witness=witness)
    note_update(store, signer, program())
    return store


def _folder(bench: Path | None) -> Path | None:
    try:
        return find_folder(bench) if bench is not None else None
    except RegisterError:  # amending or resuming elsewhere: the store alone says where its second place is
        return None


def _second_place(folder: Path, named: str) -> Path | None:
    if not named:
        return None
    place = folder / named
    if not place.is_dir():
        raise RegisterError(
            folder / "laboratory.toml", [f"ledger.second_place: {place} is no folder that can be reached"]
        )
    return place
