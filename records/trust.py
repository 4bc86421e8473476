"""Whose seals a store believes: the list of keys that its own ledger holds, signed by keys that it held before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from records.audit import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS = ("created", "trusted", "restarted", "revoked")
"""Kinds of ledger entries that change the list."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the list.

    Attributes:
        name: Its fingerprint.
        public: The public key: 32 bytes of Ed25519, or 65 of P-256.
        station: What its station calls itself.
        since: Number of the ledger entry that lists it.
        time: Time of that entry.
        by: Fingerprint of the key that signed that entry; its own for the first key and after a restart.
        reason: Why it is listed, as the person who listed it says.
        restarted: Whether it was listed without the signature of an earlier key.
        revoked: Number of the ledger entry that revokes it; None while it is trusted.
        revoked_from: The day from which it is not believed.
    """

    name: str
    public: bytes
    station: str
    since: int
    time: str
    by: str
    reason: str = ""
    restarted: bool = False
    revoked: int | None = None
    revoked_from: str = ""

    def believed(self, n: int, time: str) -> bool:
        """Whether it is trusted for what was written under a ledger entry of this number and time."""
        if self.revoked is not None and (n >= self.revoked or time[:10] >= self.revoked_from):
            return False
        return n >= self.since


class Trust:
    """The list of keys.

    Args:
        entries: Ledger entries of the kinds `KINDS`, oldest first, each with the fingerprint of the key that signed it.
    """

    def __init__(self, entries: Sequence[tuple[Mapping[str, Any], str]]) -> None:
        self.keys: dict[str, Key] = {}
        for e, by in entries:
            self.enter(e, by)

    def enter(self, e: Mapping[str, Any], by: str) -> None:
        """Take an entry into account."""
        body = e["body"]
        if e["kind"] == "revoked":
            key = self.keys.get(body["key"])
            if key is not None:
                self.keys[key.name] = replace(key, revoked=e["n"], revoked_from=body["from"])
            return
        public = bytes.fromhex(body["key"])
        name, restarted = fingerprint(public), e["kind"] == "restarted"
        self.keys.setdefault(name, Key(name, public, body["station"], e["n"], e["time"], by, body["reason"], restarted))

    def now(self, name: str) -> bool:
        """Whether a key may write at present."""
        return name in self.keys and self.keys[name].revoked is None

    def believed(self, name: str, n: int, time: str) -> bool:
        """Whether a key is trusted for what was written under a ledger entry of this number and time."""
        return name in self.keys and self.keys[name].believed(n, time)

    @property
    def public(self) -> dict[str, bytes]:
        """Every key that is or was trusted, by fingerprint."""
        return {name: key.public for name, key in self.keys.items()}
