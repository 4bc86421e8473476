"""What follows the end of runs, outside of their journals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.store import Store
from sequencer.reevaluation.indexing import note_closed
from services.witness import tell_witness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.ledger import Signer
    from services.events import Events


def after_closing(url: str, signer: Signer, runs: Iterable[str], events: Events) -> None:
    """What follows the end of runs: they are added to the conclusion index, and the witness is told of them.

    The index is a projection, never evidence. A witness that does not answer is told later.

    Args:
        url: The store.
        signer: The station's key.
        runs: The runs.
        events: Where it is published that the witness did not answer.

    Raises:
        StoreError: The store cannot be read.
    """
    store = Store(url, read_only=True)
    try:
        for run in runs:
            note_closed(store, run)
    finally:
        store.close()
    tell_witness(url, signer, events)
