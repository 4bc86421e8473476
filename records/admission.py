"""May this station write to a store? Asked before an instrument is touched, and again when the ledger is written.

A ledger grows for years, so it is not read from its beginning each time. The station remembers up to which entry it has
checked it, and which keys it found. From there on it checks the chain to the newest entry and its signature. Wherever
something does not fit, the whole ledger is read, and what that finds is what is said.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import or_, select

from records.address import database_file, parse
from records.errors import NotIntact, NotTrusted
from records.head_memory import Checked, HeadMemory
from records.ledger import Head, line_hash
from records.ledger_state import LedgerState, read_ledger
from records.schema import ledger as ledger_table
from records.store import Store
from records.trust import KINDS
from records.verification import ledger_of, remembered_stores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.ledger import Signer

Rows = list[tuple[int, str, str, str, str]]


def admit(address: str, signer: Signer) -> None:
    """Make sure that a store trusts a key, and that nothing of its ledger is missing.

    Args:
        address: The store. One that is not there yet will trust the key that makes it.
        signer: The station's key.

    Raises:
        NotTrusted: It does not trust the key.
        NotIntact: Its ledger is not what was written, or is older than what this station remembers.
        StoreError: It cannot be read.
    """
    path = database_file(parse(address))
    if path is not None and not path.exists():
        return
    store = Store(address)
    try:
        ledger = grown(store) or ledger_of(store)
        if ledger.problems:
            raise NotIntact(store.name, [f.en for f in ledger.problems])
        if ledger.head is None:
            return
        _note(store, ledger)
        if not ledger.trust.now(signer.name):
            raise NotTrusted(signer.name, ledger.head.store)
    finally:
        store.close()


def grown(store: Store) -> LedgerState | None:
    """The keys and the newest entry of a ledger, from what is new since this station checked it.

    None where it was never checked, or where anything does not fit: then the whole ledger is to be read.
    """
    places = remembered_stores(store)
    name, *others = {at for _, at in places if at} or {""}
    checked = store.memories[0].checked(name) if name and store.memories else None
    if checked is None or others:
        return None
    kept = [k for place in store.memories if (k := place.recall(name)) is not None]
    rows = _rows(store, checked.n, [k.n for k in kept])
    by_n = {row[0]: row for row in rows}
    same = checked.n in by_n and line_hash(by_n[checked.n][2]) == checked.hash
    if not same or any(k.n not in by_n or line_hash(by_n[k.n][2]) != k.hash for k in kept):
        return None
    state = _known(rows, name, checked)
    if state is None:
        return None
    state = read_ledger([row for row in rows if row[0] > checked.n], known=state)
    return state if not state.problems and _second_place_has_it(store, state) else None


def _rows(store: Store, since: int, also: Sequence[int]) -> Rows:
    """The entries about keys, some others, and all since one."""
    c = ledger_table.c
    some = [c.n.in_(also)] if also else []  # an empty list, and an order, keep SQLite from its indexes
    query = select(ledger_table).where(or_(c.n >= since, c.kind.in_(KINDS), *some))
    with store.reporting(), store.engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(query)), key=lambda row: row[0])


def _known(rows: Rows, name: str, checked: Checked) -> LedgerState | None:
    """What is known of the entries that were checked; None where those about keys are not the same any more."""
    about_keys = [row for row in rows if row[0] <= checked.n and row[1] in KINDS]
    if _digest(about_keys) != checked.keys:
        return None
    newest: dict[str, Any] = orjson.loads(next(row[2] for row in rows if row[0] == checked.n))
    head = Head(name, checked.n, checked.hash, newest["runs"], newest["blocks"])
    state = LedgerState(head, newest["time"], [checked.hash], second_place=checked.second_place)
    for _, _, text, key, _ in about_keys:
        state.trust.enter(orjson.loads(text), key)
    return state if newest["store"] == name else None


def _second_place_has_it(store: Store, state: LedgerState) -> bool:
    """Whether the second place that the ledger names can be reached and knows nothing that the store does not have."""
    if not state.second_place or state.head is None:
        return True
    place = Path(state.second_place)
    if place in {memory.folder for memory in store.memories}:
        return place.is_dir()
    kept = HeadMemory(place).recall(state.head.store)
    there = {row[0]: row for row in _rows(store, state.head.n, [kept.n])} if kept is not None else {}
    return place.is_dir() and (kept is None or (kept.n in there and line_hash(there[kept.n][2]) == kept.hash))


def _note(store: Store, state: LedgerState) -> None:
    if not store.memories or state.head is None:
        return
    head = state.head
    about_keys = [row for row in _rows(store, head.n, []) if row[0] <= head.n and row[1] in KINDS]
    checked = Checked(head.n, head.hash, _digest(about_keys), state.second_place)
    if store.memories[0].checked(head.store) != checked:
        store.memories[0].note_checked(head.store, checked)


def _digest(rows: Rows) -> str:
    return sha256("\n".join(f"{text} {key} {signature}" for _, _, text, key, signature in rows).encode()).hexdigest()
