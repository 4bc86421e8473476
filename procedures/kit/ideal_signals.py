"""Recordings of an ideal signal, for plans and forms: what is compared, and with which readings, follows from them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from drivers.roles import Points

FINE: Final = Decimal("0.0001")


def sampled(signal: Callable[[float], float], seconds: float, count: int, begin: float = 0.0) -> Points:
    """A signal at so many times, to four decimals."""
    times = [Decimal(repr(round(begin + seconds * n / count, 6))) for n in range(count + 1)]
    return tuple((t, Decimal(repr(signal(float(t)))).quantize(FINE)) for t in times)


def pulses(t: float) -> float:
    """A timing signal that does not repeat: two pulses of different width and height, in V."""
    return 4.0 * math.exp(-(((t - 1.0) / 0.12) ** 2)) + 2.4 * math.exp(-(((t - 2.4) / 0.2) ** 2))


def lagging(tau: float, start: float, end: float) -> Callable[[float], float]:
    """A sensor of first order that is plunged at time 0."""
    return lambda t: end + (start - end) * math.exp(-max(t, 0.0) / tau)
