"""What a station tells a witness: entries of its ledger that end runs, as signed; and what the witness keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from msgspec import Struct

from records.audit import algorithm, fingerprint, ledger_message, signed
from records.event import canonical
from records.ledger import FIELDS, TAKEN, line_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLD = ("closed", TAKEN)
"""Kinds of ledger entries that a witness is told."""
TYPES = [str, int, str, str]
"""Of what is said of a run: name, number and hash of its last entry, when it was opened."""
LONGEST = 100_000
"""Characters of a ledger entry that a witness takes."""


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """A ledger entry with its signature.

    Attributes:
        entry: The entry, canonical JSON.
        key: The public key, hexadecimal.
        signature: Its signature, base64.
    """

    entry: str
    key: str
    signature: str


class Kept(Statement, frozen=True, forbid_unknown_fields=True):
    """A statement as the witness keeps it.

    Attributes:
        received: When, by the clock of the witness.
    """

    received: str

    def line(self) -> bytes:
        """The leaf of the tree: canonical JSON."""
        fields = {"entry": self.entry, "key": self.key, "received": self.received, "signature": self.signature}
        return canonical(fields).encode()


class Ended(NamedTuple):
    """A run that ended, as a ledger entry states it: its name, number and hash of its last entry."""

    run: str
    seq: int
    hash: str


class Stated(NamedTuple):
    """What a statement says.

    Attributes:
        store: Identity of the store.
        n, hash: The ledger entry.
        time: When it was written, by the clock of the station.
        opened: How many runs were opened in the store until then.
        runs: The runs that ended.
        key: Fingerprint of the key.
    """

    store: str
    n: int
    hash: str
    time: str
    opened: int
    runs: tuple[Ended, ...]
    key: str


def stated(statement: Statement) -> Stated | str:
    """What a statement says, or why it says nothing: it is not signed, or no ledger entry that ends a run."""
    e = _fields(statement.entry)
    if e is None:
        return "it is no ledger entry that ends a run"
    try:
        public = bytes.fromhex(statement.key)
    except ValueError:
        public = b""
    if not algorithm(public):
        return "its key is no public key"
    if problem := signed(public, statement.signature, ledger_message(statement.entry)):
        return problem
    runs = _ended(e)
    return Stated(e["store"], e["n"], line_hash(statement.entry), e["time"], e["runs"], runs, fingerprint(public))


def ended(entry: str) -> tuple[Ended, ...]:
    """The runs that a ledger entry ends."""
    e = orjson.loads(entry)
    return _ended(e) if e["kind"] in TOLD else ()


def _ended(e: dict[str, Any]) -> tuple[Ended, ...]:
    body = e["body"]
    if e["kind"] == TAKEN:
        return tuple(Ended(run, seq, hash_) for run, seq, hash_, _ in body["runs"])
    return (Ended(body["run"], body["seq"], body["hash"]),)


def _fields(entry: str) -> dict[str, Any] | None:
    """The fields of an entry of a kind that is told; None for anything else."""
    try:
        e: Any = orjson.loads(entry) if len(entry) <= LONGEST else None
        usual = isinstance(e, dict) and sorted(e) == FIELDS and canonical(e) == entry
    except (TypeError, ValueError, RecursionError):
        return None
    texts = usual and all(isinstance(e[name], str) for name in ("store", "kind", "time", "prev"))
    numbers = usual and all(type(e[name]) is int and e[name] >= 0 for name in ("n", "runs"))
    return e if texts and numbers and e["kind"] in TOLD and _body(e["kind"], e["body"]) else None


def _body(kind: str, body: Any) -> bool:
    if not isinstance(body, dict):
        return False
    rows = body.get("runs") if kind == TAKEN else [[body.get("run"), body.get("seq"), body.get("hash"), ""]]
    return isinstance(rows, list) and all(isinstance(row, list) and [type(v) for v in row] == TYPES for row in rows)


def statements(rows: Sequence[tuple[int, str, str, str, str]], keys: dict[str, bytes]) -> list[tuple[int, Statement]]:
    """The entries of a ledger that a witness is told, by number.

    Args:
        rows: Entries as they are stored, see `records.store.Store.ledger`.
        keys: Public keys by fingerprint.
    """
    return [
        (n, Statement(text, keys[key].hex(), signature))
        for n, kind, text, key, signature in rows
        if kind in TOLD and key in keys
    ]
