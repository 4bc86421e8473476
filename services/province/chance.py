"""Random numbers of a demonstration province: every part has its own, so that a further part changes no other."""

from __future__ import annotations

import random


def stream(seed: int, *part: object) -> random.Random:
    """The random numbers of a part."""
    return random.Random("/".join(map(str, (seed, *part))))  # noqa: S311  a demonstration, no secret
