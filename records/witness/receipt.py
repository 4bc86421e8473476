"""What a witness answers with: the signed head of its tree, and the proof that what it was told is in the tree."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec import Struct

from records.audit import fingerprint, signed
from records.event import canonical
from records.merkle import included, leaf_hash
from records.witness.statement import Kept  # noqa: TC001  msgspec needs it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from records.witness.statement import Statement


class TreeHead(Struct, frozen=True, forbid_unknown_fields=True):
    """How much the log of a witness holds, signed.

    Attributes:
        key: The public key of the witness, hexadecimal; its fingerprint names the log.
        size: How many statements.
        root: Root of the tree, hexadecimal.
        time: When it was signed, by the clock of the witness.
        signature: Base64.
    """

    key: str
    size: int
    root: str
    time: str
    signature: str

    @property
    def log(self) -> str:
        """Name of the log."""
        return fingerprint(_bytes(self.key))

    def problem(self) -> str:
        """What is wrong with the signature; empty where it is right."""
        return signed(_bytes(self.key), self.signature, head_message(self.size, self.root, self.time))


class Received(Struct, frozen=True, forbid_unknown_fields=True):
    """One statement of a receipt.

    Attributes:
        n: Number of the ledger entry.
        index: Its place in the log, from 0.
        received: When, by the clock of the witness.
        proof: Hashes of the proof of inclusion, hexadecimal.
    """

    n: int
    index: int
    received: str
    proof: tuple[str, ...]


class Receipt(Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to statements."""

    head: TreeHead
    entries: tuple[Received, ...]

    def text(self) -> bytes:
        """Canonical JSON."""
        return canonical(msgspec.to_builtins(self)).encode()


class Proved(Struct, frozen=True, forbid_unknown_fields=True):
    """A statement that the witness holds, with the proof that it is in the tree."""

    index: int
    kept: Kept
    proof: tuple[str, ...]


class Witness(Protocol):
    """Who keeps such a log, wherever it is. A call that cannot be answered raises `records.errors.WitnessError`."""

    address: str

    def begin(self) -> None:
        """Make ready what has never been told anything."""
        ...

    def head(self) -> TreeHead:
        """How much it holds."""
        ...

    def receive(self, told: Sequence[tuple[int, Statement]]) -> Receipt:
        """Take statements, each once, and answer for each; with the numbers of their ledger entries."""
        ...

    def of_store(self, store: str) -> tuple[TreeHead, list[Proved]]:
        """Everything it was told of a store, in the order of the log."""
        ...

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the tree of `old` statements is the beginning of the one of `size`."""
        ...

    def others(self, store: str, keys: Sequence[str]) -> dict[str, int]:
        """Other stores that it was told of with one of some keys (fingerprints): how many statements of each."""
        ...


def head_message(size: int, root: str, time: str) -> bytes:
    """What the signature of a tree head signs."""
    return f"steelyard witness\n{size}\n{root}\n{time}".encode()


def signed_head(key: Ed25519PrivateKey, size: int, root: bytes, time: str) -> TreeHead:
    """Sign how much a log holds."""
    signature = base64.b64encode(key.sign(head_message(size, root.hex(), time))).decode()
    return TreeHead(key.public_key().public_bytes_raw().hex(), size, root.hex(), time, signature)


def receipt_of(text: bytes) -> Receipt:
    """A receipt as it was kept.

    Raises:
        msgspec.ValidationError, msgspec.DecodeError: It is none.
    """
    return msgspec.json.decode(text, type=Receipt)


def proved(line: bytes, index: int, proof: Sequence[str], head: TreeHead) -> bool:
    """Whether a line of a log has its place in the tree of a head."""
    return included(leaf_hash(line), index, head.size, [_bytes(h) for h in proof], _bytes(head.root))


def _bytes(text: str) -> bytes:
    """Hexadecimal as bytes; none for what is not hexadecimal, which no signature and no proof fits."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
