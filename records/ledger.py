"""The ledger of a store: which runs were written in it, from which entry to which, and whose keys it trusts.

A ledger entry is a line of canonical JSON, chained to the one before by SHA-256 and signed by the station that wrote
it. It is written in the transaction of the journal entry that it states, so that neither exists without the other. See
docs/reference/ledger.md.
"""

from __future__ import annotations

import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import orjson

from records.block import ends
from records.errors import NotTrusted, StoreError
from records.event import GENESIS, Body, canonical
from records.trust import KINDS, Trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.event import Event

FIELDS = ["blocks", "body", "kind", "n", "prev", "runs", "seen", "store", "time"]
OF_A_RUN = {"opened": "opened", "resumed": "resumed", "interrupted": "interrupted", "closed": "closed"}
"""Kinds of journal entries that the ledger states, and the kind of ledger entry that does."""
LOT = "lot"
"""Kind of a ledger entry about a lot of meters in service, see `records.lots`."""
CAMPAIGN = "campaign"
"""Kind of a ledger entry about a campaign, see `records.campaigns`."""
REGISTERS = "registers"
"""Kind of a ledger entry about a change of the registers, see `records.register_changes`."""
WITNESSED = "witnessed"
"""Kind of a ledger entry about the receipt of a witness, see `records.witness`."""
TAKEN = "taken"
"""Kind of a ledger entry about runs that were taken from a field kit, see `records.kits`."""
LOCK = 0x5EA1
"""The lock that writers of one PostgreSQL ledger queue at."""


class Signer(Protocol):
    """A station's key, wherever its private part is."""

    @property
    def name(self) -> str:
        """Its fingerprint."""
        ...

    @property
    def public(self) -> bytes:
        """The public key: 32 bytes of Ed25519, or 65 of P-256."""
        ...

    @property
    def station(self) -> str:
        """What the station calls itself, for people."""
        ...

    def seal(self, run: str, seq: int, prev: str, entries: str) -> str:
        """Sign a block of journal entries; base64."""
        ...

    def sign_ledger(self, entry: str) -> str:
        """Sign a ledger entry; base64."""
        ...

    def sign_text(self, text: str) -> str:
        """Sign a text of the exchange, see `records.signed_text`; base64."""
        ...


class Note(NamedTuple):
    """What is to be entered."""

    kind: str
    body: Body


class Head(NamedTuple):
    """The newest ledger entry of a store.

    Attributes:
        store: Identity of the store.
        n: Its number, from 0.
        hash: Its SHA-256.
        runs: How many runs were opened so far.
        blocks: Number of the newest block it knows of.
    """

    store: str
    n: int
    hash: str
    runs: int
    blocks: int


def note(rows: Sequence[tuple[Event, bytes]], second_place: str = "", witness: str = "") -> Note | None:
    """What the ledger says of journal entries that are written together; None for nothing.

    Args:
        rows: The entries.
        second_place: The folder that the head of the ledger is copied to.
        witness: Address of the witness that is told of runs.
    """
    e = rows[-1][0]
    kind = OF_A_RUN.get(e.kind)
    if kind is None:
        return None
    if kind == "resumed":  # states how much was known before
        first = rows[0][0]
        return Note(kind, {"run": e.run, "seq": first.seq - 1, "hash": first.prev})
    body = {"run": e.run, "seq": e.seq, "hash": e.hash}
    if kind == "opened":
        return Note(kind, {**body, "second_place": second_place} | ({"witness": witness} if witness else {}))
    return Note(kind, body)


def new_runs(kind: str, body: Body) -> int:
    """How many runs a ledger entry adds to the store."""
    runs = body.get("runs") if kind == TAKEN else None
    return len(runs) if isinstance(runs, list) else int(kind == "opened")


def line_hash(entry: str) -> str:
    """SHA-256 of a ledger entry."""
    return sha256(entry.encode()).hexdigest()


