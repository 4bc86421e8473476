"""Noise that depends on what is asked, not on how often: a hash of the seed and of the names of the quantity.

No shared generator, no state: adding an instrument, a thread or a poll changes nobody else's numbers, and the same seed
gives the same laboratory on every machine.
"""

from hashlib import blake2b
from statistics import NormalDist

_NORMAL = NormalDist()


def uniform(*key: object) -> float:
    """A number in (−1, 1) that belongs to `key`."""
    digest = blake2b("\x1f".join(str(part) for part in key).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") + 0.5) / 2**63 - 1.0


def normal(*key: object) -> float:
    """A standard normal number that belongs to `key`, limited to ±3 so that an honest device stays honest."""
    return max(-3.0, min(3.0, _NORMAL.inv_cdf((uniform(*key) + 1.0) / 2.0)))
