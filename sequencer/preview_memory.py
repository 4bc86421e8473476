"""Previews that were made, by all that they depend on: a run is gone through several times before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedures.subject import Subject

P = TypeVar("P")
KEPT = 256
"""Two for each of more positions than any bench has."""
_SHIPPED = "procedures."


class Previews(Generic[P]):
    """What was made last, for each instrument and for all that differ from it in the serial number alone."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], P] = {}

    def of(self, depends: tuple[object, ...], subject: Subject, make: Callable[[], P], *, alike: bool) -> P:
        """The preview of an instrument.

        Args:
            depends: All that it depends on beside the nameplate; the class of the edition stands first.
            subject: The nameplate.
            make: Makes it.
            alike: Take that of an instrument which differs in the serial number alone. No shipped edition does anything
                else with the number than to print it, so that only texts may name the other one; what an edition of a
                laboratory does with it nobody knows.
        """
        exact = *depends, subject.model_dump_json()
        like = *depends, subject.model_dump_json(exclude={"serial"})
        shared = str(getattr(depends[0], "__module__", "")).startswith(_SHIPPED)
        found = self._made.get(exact)
        if found is None and alike and shared:
            found = self._made.get(like)
        if found is None:
            found = self._made[exact] = self._made[like] = make()
            while len(self._made) > KEPT:
                del self._made[next(iter(self._made))]
        return found
