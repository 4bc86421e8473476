"""The witness of a platform: a Merkle tree over what stations told of their ledgers, in the platform's database."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, insert, select

from metrology.text import Text
from records import merkle
from records.witness.receipt import Proved, Receipt, Received, signed_head
from records.witness.statement import Kept, Stated, Statement, stated
from supervision.errors import NotAnswered, reason
from supervision.tables import station
from supervision.witness_tables import leaf, node, secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from records.witness.receipt import TreeHead
    from supervision.stations import Station
    from supervision.store import PlatformStore


class Log:
    """The tree, inside one transaction.

    Args:
        connection: The transaction.
        moment: Now.
    """

    def __init__(self, connection: Connection, moment: str) -> None:
        self._connection, self._moment = connection, moment
        self._known: dict[tuple[int, int], bytes] = {}
        self.size = int(connection.scalar(select(func.count()).select_from(leaf)) or 0)

    def append(self, kept: Kept, what: Stated, institute: str) -> int:
        """Add a statement; its place."""
        at, line = self.size, kept.line()
        found = merkle.grown(self.node, at, merkle.leaf_hash(line))
        self._known |= {(level, n): hash_ for level, n, hash_ in found}
        rows = [{"level": level, "n": n, "hash": hash_.hex()} for level, n, hash_ in found]
        self._connection.execute(insert(node), rows)
        told = {"store": what.store, "institute": institute, "key": what.key, "digest": digest(kept)}
        self._connection.execute(insert(leaf).values(n=at, **told, line=line.decode()))
        self.size += 1
        return at

    def node(self, level: int, n: int) -> bytes:
        """A full node."""
        if (level, n) not in self._known:
            query = select(node.c.hash).where(node.c.level == level, node.c.n == n)
            self._known[level, n] = bytes.fromhex(str(self._connection.scalar(query)))
        return self._known[level, n]

    def head(self, size: int | None = None) -> TreeHead:
        """The signed head of the first `size` statements, or of all."""
        count = self.size if size is None else size
        return signed_head(self._key(), count, self.root(count), self._moment)

    def root(self, size: int) -> bytes:
        """The root of the tree of the first `size` statements."""
        return merkle.root(self.node, size)

    def proof(self, at: int, size: int | None = None) -> tuple[str, ...]:
        """The proof that a statement is among the first `size`, or among all."""
        return tuple(h.hex() for h in merkle.inclusion(self.node, at, self.size if size is None else size))

    def _key(self) -> Ed25519PrivateKey:
        text = self._connection.scalar(select(secret.c.key))
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(str(text)))


def digest(statement: Statement) -> str:
    """By what a statement is known: the entry and its signature."""
    return sha256(f"{statement.entry}\n{statement.signature}".encode()).hexdigest()


def receive(store: PlatformStore, caller: Station, told: Sequence[tuple[int, Statement]]) -> Receipt:
    """Take statements of an institute, each once; all or none.

    Raises:
        NotAnswered: One of them is not signed with a key of the institute, or is about the store of another.
    """
    with store.writing() as connection:
        _ready(connection)
        log, places = Log(connection, store.moment()), list[tuple[int, int, str]]()
        keys = set(connection.scalars(select(station.c.key).where(station.c.institute == caller.institute)))
        for place, (n, statement) in enumerate(told):
            what = _stated(connection, caller, keys, statement, f"statements.{place}")
            row = connection.execute(
                select(leaf.c.n, leaf.c.line).where(leaf.c.store == what.store, leaf.c.digest == digest(statement))
            ).first()
            if row is None:
                kept = Kept(statement.entry, statement.key, statement.signature, store.moment())
                places.append((n, log.append(kept, what, caller.institute), kept.received))
            else:
                places.append((n, row.n, msgspec.json.decode(row.line, type=Kept).received))
        entries = tuple(Received(n, at, received, log.proof(at)) for n, at, received in places)
        return Receipt(log.head(), entries)


def _stated(connection: Connection, caller: Station, keys: set[str], statement: Statement, field: str) -> Stated:
    what = stated(statement)
    if isinstance(what, str):
        text = Text("不是本台站签署的、结束检定的台账条目", f"no signed ledger entry that ends a run: {what}")
        raise NotAnswered(422, [reason("statement", text, field)])
    if what.key not in keys:
        text = Text(f"密钥 {what.key} 未登记于该机构", f"key {what.key} is none of the institute")
        raise NotAnswered(422, [reason("key", text, field)])
    owner = connection.scalar(select(leaf.c.institute).where(leaf.c.store == what.store).limit(1))
    if owner not in {None, caller.institute}:
        text = Text("该记录库属于另一机构", "the store belongs to another institute")
        raise NotAnswered(409, [reason("conflict", text, field)])
    return what


def head(store: PlatformStore) -> TreeHead:
    """How much the witness holds."""
    with store.writing() as connection:
        _ready(connection)
        return Log(connection, store.moment()).head()


def of_store(
    store: PlatformStore, institute: str, name: str, after: int, limit: int, size: int
) -> tuple[TreeHead, list[Proved]]:
    """What an institute told of a store: those behind a place, proved against the first `size` statements.

    Raises:
        NotAnswered: There are not so many.
    """
    with store.writing() as connection:
        _ready(connection)
        log = Log(connection, store.moment())
        count = _within(size or log.size, log)
        of = leaf.c
        query = select(of.n, of.line).where(of.store == name, of.institute == institute, of.n > after, of.n < count)
        rows = connection.execute(query.order_by(of.n).limit(limit)).all()
        found = [Proved(row.n, msgspec.json.decode(row.line, type=Kept), log.proof(row.n, count)) for row in rows]
        return log.head(count), found


def consistency(store: PlatformStore, old: int, size: int) -> list[str]:
    """The proof that the tree of `old` statements is the beginning of the one of `size`.

    Raises:
        NotAnswered: There are not so many.
    """
    with store.reading() as connection:
        log = Log(connection, store.moment())
        return [h.hex() for h in merkle.consistency(log.node, min(old, size), _within(size, log))]


def others(store: PlatformStore, institute: str, name: str) -> dict[str, int]:
    """How much the institute told of other stores than one."""
    of = leaf.c
    query = select(of.store, func.count()).where(of.institute == institute, of.store != name).group_by(of.store)
    with store.reading() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def _within(size: int, log: Log) -> int:
    if size > log.size:
        text = Text(f"只有 {log.size} 条", f"there are {log.size} entries only")
        raise NotAnswered(404, [reason("size", text, "size")])
    return size


def _ready(connection: Connection) -> None:
    """Make the key of the witness where there is none."""
    if connection.scalar(select(func.count()).select_from(secret)) == 0:
        text = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        connection.execute(insert(secret).values(key=text))
