"""That a run judges the readings of an earlier one by another edition."""

from __future__ import annotations

from typing import Literal

from records.entries.fields import Part


class Judged(Part, frozen=True, kw_only=True):
    """The run whose readings are judged by another edition; nothing was measured for the judgement.

    Attributes:
        run: The judged run.
        hash: Hash of its last entry.
        regulation: The edition that it followed.
        in_force: Whether the judging edition was in force on the day of the run.
        nameplate: Whether the nameplate is that of the run, or was given as a file.
        left_out: Fields of the run's nameplate that the judging edition does not know.
    """

    run: str
    hash: str
    regulation: str
    in_force: bool
    nameplate: Literal["run", "file"]
    left_out: tuple[str, ...] = ()
