"""What the witness of a store answered for one run, as its record states it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from records.witness.receipt import receipt_of

if TYPE_CHECKING:
    from records.ledger_state import LedgerState
    from records.store import Store


class Witnessed(NamedTuple):
    """What a witness answered.

    Attributes:
        log: Name of its log.
        place: Place of the run in it, from 0.
        received: When it was told, by its clock.
    """

    log: str
    place: int
    received: str


def witnessed(store: Store, ledger: LedgerState, run: str) -> Witnessed | None:
    """What the witness answered for a run; None where it was not told of it yet.

    Args:
        store: The store.
        ledger: Its ledger.
        run: The run.
    """
    record = ledger.runs.get(run)
    n = record.stated if record is not None else None
    log = ledger.witnessed[-1][1]["log"] if ledger.witnessed else ""
    answers = [body for _, body in ledger.witnessed if body["log"] == log]
    body = next((body for body in answers if n is not None and body["upto"] >= n), None)
    content = store.file(body["receipt"]) if body is not None else None
    try:
        receipt = receipt_of(content) if content is not None else None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    entry = next((e for e in receipt.entries if e.n == n), None) if receipt is not None else None
    if receipt is None or entry is None:
        return None
    return Witnessed(receipt.head.log, entry.index, entry.received)
