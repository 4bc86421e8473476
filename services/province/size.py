"""How large a demonstration province is."""

from __future__ import annotations

from typing import Final, NamedTuple


class Size(NamedTuple):
    """How many of what.

    Attributes:
        instruments: Instruments at the beginning of the year.
        counties: Counties of each prefecture.
        users: How many users a county has for each that `users.USERS` names for a full one, in tenths.
        standards: Measurement standards.
        institutes: Institutes that verify.
        runs: Verifications that are measured on simulated benches.
        others: Runs that verify no instrument (lots, investigations, reviews); samplings, lots of meters and documents go with them.
    """

    instruments: int
    counties: int
    users: int
    standards: int
    institutes: int
    runs: int
    others: int


SIZES: Final = {
    "small": Size(3_000, 2, 3, 120, 40, 4, 2),
    "full": Size(200_000, 8, 10, 1_200, 40, 300, 40),
}
