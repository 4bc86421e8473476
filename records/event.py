"""One entry of a journal, and the only form in which anything about a run is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from records.audit import GENESIS, digest
from records.audit import canonical as _canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["GENESIS", "Body", "Event", "Seal", "canonical", "digest"]

Body: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a journal.

    Attributes:
        run: Identity of the run.
        seq: Position in the run, from 0, without gaps.
        time: Wall-clock time, ISO 8601 UTC with microseconds.
        kind: One of the kinds listed in docs/reference/journal.md.
        address: Path of the observation or conclusion, empty where an entry has none.
        body: What is recorded. Numbers are text, so that no digit is lost.
        prev: Hash of the entry before, `GENESIS` for the first.
        hash: SHA-256 over all of the above.
    """

    run: str
    seq: int
    time: str
    kind: str
    address: str
    body: Body
    prev: str
    hash: str

    def sealed(self) -> str:
        """The hash this entry must have, from its content."""
        return digest(self.run, self.seq, self.time, self.kind, self.address, canonical(self.body), self.prev)


@dataclass(frozen=True, slots=True)
class Seal:
    """The station's signature over the hash of an entry.

    Attributes:
        run, seq, hash: The entry.
        key: Fingerprint of the key.
        signature: Ed25519, base64.
    """

    run: str
    seq: int
    hash: str
    key: str
    signature: str


def canonical(body: Body) -> str:
    """Canonical JSON (RFC 8785) of a body.

    Keys are ASCII and numbers are text or integers, a subset on which the standard library's sorted, compact form is
    the canonical one; a float is refused because its digits are not what was received.

    Raises:
        TypeError: A float or another type that JSON text cannot keep exactly.
    """
    _refuse_floats(body)
    return _canonical(body)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"a journal keeps numbers as text: {value!r} is a binary float")
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"a journal's keys are ASCII text: {key!r}")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
