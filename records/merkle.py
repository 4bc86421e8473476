"""A Merkle tree that only grows, and what its proofs are worth: RFC 6962 section 2.1, as RFC 9162 section 2.1 words it.

The tree is kept as its perfect subtrees: node (level, index) covers the leaves from index * 2**level on, 2**level of
them. Such a node never changes once it is full, so an append writes few nodes, and root and proofs read few.
An auditor needs `included` and `consistent` alone; they know no store and no tree.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Nodes: TypeAlias = Callable[[int, int], bytes]
    """Gives the full node of a level and an index."""

EMPTY = sha256().digest()
"""Root of the tree without leaves."""


class Tree:
    """A tree in memory.

    Attributes:
        size: How many leaves it has.
    """

    def __init__(self) -> None:
        self.size = 0
        self._levels: list[list[bytes]] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf by its hash."""
        for level, _, hash_ in grown(self.node, self.size, leaf):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(hash_)
        self.size += 1

    def node(self, level: int, index: int) -> bytes:
        """A full node."""
        return self._levels[level][index]

    def root(self) -> bytes:
        """Its root."""
        return root(self.node, self.size)


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of a leaf."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of a node over two."""
    return sha256(b"\1" + left + right).digest()


def grown(nodes: Nodes, size: int, leaf: bytes) -> list[tuple[int, int, bytes]]:
    """The nodes that become full with one more leaf: level, index, hash; the leaf itself first.

    Args:
        nodes: The tree.
        size: How many leaves it has.
        leaf: Hash of the new one.
    """
    found, level, index, hash_ = [(0, size, leaf)], 0, size, leaf
    while index % 2:
        hash_ = node_hash(nodes(level, index - 1), hash_)
        level, index = level + 1, index // 2
        found.append((level, index, hash_))
    return found


def root(nodes: Nodes, size: int) -> bytes:
    """Root of the tree of the first leaves."""
    return _over(nodes, 0, size) if size else EMPTY


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """What proves that a leaf is in the tree of the first `size` leaves, see `included`."""
    proof, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _largest_power(end - begin)
        if index < middle:
            proof.append(_over(nodes, middle, end))
            end = middle
        else:
            proof.append(_over(nodes, begin, middle))
            begin = middle
    return proof[::-1]


def consistency(nodes: Nodes, old: int, size: int) -> list[bytes]:
    """What proves that the tree of `old` leaves is the beginning of the one of `size`, see `consistent`."""
    if old in {0, size}:
        return []
    proof, begin, end = [], 0, size
    while old != end:
        middle = begin + _largest_power(end - begin)
        if old <= middle:
            proof.append(_over(nodes, middle, end))
            end = middle
        else:
            proof.append(_over(nodes, begin, middle))
            begin = middle
    if begin:
        proof.append(_over(nodes, begin, end))
    return proof[::-1]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], stated: bytes) -> bool:
    """Whether a proof shows that a leaf has its place in a tree (RFC 9162, 2.1.3.2).

    Args:
        leaf: Hash of the leaf.
        index: Its place, from 0.
        size: How many leaves the tree has.
        proof: Hashes beside the way from the leaf to the root.
        stated: The root.
    """
    if not 0 <= index < size:
        return False
    at, last, hash_ = index, size - 1, leaf
    for beside in proof:
        if not last:
            return False
        if at % 2 or at == last:
            hash_ = node_hash(beside, hash_)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            hash_ = node_hash(hash_, beside)
        at, last = at // 2, last // 2
    return not last and hash_ == stated


def consistent(old: int, old_root: bytes, size: int, stated: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree is the beginning of a larger one (RFC 9162, 2.1.4.2).

    Args:
        old: Size of the smaller tree.
        old_root: Its root.
        size: Size of the larger one.
        stated: Its root.
        proof: The hashes.
    """
    if not 0 < old < size:  # nothing precedes everything; the same tree is itself
        return not proof and (old_root == EMPTY if not old else old == size and old_root == stated)
    path = [old_root, *proof] if old & (old - 1) == 0 else [*proof]
    if not path:
        return False
    at, last = old - 1, size - 1
    while at % 2:
        at, last = at // 2, last // 2
    first = second = path[0]
    for beside in path[1:]:
        if not last:
            return False
        if at % 2 or at == last:
            first, second = node_hash(beside, first), node_hash(beside, second)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            second = node_hash(second, beside)
        at, last = at // 2, last // 2
    return not last and first == old_root and second == stated


def _largest_power(leaves: int) -> int:
    """The largest power of two below a number of leaves."""
    return 1 << (leaves - 1).bit_length() - 1


def _over(nodes: Nodes, begin: int, end: int) -> bytes:
    """Hash over leaves `begin` to `end`; `begin` is a place where a full node of that many leaves can begin."""
    count = end - begin
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return nodes(level, begin >> level)
    middle = begin + _largest_power(count)
    return node_hash(_over(nodes, begin, middle), _over(nodes, middle, end))
