"""What a field kit hands to its institute: its ledger and its runs, in pieces named by their digest.

A piece is a file in a folder, so that a pack goes over a stick or over a line that breaks: a piece is whole when its
digest fits, and none is sent twice. The manifest names the pieces; what they say is proved by ledger, chains and seals.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec
import orjson
from msgspec import Struct
from sqlalchemy import select

from inputs.bounded import BadFile, read_bytes
from records.audit import cited
from records.block import rows as entries_of
from records.durable_file import write_durably
from records.errors import KitRefused, StoreError
from records.schema import block
from records.verification import ledger_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from records.store import Store

MANIFEST = "kit.json"
LARGEST = 1_000_000_000
"""Bytes of a piece; a run of a million readings has some 600 million."""
Ledger = list[tuple[int, str, str, str, str]]
"""Entries of a ledger as `records.store.Store.ledger` gives them."""
Blocks = list[tuple[str, int, str, str, str, str]]
"""Blocks of a run: run, seq, prev, entries, key, signature."""


class Piece(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a pack: SHA-256 and size of its content."""

    sha256: str
    size: int


class PackedRun(Struct, frozen=True, forbid_unknown_fields=True):
    """A run that ended, and the files that its entries name."""

    run: str
    blocks: Piece
    files: tuple[Piece, ...]


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a pack holds.

    Attributes:
        store: Identity of the kit's store.
        station: What the kit calls itself.
        first: Number of the first ledger entry of the pack.
        n, hash: The newest ledger entry of the kit.
        ledger: Its ledger from `first` on.
        runs: Its runs that ended in that part of the ledger.
    """

    store: str
    station: str
    first: int
    n: int
    hash: str
    ledger: Piece
    runs: tuple[PackedRun, ...]

    def pieces(self) -> list[Piece]:
        """Every piece, each once."""
        found = [self.ledger, *(p for run in self.runs for p in (run.blocks, *run.files))]
        return list({piece.sha256: piece for piece in found}.values())


def write_pack(store: Store, folder: Path, station: str, first: int = 0) -> Manifest:
    """Write a pack: its pieces, and the manifest when all are there.

    Args:
        store: The kit's store.
        folder: A folder; pieces that lie there already are not written again.
        station: What the kit calls itself.
        first: Number of the first ledger entry that the institute does not have.

    Raises:
        StoreError: The store is not what was written, has no ledger, or a file cannot be written.
    """
    ledger = ledger_of(store)
    if ledger.problems or ledger.head is None:
        raise StoreError("; ".join(p.en for p in ledger.problems) or "the kit has no runs yet")
    rows = [row for row in store.ledger() if row[0] >= first]
    ended = [orjson.loads(text)["body"]["run"] for _, kind, text, _, _ in rows if kind == "closed"]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        runs = [_packed(store, folder, run) for run in ended]
        piece = _written(folder, lines(rows))
        head = ledger.head
        made = Manifest(head.store, station, first, head.n, head.hash, piece, tuple(runs))
        write_durably(folder / MANIFEST, msgspec.json.encode(made))
    except OSError as error:
        raise StoreError(f"{error.filename} cannot be written: {error.strerror}") from error
    return made


def _packed(store: Store, folder: Path, run: str) -> PackedRun:
    names = ("run", "seq", "prev", "entries", "key", "signature")
    query = select(*(block.c[name] for name in names)).where(block.c.run == run).order_by(block.c.seq)
    with store.reporting(), store.engine.connect() as connection:
        blocks = [tuple(row) for row in connection.execute(query)]
    named = dict.fromkeys(str(value["sha256"]) for _, value in cited(entries(blocks)))
    files = [_written(folder, content) for name in named if (content := store.file(name)) is not None]
    return PackedRun(run, _written(folder, lines(blocks)), tuple(files))


def entries(blocks: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The entries of some blocks by field, for an audit."""
    return [fields for run, seq, prev, text, _, _ in blocks for fields in entries_of(run, seq, prev, text)]


def lines(rows: Sequence[tuple[Any, ...]]) -> bytes:
    """Rows as the content of a piece: JSON, a row a line."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def _written(folder: Path, content: bytes) -> Piece:
    piece = Piece(sha256(content).hexdigest(), len(content))
    path = folder / piece.sha256
    if not path.exists() or path.stat().st_size != piece.size:
        write_durably(path, content)
    return piece


class Pack:
    """A pack as it arrived.

    Args:
        folder: Where its pieces lie.

    Raises:
        KitRefused: There is no manifest, or none that can be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.manifest = msgspec.json.decode(read_bytes(folder / MANIFEST, LARGEST), type=Manifest)
        except (BadFile, msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise KitRefused(f"{folder / MANIFEST} is no manifest of a field kit: {error}") from error

    def lacking(self) -> list[Piece]:
        """Pieces that are not there whole."""
        return [piece for piece in self.manifest.pieces() if not self._whole(piece)]

    def content(self, piece: Piece) -> bytes:
        """The content of a piece.

        Raises:
            KitRefused: It is not there whole.
        """
        try:
            content = read_bytes(self.folder / _plain(piece.sha256), LARGEST)
        except BadFile as error:
            raise KitRefused(f"piece {piece.sha256[:16]} of the pack {error}") from error
        if sha256(content).hexdigest() != piece.sha256:
            raise KitRefused(f"piece {piece.sha256[:16]} of the pack is not what was sent; send it again")
        return content

    def ledger(self) -> Ledger:
        """The entries of the kit's ledger that the pack holds.

        Raises:
            KitRefused: They cannot be read.
        """
        return ledger_rows(self.content(self.manifest.ledger))

    def blocks(self, run: PackedRun) -> Blocks:
        """The blocks of a run.

        Raises:
            KitRefused: They cannot be read.
        """
        found: Blocks = _read(self.content(run.blocks), Blocks)
        return found

    def _whole(self, piece: Piece) -> bool:
        try:
            return bool(self.content(piece)) or not piece.size
        except KitRefused:
            return False


def ledger_rows(content: bytes) -> Ledger:
    """Entries of a ledger from a piece.

    Raises:
        KitRefused: It holds something else.
    """
    found: Ledger = _read(content, Ledger)
    return found


def _read(content: bytes, kind: Any) -> Any:
    try:
        return msgspec.convert([orjson.loads(line) for line in content.splitlines()], kind)
    except (ValueError, msgspec.ValidationError) as error:
        raise KitRefused(f"a piece of the pack cannot be read: {error}") from error


def _plain(name: str) -> str:
    """A digest as the name of a file, and nothing that leads elsewhere."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise KitRefused("the manifest names a piece by something that is no digest")
    return name
