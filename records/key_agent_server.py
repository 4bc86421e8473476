"""The process that holds the key for `records.key_agent`; it runs as a user whose files the operator cannot read."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.block import events
from records.errors import StoreError
from records.event import GENESIS, Event
from records.key_agent import SECONDS, receive
from records.ledger import line_hash

if TYPE_CHECKING:
    from pathlib import Path

    from records.ledger import Signer

READY = "ready"


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest thing sealed of a run, or of a ledger.

    Attributes:
        seq: Number of its last entry.
        before: Hash of the entry before it.
        hash: Hash of its last entry.
        closed: Whether the run ended with it.
    """

    seq: int
    before: str
    hash: str
    closed: bool = False


class Refusal(Exception):
    """Not sealed, and why."""


class Agent:
    """Seals what continues a run or a ledger as it was sealed before, once.

    The newest block may be replaced, because its transaction can fail after it was sealed; both stand in the log.

    Args:
        key: The station's key.
        log: A file with a line for every signature; what was sealed is read from it at the start.
    """

    def __init__(self, key: Signer, log: Path) -> None:
        self._key, self._log = key, log
        self._sealed: dict[str, Sealed] = {}
        if log.exists():
            for line in log.read_text(encoding="utf-8").splitlines():
                e = json.loads(line)
                self._sealed[e["of"]] = Sealed(e["seq"], e["before"], e["hash"], e["closed"])

    def answer(self, question: Any) -> dict[str, str]:
        """The answer to one question."""
        try:
            match question:
                case {"ask": "key"}:
                    return {"name": self._key.name, "public": self._key.public.hex(), "station": self._key.station}
                case {"ask": "seal", "run": str(run), "seq": int(seq), "prev": str(prev), "entries": str(entries)}:
                    return {"signature": self._seal(run, seq, prev, entries)}
                case {"ask": "ledger", "entry": str(entry)}:
                    return {"signature": self._ledger(entry)}
                case {"ask": "text", "text": str(text)}:
                    return {"signature": self._text(text)}
        except Refusal as refusal:
            return {"refused": str(refusal)}
        return {"refused": "this is no question"}

    def _seal(self, run: str, seq: int, prev: str, entries: str) -> str:
        found = list(events(run, seq, prev, entries))
        block = [e for e in found if isinstance(e, Event)]
        if len(block) != len(found) or not block:
            raise Refusal("the block is not chained")
        known, resumed = self._sealed.get(f"run {run}"), block[0].kind == "resumed"
        if known is None:
            if not resumed and (seq, prev) != (0, GENESIS):
                raise Refusal(f"run {run} was not begun with this key")
        elif known.closed:
            raise Refusal(f"run {run} is closed")
        elif prev not in {known.hash, known.before} and not (resumed and seq > known.seq):
            raise Refusal(f"entry {known.seq} of run {run} is sealed already; this would take it back")
        last = block[-1]
        self._note(f"run {run}", Sealed(last.seq, prev, last.hash, last.kind == "closed"))
        return self._key.seal(run, seq, prev, entries)

    def _ledger(self, entry: str) -> str:
        try:
            e = json.loads(entry)
            store, n, prev = str(e["store"]), int(e["n"]), str(e["prev"])
        except (ValueError, KeyError, TypeError) as error:
            raise Refusal("this is no ledger entry") from error
        known = self._sealed.get(f"ledger {store}")
        if known is not None and (n < known.seq or (n == known.seq and prev != known.before)):
            raise Refusal(f"ledger entry {known.seq} of store {store[:12]} is signed already; this would take it back")
        self._note(f"ledger {store}", Sealed(n, prev, line_hash(entry)))
        return self._key.sign_ledger(entry)

    def _text(self, text: str) -> str:
        """Sign a text of the exchange; one that could be a seal or a ledger entry is refused."""
        try:
            return self._key.sign_text(text)
        except ValueError as error:
            raise Refusal(str(error)) from error

    def _note(self, of: str, sealed: Sealed) -> None:
        """Log a signature before it is given away."""
        fields = {"of": of, "seq": sealed.seq, "before": sealed.before, "hash": sealed.hash, "closed": sealed.closed}
        with self._log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(fields) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._sealed[of] = sealed


def serve(agent: Agent, path: Path) -> None:
    """Answer at a socket until the process is stopped; its group may use it, others may not.

    Raises:
        StoreError: The socket cannot be made.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        try:
            path.unlink(missing_ok=True)
            listening.bind(str(path))
            path.chmod(0o660)
            listening.listen()
        except OSError as error:
            raise StoreError(f"key agent {path}: {error}") from error
        while True:
            line, _ = listening.accept()
            with line:
                line.settimeout(SECONDS)
                try:
                    line.sendall(json.dumps(agent.answer(json.loads(receive(line)))).encode() + b"\n")
                except (OSError, ValueError, RecursionError):
                    continue  # the next one may be honest
