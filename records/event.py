"""One entry of a journal, and the only form in which anything about a run is kept."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import orjson

from records.audit import GENESIS
from records.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["GENESIS", "Body", "Event", "Seal", "canonical", "digest", "encode"]

Body: TypeAlias = "Mapping[str, Any]"

_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


class Event(NamedTuple):
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


class Seal(NamedTuple):
    """The station's signature over the hash of an entry.

    Attributes:
        run, seq, hash: The entry.
        key: Fingerprint of the key.
        signature: Ed25519 or ECDSA, as the key is; base64.
    """

    run: str
    seq: int
    hash: str
    key: str
    signature: str


def encode(body: Body) -> bytes:
    """Canonical JSON (RFC 8785) of a body, in UTF-8.

    Keys are ASCII and numbers are text or integers below 2^53, a subset on which sorted, compact JSON is the canonical
    form; a float is refused because its digits are not what was received.

    Raises:
        TypeError: A float or another type that JSON text cannot keep exactly.
    """
    if type(body) is Written:
        return body.text
    _refuse_inexact(body)
    return orjson.dumps(body, option=_CANONICAL)


def canonical(body: Body) -> str:
    """`encode` as text."""
    return encode(body).decode()


def digest(run: str, seq: int, time: str, kind: str, address: str, body: bytes, prev: str) -> str:
    """What `records.audit.digest` defines, in a third of its time: an entry is hashed before every reading is used."""
    return sha256(b"%b\n%b" % (orjson.dumps((run, seq, time, kind, address, prev)), body)).hexdigest()


def _refuse_inexact(body: Body) -> None:
    """Refuse keys that sort differently elsewhere, and numbers whose digits are not what was received."""
    if not _ascii(body):
        raise TypeError(f"a journal's keys are ASCII text: {', '.join(map(repr, body))}")
    _refuse_floats(body.values())


def _ascii(keys: Iterable[str]) -> bool:
    try:
        return "".join(keys).isascii()
    except TypeError:  # a key that is no text
        return False


def _refuse_floats(values: Iterable[object]) -> None:
    for value in values:
        if type(value) is str:
            continue
        if isinstance(value, dict):
            _refuse_inexact(value)
        elif isinstance(value, list | tuple):
            _refuse_floats(value)
        elif isinstance(value, float):
            raise TypeError(f"a journal keeps numbers as text: {value!r} is a binary float")
