"""How entries lie in a store: those of one transaction in one row, a canonical JSON object a line.

A row has the run, the number of its first entry, the hash of the entry before that one, and its entries. Number and
previous hash of each entry follow from its place, so they are not written again. One row costs the database a third of
what three cost, and a point of a run makes three entries.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import orjson

from records.event import Event, encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD, BODY, HASH = '{"address":', ',"body":', ',"hash":"'
TAIL = re.compile(r',"hash":"([0-9a-f]{64})","kind":"([a-z_]+)","time":"([^"\\]*)"\}')
"""What a line as `line` writes it begins with, has between address and body, and ends with.

No address holds ``,"body":`` since its quotation marks are escaped; what follows a body is shorter than `TAILS`.
"""
TAILS = 220


def line(e: Event, body: bytes) -> bytes:
    """An entry as it lies in a block.

    Args:
        e: The entry.
        body: Its body in canonical JSON.
    """
    fields = {"address": e.address, "body": orjson.Fragment(body), "hash": e.hash, "kind": e.kind, "time": e.time}
    return orjson.dumps(fields)


def rows(run: Any, seq: Any, prev: Any, entries: Any) -> Iterator[dict[str, Any]]:
    """The entries of a block with their fields, for an audit.

    What is not as `line` writes it stays text in the place of the body, without a hash: an audit names it.
    """
    for at, text in enumerate(entries.split("\n") if isinstance(entries, str) else [repr(entries)]):
        number = seq + at if type(seq) is int else f"{seq!r} + {at}"
        row = {"run": run, "seq": number, "prev": prev if isinstance(prev, str) else repr(prev)}
        row |= _fields(text) or {"time": "", "kind": "", "address": "", "body": text, "hash": ""}
        prev = row["hash"]
        yield row


def events(run: str, seq: int, prev: str, entries: str) -> Iterator[Event | int]:
    """The entries of a block; the number of the first that is not what was written, in its place and as the last."""
    for at, text in enumerate(entries.split("\n")):
        tail = _tail(text)
        found = _sound(text, tail, run, seq + at, prev)
        if tail is None or found is None:
            yield seq + at
            return
        hash_, kind, time = tail.groups()
        yield Event(run, seq + at, time, kind, orjson.loads(found[0]), orjson.loads(found[1]), prev, hash_)
        prev = hash_


def pick(run: str, seq: int, prev: str, entries: str, *, kind: str) -> Iterator[tuple[int, str | None]]:
    """Number and body, in canonical JSON, of the entries of one kind in a block; no body where it was changed.

    Entries of other kinds are passed over: this is how a whole store is gone through.
    """
    if not typed(run, seq, prev, entries):
        yield seq, None
        return
    sought = f'","kind":"{kind}",'
    lines = entries.split("\n")
    for at, text in enumerate(lines):
        if sought in text:
            tail, before = _tail(text), _tail(lines[at - 1]) if at else None
            if tail is None or tail[2] == kind:  # else it stands somewhere in a body
                found = _sound(text, tail, run, seq + at, before[1] if before else prev)
                yield seq + at, found[1] if found is not None else None


def kinds(entries: str) -> list[str | None]:
    """The kind of every entry of a block, None for one that is not as `line` writes it."""
    return [tail[2] if (tail := _tail(text)) else None for text in entries.split("\n")]


def typed(run: object, seq: object, prev: object, entries: object) -> bool:
    """Whether a row has the types that a row has; a database without strict types may give others."""
    return type(seq) is int and isinstance(run, str) and isinstance(prev, str) and isinstance(entries, str)


def ends(seq: int, entries: str) -> tuple[int, str]:
    """Number and hash of the last entry of a block; no hash where it is not as `line` writes it."""
    tail = _tail(entries)
    return seq + entries.count("\n"), tail[1] if tail is not None else ""


def _sound(text: str, tail: re.Match[str] | None, run: str, seq: int, prev: str) -> tuple[str, str] | None:
    """Address and body of a line, both as JSON; None where it is not what was written."""
    place = text.find(BODY)
    if tail is None or not text.startswith(HEAD):
        return None
    address, body = text[len(HEAD) : place], text[place + len(BODY) : tail.start()]
    hash_, kind, time = tail.groups()
    written = _sha256((run, seq, time, kind, orjson.Fragment(address), prev), body) == hash_
    return (address, body) if written else None


def _tail(text: str) -> re.Match[str] | None:
    end = text.rfind(HASH, -TAILS)
    return TAIL.fullmatch(text, end) if end > 0 else None


def _sha256(head: tuple[Any, ...], body: str) -> str:
    """`records.event.digest`, of an address that is JSON already."""
    try:
        return sha256(b"%b\n%b" % (orjson.dumps(head), body.encode())).hexdigest()
    except (TypeError, ValueError):  # half a character: nothing that was ever written
        return ""


def join(lines: Sequence[bytes]) -> str:
    """The entries of a row from their lines."""
    return b"\n".join(lines).decode()


def _fields(text: str) -> dict[str, Any] | None:
    """The fields of a line, None where it is not the one that would be written for them."""
    try:
        fields: Any = orjson.loads(text)
        intact = encode(fields) == text.encode() and sorted(fields) == ["address", "body", "hash", "kind", "time"]
    except (TypeError, ValueError):
        return None
    return fields if intact and all(isinstance(v, str) for k, v in fields.items() if k != "body") else None
