"""Settings of a serial line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a serial line.

    Attributes:
        baud: Bits per second.
        bits: Data bits, 7 or 8.
        parity: `N`, `E`, `O`.
        stop: Stop bits, 1 or 2.
    """

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop: int = 1
