"""One entry of a journal, and the only form in which anything about a run is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, TypeAlias

from records import audit
from records.audit import GENESIS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
    return "".join(_encode(body, 0))


def digest(run: str, seq: int, time: str, kind: str, address: str, body: str, prev: str) -> str:
    """What `records.audit.digest` defines, in half its time: an entry is hashed before every reading is used."""
    quoted = encode_basestring
    head = f"[{quoted(run)},{seq},{quoted(time)},{quoted(kind)},{quoted(address)},{quoted(prev)}]"
    return sha256(f"{head}\n{body}".encode()).hexdigest()


def _chunks(body: Any, _level: int) -> Iterable[str]:
    return (audit.canonical(body),)


def _encoder() -> Callable[[Any, int], Iterable[str]]:
    """The encoder that `json.dumps` makes anew for every call, made once; where it is absent, `json.dumps` itself."""
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _chunks
    made: Callable[[Any, int], Iterable[str]] = make(
        None, json.JSONEncoder().default, encode_basestring, None, ":", ",", True, False, False
    )
    return made


_encode = _encoder()


def _refuse_floats(value: object) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise TypeError(f"a journal's keys are ASCII text: {key!r}")
            if type(item) is not str:
                _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            if type(item) is not str:
                _refuse_floats(item)
    elif isinstance(value, float):
        raise TypeError(f"a journal keeps numbers as text: {value!r} is a binary float")
