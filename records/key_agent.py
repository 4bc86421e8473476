"""A key that the operator cannot read: a process of another user seals for the bench, and nothing twice.

The agent listens at a Unix socket. It sees each block before it seals it, and seals only what continues the run as it
sealed it before: a reading that was sealed cannot be taken back, also not by somebody who may use the socket and change
the store. Every signature is in its log.
"""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

from records.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 64_000_000
SECONDS = 30


class AgentKey:
    """This station's key, held by an agent.

    Args:
        path: The socket of the agent.

    Raises:
        StoreError: The agent does not answer.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        answer = self._ask({"ask": "key"})
        self.public = bytes.fromhex(str(answer["public"]))
        self.name, self.station = str(answer["name"]), str(answer["station"])

    def seal(self, run: str, seq: int, prev: str, entries: str) -> str:
        """Have a block of journal entries sealed; base64 text.

        Raises:
            StoreError: The agent refuses, or does not answer.
        """
        return str(self._ask({"ask": "seal", "run": run, "seq": seq, "prev": prev, "entries": entries})["signature"])

    def sign_ledger(self, entry: str) -> str:
        """Have a ledger entry signed; base64 text.

        Raises:
            StoreError: The agent refuses, or does not answer.
        """
        return str(self._ask({"ask": "ledger", "entry": entry})["signature"])

    def sign_text(self, text: str) -> str:
        """Have a text of the exchange signed; base64 text.

        Raises:
            StoreError: The agent refuses, or does not answer.
        """
        return str(self._ask({"ask": "text", "text": text})["signature"])

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(SECONDS)
                line.connect(str(self._path))
                line.sendall(json.dumps(question).encode() + b"\n")
                answer = json.loads(receive(line))
        except (OSError, ValueError) as error:
            raise StoreError(f"key agent {self._path}: {error}. Is `steelyard keys serve` running there?") from error
        if "refused" in answer:
            raise StoreError(f"key agent {self._path} refuses: {answer['refused']}")
        return dict(answer)


def receive(line: socket.socket) -> bytes:
    """One line.

    Raises:
        ValueError: It is longer than any block.
        OSError: The connection broke.
    """
    parts: list[bytes] = []
    size = 0
    while not parts or not parts[-1].endswith(b"\n"):
        part = line.recv(1 << 16)
        if not part:
            break
        parts.append(part)
        size += len(part)
        if size > LONGEST:
            raise ValueError("the message is too long")
    return b"".join(parts)
