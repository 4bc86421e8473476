"""The readings that a procedure may ask its run handle for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from inputs.media import PHOTOGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from decimal import Decimal

    from drivers.roles import FileReading, InstantReading, Points, Reading, SeriesReading, TextReading
    from procedures.observed import Attached, Curve
    from procedures.text import Text


class Problem(Protocol):
    """Why an entry is doubted where it is born."""

    @property
    def code(self) -> str:
        """Stable name."""
        ...

    @property
    def zh(self) -> str:
        """What is wrong, in Chinese."""
        ...

    @property
    def en(self) -> str:
        """What is wrong, in English."""
        ...

    @property
    def severity(self) -> str:
        """``refuse``: it cannot be; ``confirm``: it can be, but a person must say why."""
        ...


Effect: TypeAlias = "tuple[Callable[..., None], *tuple[Decimal | str, ...]]"
"""A command of a role of the bench, with its arguments, that is not given yet."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reading that is taken again and again during a wait.

    Attributes:
        name: Last part of its address.
        query: A reading method of a role of the bench that returns a `Reading`; not one of an instrument that each
            position has for itself.
        unit: Unit of the values.
        every: Seconds from one to the next.
        ask: What is recorded.
    """

    name: str
    query: Callable[..., Reading]
    unit: str
    every: int
    ask: Text


class Readings(Protocol):
    """The part of a run handle that takes readings; every one is durable before it is returned."""

    def observe(
        self,
        name: str,
        query: Callable[..., Reading],
        *args: Decimal | str,
        unit: str,
        expect: Decimal,
        ask: Text,
        check: Callable[[Decimal], Problem | None] | None = None,
        leaves: Callable[[Decimal], Effect] | None = None,
    ) -> Decimal:
        """One reading: from the journal if it is there, else asked for, checked, made durable, and only then returned.

        Args:
            name: Last part of the address.
            query: A reading method of a role of `bench`.
            *args: Its arguments.
            unit: Unit the value is judged in.
            expect: What an ideal instrument would show; used for plans and forms only.
            ask: The question, for the person who reads the display.
            check: Doubts about the value, if any.
            leaves: For a reading that changes the bench (pieces are taken away until the indication falls): the command
                that brings about the same change, from the value. A resumed run gives it instead of reading again.

        Raises:
            NotMeasured: The reading was declared impossible, with a reason.
        """
        ...

    def observe_text(
        self,
        name: str,
        query: Callable[..., TextReading],
        *args: Decimal | str,
        expect: str,
        ask: Text,
        required: bool = True,
        check: Callable[[str], Problem | None] | None = None,
    ) -> str | None:
        """A line of text: a serial number, a software version, the number of a seal; see `observe`.

        Args:
            name: Last part of the address.
            query: A reading method of a role of `bench` that returns a `TextReading`.
            *args: Its arguments.
            expect: What an ideal instrument would say.
            ask: The question, for a person.
            required: Whether it must be taken; else a person may leave it out, and nothing becomes incomplete.
            check: Doubts about it.

        Returns:
            The text; None where it was left out.
        """
        ...

    def observe_instant(
        self,
        name: str,
        query: Callable[..., InstantReading],
        *args: Decimal | str,
        expect: datetime,
        ask: Text,
        required: bool = True,
        check: Callable[[datetime], Problem | None] | None = None,
    ) -> datetime | None:
        """What a clock shows; see `observe_text`."""
        ...

    def observe_series(
        self,
        name: str,
        query: Callable[..., SeriesReading],
        *args: Decimal | str,
        unit: str,
        place_unit: str,
        expect: Points,
        ask: Text,
        required: bool = True,
        check: Callable[[Curve], Problem | None] | None = None,
    ) -> Curve | None:
        """Many points as one reading; see `observe_text`. A person gives a CSV file with two columns."""
        ...

    def attach(
        self,
        name: str,
        query: Callable[..., FileReading],
        *args: Decimal | str,
        ask: Text,
        media: tuple[str, ...] = PHOTOGRAPHS,
        required: bool = True,
    ) -> Attached | None:
        """A file, such as a photograph, kept beside the journal; see `observe_text`.

        Args:
            name: Last part of the address.
            query: A reading method of a role of `bench` that returns a `FileReading`.
            *args: Its arguments.
            ask: The question, for a person, who gives the path of the file.
            media: Media types that are accepted, of `inputs.media.KINDS`; the content decides.
            required: See `observe_text`.
        """
        ...
