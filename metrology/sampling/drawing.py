"""A random order that nobody chose and everybody can draw again."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def draw(keys: Iterable[str], seed: str) -> list[str]:
    """Every key in a random order that follows from the seed: by the SHA-256 of seed, line feed and key.

    Args:
        keys: What is drawn from, such as serial numbers, each once.
        seed: Text that nobody could choose, such as one with the hash of the newest ledger entry.
    """
    return sorted(keys, key=lambda key: sha256(f"{seed}\n{key}".encode()).hexdigest())
