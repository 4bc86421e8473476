"""Opens the store of a laboratory for writing, with what the laboratory says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.errors import RegisterError
from records.register import LaboratoryFile, find_folder, read
from records.store import Store
from sequencer.reevaluation.indexing import note_closed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def open_store(url: str, bench: Path) -> Store:
    """A store, with the second place of its ledger if ``laboratory.toml`` names one.

    Args:
        url: The store.
        bench: The bench file, whose laboratory's folder is looked up.

    Raises:
        StoreError: The store cannot be opened.
        RegisterError: The second place is no folder.
    """
    try:
        folder = find_folder(bench)
    except RegisterError:  # amending or resuming elsewhere: the store alone says where its second place is
        return Store(url)
    named = read(folder / "laboratory.toml", LaboratoryFile).ledger.second_place
    if not named:
        return Store(url)
    place = folder / named
    if not place.is_dir():
        raise RegisterError(
            folder / "laboratory.toml", [f"ledger.second_place: {place} is no folder that can be reached"]
        )
    return Store(url, second_place=place)


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
