"""Tells a witness what it was not told yet, and keeps the receipt: as a file, with its digest in the ledger."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from records.errors import WitnessError
from records.ledger import WITNESSED
from records.ledger_changes import enter_witnessed
from records.ledger_rows import ledger_of_kinds
from records.trust import KINDS, Trust
from records.witness.receipt import proved
from records.witness.statement import TOLD, Kept, ended, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger import Signer
    from records.store import Store
    from records.witness.receipt import Receipt, Witness
    from records.witness.statement import Ended, Statement

BATCH = 500
"""Statements that are told at once."""
FEW = 20
"""Answers that are looked at first."""


class Untold(NamedTuple):
    """What a witness was not told yet.

    Attributes:
        log: Name of the log that answered at this address before; empty where none did.
        told: The statements with the numbers of their ledger entries.
    """

    log: str
    told: list[tuple[int, Statement]]

    @property
    def runs(self) -> list[Ended]:
        """The runs that they end."""
        return [run for _, statement in self.told for run in ended(statement.entry)]


def untold(store: Store, address: str, log: str = "") -> Untold:
    """What the witness at an address was not told yet.

    Args:
        store: The store.
        address: Where the witness is.
        log: Name of its log; empty for the one that answered there before.

    Raises:
        StoreError: The store cannot be read.
    """
    few = ledger_of_kinds(store, [WITNESSED], newest=FEW)  # there is one for each run, and the newest are asked for
    answers = _answers(few, address, log)
    if not answers and len(few) == FEW:
        answers = _answers(ledger_of_kinds(store, [WITNESSED]), address, log)
    others = ledger_of_kinds(store, [*KINDS, "accepted"])
    given_up = {mark for e in _entries(others, "accepted") for mark in e["body"].get("witness", ())}
    before = str(answers[-1]["log"]) if answers and answers[-1]["log"] not in given_up else ""
    upto = max((body["upto"] for body in answers if before), default=-1)
    keys = Trust([(orjson.loads(text), key) for _, kind, text, key, _ in others if kind in KINDS]).public
    return Untold(before, statements(ledger_of_kinds(store, TOLD, after=upto), keys))


def _answers(rows: Sequence[tuple[int, str, str, str, str]], address: str, log: str) -> list[dict[str, Any]]:
    bodies = [e["body"] for e in _entries(rows, WITNESSED)]
    at = [body for body in bodies if body["address"] == address]
    return [body for body in at if body["log"] == (log or at[-1]["log"])]


def _entries(rows: Sequence[tuple[int, str, str, str, str]], kind: str) -> list[dict[str, Any]]:
    return [orjson.loads(text) for _, of, text, _, _ in rows if of == kind]


def send(store: Store, signer: Signer, witness: Witness) -> int:
    """Tell a witness what it was not told yet; returns how many runs those were.

    Args:
        store: The store.
        signer: The station's key.
        witness: The witness.

    Raises:
        WitnessError: It cannot be reached, another one answers than before, or what it answers is not right. What it
            answered for is kept.
        StoreError: The store cannot be read or written.
    """
    waiting = untold(store, witness.address)
    if not waiting.told:
        return 0
    if not waiting.log:
        witness.begin()
    log = witness.head().log
    if waiting.log and log != waiting.log:
        problem = f"it answered with log {log}, and log {waiting.log} answered here before"
        raise WitnessError(witness.address, problem)
    waiting = untold(store, witness.address, log)
    for at in range(0, len(waiting.told), BATCH):
        told = waiting.told[at : at + BATCH]
        receipt = witness.receive(told)
        if problem := wrong(receipt, told):
            raise WitnessError(witness.address, f"its answer is not right: {problem}")
        _keep(store, signer, witness.address, receipt)
    return len(waiting.runs)


def wrong(receipt: Receipt, told: Sequence[tuple[int, Statement]]) -> str:
    """What is wrong with a receipt for statements; empty where nothing is."""
    head = receipt.head
    if problem := head.problem():
        return problem
    if [entry.n for entry in receipt.entries] != [n for n, _ in told]:
        return "it answers for other entries than it was told"
    for entry, (n, statement) in zip(receipt.entries, told, strict=True):
        kept = Kept(statement.entry, statement.key, statement.signature, entry.received)
        if not proved(kept.line(), entry.index, entry.proof, head):
            return f"the proof of entry {n} is wrong"
    return ""


def _keep(store: Store, signer: Signer, address: str, receipt: Receipt) -> None:
    text, head = receipt.text(), receipt.head
    digest = sha256(text).hexdigest()
    writer = store.writer()
    try:
        writer.attach(digest, text)
    finally:
        writer.close()
    upto = max(entry.n for entry in receipt.entries)
    body = {"address": address, "log": head.log, "upto": upto, "size": head.size, "root": head.root}
    enter_witnessed(store, signer, {**body, "entries": len(receipt.entries), "receipt": digest})
