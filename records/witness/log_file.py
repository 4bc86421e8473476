"""A witness without a platform: a folder on a second disk or on a server, with a log that is only added to.

``log.jsonl`` holds a statement a line, and the line is the leaf of the tree. It is opened for appending alone, so that
the folder may forbid anything else (``chattr +a`` on Linux, rights of a server). The key lies beside it: who may write
the folder can write another log. What this proves rests on who that is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
import orjson

from records.audit import fingerprint
from records.durable_file import write_durably
from records.errors import WitnessError
from records.journal import utc_now
from records.merkle import Tree, consistency, inclusion, leaf_hash
from records.witness.receipt import Proved, Receipt, Received, TreeHead, signed_head
from records.witness.statement import Kept
from records.write_lock import WriteLock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from records.witness.statement import Statement

LOG, KEY, FILE = "log.jsonl", "witness.key", "file:"


def address_of(named: str, folder: Path) -> str:
    """The address of a witness as the ledger states it: a folder by its whole path.

    Args:
        named: As ``laboratory.toml`` names it; empty for none.
        folder: The folder of that file.
    """
    if not named.startswith(FILE):
        return named.rstrip("/")
    path = named.removeprefix(FILE)
    return f"{FILE}{(folder / (path[2:] if path.startswith('//') else path)).resolve()}"


class FileWitness:
    """A log in a folder, which must be there: a disk that is not mounted is no empty log.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.address = folder, f"{FILE}{folder}"

    def begin(self) -> None:
        """Make the key of the log, if there is none.

        Raises:
            WitnessError: The folder is not there, or cannot be written.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if (self.folder / LOG).exists() and not (self.folder / KEY).exists():
            raise WitnessError(self.address, f"there is a {LOG} without its {KEY}")
        try:
            if not (self.folder / KEY).exists():
                text = Ed25519PrivateKey.generate().private_bytes_raw().hex()
                with suppress(FileExistsError):
                    write_durably(self.folder / KEY, text.encode("ascii"), replace=False)
        except OSError as error:
            raise WitnessError(self.address, str(error.strerror)) from error

    def head(self) -> TreeHead:
        """How much it holds."""
        return self._signed(self._tree(self._lines()))

    def receive(self, told: Sequence[tuple[int, Statement]]) -> Receipt:
        """Take statements, each once, and answer for each.

        Raises:
            WitnessError: The log cannot be written; it holds what it held.
        """
        lock = WriteLock(str(self.folder / LOG))
        try:
            with lock:
                lines = self._lines()
                stores = {_store(s) for _, s in told}
                marked = _mark(stores.pop()) if len(stores) == 1 else b""
                known = {(kept.entry, kept.signature): (at, kept) for at, kept in _kept(lines, marked)}
                received = utc_now().isoformat(timespec="seconds")
                new = list[bytes]()
                for _, s in told:
                    if (s.entry, s.signature) not in known:
                        kept = Kept(s.entry, s.key, s.signature, received)
                        known[s.entry, s.signature] = len(lines) + len(new), kept
                        new.append(kept.line())
                if new:
                    self._append(new, after=lines)
        finally:
            lock.close()
        tree = self._tree([*lines, *new])
        answers = [(n, *known[s.entry, s.signature]) for n, s in told]
        entries = [Received(n, at, kept.received, _proof(tree, at)) for n, at, kept in answers]
        return Receipt(self._signed(tree), tuple(entries))

    def of_store(self, store: str) -> tuple[TreeHead, list[Proved]]:
        """Everything it was told of a store, in the order of the log."""
        lines = self._lines()
        tree = self._tree(lines)
        found = [(at, kept) for at, kept in _kept(lines, _mark(store)) if _store(kept) == store]
        return self._signed(tree), [Proved(at, kept, _proof(tree, at)) for at, kept in found]

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the tree of `old` statements is the beginning of the one of `size`."""
        tree = self._tree(self._lines())
        if not 0 <= old <= size <= tree.size:
            raise WitnessError(self.address, f"the log holds {tree.size} entries, not {size}")
        return consistency(tree.node, old, size)

    def others(self, store: str, keys: Sequence[str]) -> dict[str, int]:
        """Other stores that it was told of with one of some keys: how many statements of each."""
        found = dict[str, int]()
        for _, kept in _kept(self._lines()):
            of = _store(kept)
            if of != store and fingerprint(bytes.fromhex(kept.key)) in keys:
                found[of] = found.get(of, 0) + 1
        return found

    def _lines(self) -> list[bytes]:
        """Every line, also one that was cut off: it was never answered for, and stays a leaf."""
        try:
            content = (self.folder / LOG).read_bytes()
        except FileNotFoundError:
            content = b""
        except OSError as error:
            raise WitnessError(self.address, str(error.strerror)) from error
        lines = content.split(b"\n")
        return lines[:-1] if not lines[-1] else lines

    def _append(self, new: list[bytes], *, after: list[bytes]) -> None:
        path = self.folder / LOG
        try:
            size = path.stat().st_size if path.exists() else 0
            cut = size < sum(map(len, after)) + len(after)  # the last line was cut off
            with path.open("ab") as file:
                file.write(b"\n" * cut + b"".join(line + b"\n" for line in new))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WitnessError(self.address, str(error.strerror)) from error

    def _tree(self, lines: Sequence[bytes]) -> Tree:
        tree = Tree()
        for line in lines:
            tree.append(leaf_hash(line))
        return tree

    def _signed(self, tree: Tree) -> TreeHead:
        return signed_head(self._key(), tree.size, tree.root(), utc_now().isoformat(timespec="seconds"))

    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        try:
            text = (self.folder / KEY).read_text(encoding="ascii")
            return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text.strip()))
        except FileNotFoundError as error:
            raise WitnessError(self.address, "no log was begun there; is the disk mounted?") from error
        except (OSError, ValueError) as error:
            raise WitnessError(self.address, f"its key cannot be read: {error}") from error


def _kept(lines: Sequence[bytes], holding: bytes = b"") -> Iterator[tuple[int, Kept]]:
    """Place and content of the lines that are statements; what somebody else wrote there is a leaf and no statement."""
    for at, line in enumerate(lines):
        if holding in line:
            with suppress(msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError):
                kept = msgspec.json.decode(line, type=Kept)
                bytes.fromhex(kept.key)
                yield at, kept


def _mark(store: str) -> bytes:
    """What stands in each line about a store."""
    return f'"store\\":\\"{store}'.encode()


def _store(statement: Statement) -> str:
    with suppress(ValueError, KeyError, TypeError):
        return str(orjson.loads(statement.entry)["store"])
    return ""


def _proof(tree: Tree, at: int) -> tuple[str, ...]:
    return tuple(h.hex() for h in inclusion(tree.node, at, tree.size))
