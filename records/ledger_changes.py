"""What a person enters in a ledger: keys that are trusted or no longer, and losses that are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from records.audit import fingerprint
from records.errors import StoreError
from records.journal import utc_now
from records.ledger import CAMPAIGN, LOT, WITNESSED, Note
from records.verification import behind, ledger_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from records.ledger import Head, Signer
    from records.ledger_state import Finding
    from records.store import Store


def trust(store: Store, signer: Signer, public: bytes, *, station: str, reason: str) -> Head:
    """List a key; signed by one that is trusted.

    Args:
        store: The store.
        signer: This station's key.
        public: The key that is listed.
        station: What its station is called.
        reason: Why.

    Raises:
        StoreError: The key is or was on the list, or the store does not trust this station's.
    """
    known = ledger_of(store).trust.keys.get(fingerprint(public))
    if known is not None:
        state = "is trusted already" if known.revoked is None else "was revoked; make a new key instead"
        raise StoreError(f"key {known.name} {state} (ledger entry {known.since})")
    return _enter(store, signer, Note("trusted", {"key": public.hex(), "station": station, "reason": _said(reason)}))


def revoke(store: Store, signer: Signer, name: str, *, since: date, reason: str) -> Head:
    """Trust a key no longer.

    Args:
        store: The store.
        signer: This station's key.
        name: Fingerprint of the key, or its beginning.
        since: Runs begun or resumed with it on this day or later are not believed either.
        reason: Why.

    Raises:
        StoreError: There is no such key, or it is the last one.
    """
    keys = ledger_of(store).trust.keys
    found = [key for key in keys.values() if key.name.startswith(name) and key.revoked is None]
    if len(found) != 1:
        raise StoreError(f"{len(found)} trusted keys begin with {name!r}; `steelyard keys list` shows them")
    if sum(key.revoked is None for key in keys.values()) == 1:
        raise StoreError(f"key {found[0].name} is the last one; list another before it is revoked")
    body = {"key": found[0].name, "from": since.isoformat(), "reason": _said(reason)}
    return _enter(store, signer, Note("revoked", body))


def restart(store: Store, signer: Signer, *, reason: str) -> Head:
    """List this station's key without the signature of an earlier one, because every one of those is lost.

    Every audit of the store names this from now on.

    Raises:
        StoreError: The key is or was on the list, or there is no ledger yet.
    """
    ledger = ledger_of(store)
    if ledger.head is None:
        raise StoreError("there is no ledger yet: the first run begins one, `steelyard ledger adopt` one of older runs")
    if signer.name in ledger.trust.keys:
        raise StoreError(f"key {signer.name} is on the list already")
    body = {"key": signer.public.hex(), "station": signer.station, "reason": _said(reason)}
    return _enter(store, signer, Note("restarted", body))


def adopt(store: Store, signer: Signer, *, reason: str) -> Head:
    """Begin the ledger of a store whose runs are older than ledgers; it states how far each has come.

    Raises:
        StoreError: There is a ledger.
    """
    if store.ledger():
        raise StoreError("the store has a ledger; nothing is to be adopted")
    adopted = []
    for run in store.names():
        last = store.rows(run)[-1]
        adopted.append([run, last["seq"] if type(last["seq"]) is int else -1, last["hash"], last["kind"] == "closed"])
    body = {"key": signer.public.hex(), "station": signer.station, "reason": _said(reason), "adopted": adopted}
    return _enter(store, signer, Note("created", body))


def accept(store: Store, signer: Signer, *, reason: str, witnessed: Mapping[str, Finding] | None = None) -> Head:
    """Accept that the store lacks what this station, the second place or a witness remembers, as after it was restored.

    The ledger states what is missing, and every audit names it from now on.

    Args:
        store: The store.
        signer: This station's key.
        reason: Why.
        witnessed: What the witness knows otherwise, see `records.witness.comparing`.

    Raises:
        StoreError: Nothing is missing.
    """
    ledger = ledger_of(store)
    also = witnessed or {}
    problems = [*ledger.problems, *behind(store, ledger), *also.values()]
    if not problems:
        raise StoreError("the store has everything that this station, the second place and the witness remember of it")
    body = {"missing": "; ".join(p.en for p in problems), "reason": _said(reason)}
    note = Note("accepted", body | ({"witness": sorted(also)} if also else {}))
    head = _enter(store, signer, note, forget=True)
    if ledger_of(store).problems:
        raise StoreError("the ledger itself is not what was written; restore the store from a backup")
    return head


def note_update(store: Store, signer: Signer, program: Mapping[str, Any]) -> None:
    """State with which version a station goes on writing, where it is another than before.

    Args:
        store: The store.
        signer: The station's key.
        program: ``version``, ``manifest``, ``released`` and ``installed``.

    Raises:
        StoreError: The ledger cannot be written.
    """
    body = {**program, "station": signer.station}
    before = store.ledger_entry("updated", signer.name)
    if not before or orjson.loads(before)["body"] != body:
        _enter(store, signer, Note("updated", body))


def enter_lot(store: Store, signer: Signer, body: Mapping[str, Any]) -> Head:
    """Enter a step of a lot of meters in service, see `records.lots`.

    Raises:
        StoreError: The ledger cannot be written.
    """
    return _enter(store, signer, Note(LOT, dict(body)))


def enter_campaign(store: Store, signer: Signer, body: Mapping[str, Any]) -> Head:
    """Enter a step of a campaign, see `records.campaigns`.

    Raises:
        StoreError: The ledger cannot be written.
    """
    return _enter(store, signer, Note(CAMPAIGN, dict(body)))


def enter_witnessed(store: Store, signer: Signer, body: Mapping[str, Any]) -> Head:
    """Enter that a witness has answered, see `records.witness.sending`.

    Raises:
        StoreError: The ledger cannot be written.
    """
    return _enter(store, signer, Note(WITNESSED, dict(body)))


def _enter(store: Store, signer: Signer, note: Note, *, forget: bool = False) -> Head:
    writer = store.writer()
    time = utc_now().isoformat(timespec="microseconds")
    try:
        head = writer.enter(note, signer, time)
    finally:
        writer.close()
    if forget:
        for place in store.memories:
            place.forget(head.store)
    store.remember(head, time)
    return head


def _said(reason: str) -> str:
    if not reason.strip():
        raise StoreError("a reason is needed: --reason")
    return reason.strip()