def append(cursor: Any, mark: str, entry: Note, signer: Signer, time: str) -> Head:
    """Enter a note behind the newest entry, inside a transaction that nobody else writes in.

    Args:
        cursor: The database driver's own.
        mark: The driver's placeholder of a parameter.
        entry: What is to be entered.
        signer: The station's key. The ledger of an empty store begins with it.
        time: Wall-clock time.

    Raises:
        NotTrusted: The store does not trust the key.
        StoreError: There are runs and no ledger.
    """
    head = _head(cursor)
    if head is None:
        if entry.kind != "created":
            created = Note("created", {"key": signer.public.hex(), "station": signer.station, "reason": ""})
            head = _write(cursor, mark, created, signer, time, Head(_identity(cursor), -1, GENESIS, 0, 0))
        else:
            head = Head(uuid.uuid4().hex, -1, GENESIS, 0, 0)
    elif entry.kind == "created":
        raise StoreError("the store has a ledger; it is begun once")
    elif entry.kind != "restarted":
        _refuse_strangers(cursor, head, signer)
    return _write(cursor, mark, entry, signer, time, head)


def _identity(cursor: Any) -> str:
    """Identity of a new store.

    Raises:
        StoreError: It is not new.
    """
    cursor.execute("SELECT run FROM block LIMIT 1")
    if cursor.fetchone() is not None:
        raise StoreError(
            "the store holds runs but no ledger: it is older than ledgers, or its ledger was removed. "
            "`steelyard verify` shows its runs; `steelyard ledger adopt` begins a ledger that states them."
        )
    return uuid.uuid4().hex


def _refuse_strangers(cursor: Any, head: Head, signer: Signer) -> None:
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    cursor.execute(f"SELECT entry, key FROM ledger WHERE kind IN ({kinds}) ORDER BY n")  # noqa: S608
    trust = Trust([(orjson.loads(entry), key) for entry, key in cursor.fetchall()])
    if not trust.now(signer.name):
        raise NotTrusted(signer.name, head.store)


def _head(cursor: Any) -> Head | None:
    cursor.execute("SELECT entry FROM ledger ORDER BY n DESC LIMIT 1")
    row = cursor.fetchone()
    if row is None:
        return None
    e = orjson.loads(row[0])
    return Head(e["store"], e["n"], line_hash(row[0]), e["runs"], e["blocks"])


def _write(cursor: Any, mark: str, entry: Note, signer: Signer, time: str, head: Head) -> Head:
    blocks, seen = _seen(cursor, mark, head.blocks, str(entry.body.get("run", "")))
    runs = head.runs + new_runs(entry.kind, entry.body)
    numbered = {"opened": {"number": runs}, TAKEN: {"number": head.runs + 1}}
    body = {**entry.body, **numbered.get(entry.kind, {})}
    fields = {"store": head.store, "n": head.n + 1, "time": time, "kind": entry.kind, "body": body, "prev": head.hash}
    text = canonical({**fields, "runs": runs, "blocks": blocks, "seen": seen})
    cursor.execute(
        f"INSERT INTO ledger (n, kind, entry, key, signature) VALUES ({', '.join([mark] * 5)})",  # noqa: S608
        (head.n + 1, entry.kind, text, signer.name, signer.sign_ledger(text)),
    )
    return Head(head.store, head.n + 1, line_hash(text), runs, blocks)


def _seen(cursor: Any, mark: str, blocks: int, own: str) -> tuple[int, list[list[Any]]]:
    """How far every other run has come that was written to since the entry before: run, entry, hash."""
    cursor.execute("SELECT max(n) FROM block")
    newest = cursor.fetchone()[0] or 0
    cursor.execute(
        "SELECT b.run, b.seq, b.entries FROM block b JOIN (SELECT run, max(seq) AS seq FROM block "  # noqa: S608
        f"WHERE n > {mark} GROUP BY run) last ON b.run = last.run AND b.seq = last.seq ORDER BY b.run",
        (blocks,),
    )
    return newest, [[run, *ends(seq, entries)] for run, seq, entries in cursor.fetchall() if run != own]
