"""Readings that are no numbers: texts that are compared with the nameplate, clocks, series, photographs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, Field

from inputs.media import PHOTOGRAPHS
from metrology.decision import Outcome
from procedures.kit.measuring import Measuring
from procedures.run import Doubt
from procedures.run_readings import Recorded
from procedures.standards import INDEPENDENT
from procedures.subject import Marked, Subject
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from drivers.roles import FileReading, InstantReading, Points, Reading, SeriesReading, TextReading
    from procedures.observed import Attached, Curve
    from procedures.run import Problem

S = TypeVar("S", bound=Subject)
LEFT_OUT = Text("未取，非必需", "left out, not required")
DIFFERS = Text("与登记的不一致", "not as stated")


class Marks(BaseModel):
    """Fields of a nameplate for what identifies an instrument besides its serial number.

    Attributes:
        software: Software identification as approved.
        seals: Numbers of the seals, in the order of their places.
        photographs: What is photographed; a person may leave one out.
    """

    software: Marked | None = Field(None, title="软件标识 | Software identification")
    seals: tuple[Marked, ...] = Field((), title="封印编号 | Seal numbers")
    photographs: tuple[Literal["nameplate", "seals", "installation"], ...] = ()

    @property
    def marks(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.software or self.seals or self.photographs)


class Recording(Measuring[S]):
    """The part of a kit procedure that takes readings that are no numbers."""

    def text(
        self, symbol: str, query: Any, *, expect: str | Text, number: int | str = "", required: bool = True
    ) -> str | None:
        """A line of text; one that is not what is expected has to be confirmed, as it is often a slip.

        Args:
            symbol: A term; with `number`, the key of the reading.
            query: A method of a role that returns a text, or a tuple of it and its arguments.
            expect: What should be there; an answer that a person may give in either language as a text of both.
            number: Which of several texts of one kind.
            required: Whether a person must give it.
        """
        method, args = _split(query)
        wanted = Text.same(expect) if isinstance(expect, str) else expect

        def doubt(found: str) -> Problem | None:
            if any(same(found, one) for one in wanted):
                return None
            zh, en = f"“{found}”与“{wanted.zh}”不一致，请确认", f"{found!r} is not {wanted.en!r}; please confirm"
            return Doubt("text_differs", zh, en, "confirm")

        typed: Callable[..., TextReading] = method
        name, ask = f"{symbol}{number}", self._ask(symbol, number)
        return self.run.observe_text(name, typed, *args, expect=wanted.zh, ask=ask, required=required, check=doubt)

    def instant(self, symbol: str, query: Any, *, expect: datetime, required: bool = True) -> datetime | None:
        """What a clock shows; see `text`."""
        method, args = _split(query)
        typed: Callable[..., InstantReading] = method
        ask = self._ask(symbol, "")
        return self.run.observe_instant(symbol, typed, *args, expect=expect, ask=ask, required=required)

    def record(
        self, symbol: str, query: Any, *, unit: str, place_unit: str = "s", expect: Points = (), required: bool = True
    ) -> Curve | None:
        """Many points as one reading, over time by default; see `text`. A person gives a CSV file."""
        method, args = _split(query)
        typed: Callable[..., SeriesReading] = method
        return self.run.observe_series(
            symbol, typed, *args, unit=unit, place_unit=place_unit, expect=expect, ask=self._ask(symbol, ""),
            required=required,
        )  # fmt: skip

    def photograph(
        self, symbol: str, query: Any, *, media: tuple[str, ...] = PHOTOGRAPHS, required: bool = False
    ) -> Attached | None:
        """A file, a photograph by default; a person may leave it out unless it is required."""
        method, args = _split(query)
        typed: Callable[..., FileReading] = method
        return self.run.attach(symbol, typed, *args, ask=self._ask(symbol, ""), media=media, required=required)

    def wait_recording(self, key: str, symbol: str, query: Callable[..., Reading], *, every: int) -> Curve | None:
        """Wait as `wait` does, and record meanwhile what an instrument shows, every so many seconds.

        Args:
            key: Number of the facts, in s.
            symbol: A term.
            query: A reading of a role; where a person fills it, nobody is asked.
            every: Seconds between two readings.
        """
        why, name = self.facts.reason(key), self.facts.term(symbol).name
        ask = Text(f"{why.zh}：{name.zh}", f"{why.en}: {name.en}")
        return self.run.dwell(
            int(self.facts.number(key)), why, Recorded(f"{symbol}_{key}", query, self.unit, every, ask)
        )

    def agrees(self, stated: str, found: str | None) -> None:
        """Conclude whether a text is what is stated; columns `stated` and `found`."""
        if self._dry_run is not None:
            self._dry_run.reported.append((self._examined, self._place, Text.of(self._reason)))
        conforms = found is not None and same(found, stated)
        self.run.conclude(
            self._place.label if self._place.keys else self._examined.name,
            Outcome.CONFORM if conforms else Outcome.NOT_CONFORM,
            values={"stated": stated, "found": found or "—"},
            reason=NO_TEXT if conforms else DIFFERS,
            reference=INDEPENDENT,
        )

    def identify(self, software: Callable[..., TextReading]) -> None:
        """Software identification, seal numbers and photographs of a nameplate with `Marks`.

        Args:
            software: The reading of the software identification.
        """
        marks: Any = self.subject
        if marks.software:
            with self.at("software"):
                self.agrees(marks.software, self.text("found", software, expect=marks.software))
        for n, seal in enumerate(marks.seals, 1):
            with self.at("seal", str(n)):
                read = (self.inspector.read_text, f"seal {n}")
                self.agrees(seal, self.text("found", read, expect=seal))
        for what in marks.photographs:
            with self.at("photograph", what):
                self._taken(self.photograph("file", (self.inspector.photograph, what)))

    def _taken(self, file: Attached | None) -> None:
        """State that a photograph was taken; it decides nothing."""
        self.run.conclude(
            self._place.label,
            Outcome.NOT_APPLICABLE if file is None else Outcome.CONFORM,
            values={"found": "—" if file is None else file.name},
            reason=LEFT_OUT if file is None else NO_TEXT,
            reference=INDEPENDENT,
        )


def same(found: str, stated: str) -> bool:
    """Whether two texts are the same but for blanks."""
    return " ".join(found.split()) == " ".join(stated.split())


def _split(query: Any) -> tuple[Any, tuple[Any, ...]]:
    return (query[0], query[1:]) if type(query) is tuple else (query, ())
