"""Runs for tests, as the sequencer journals them: shipped regulations, benches and subjects, in memory."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from procedures.run import Problem
from records.event import GENESIS, Body, Event, digest, encode
from records.journal import MemoryJournal
from sequencer.errors import Interrupted
from sequencer.reading_source import Answer, Call, Question, entered, found
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup, StoppedClock, perform
from services.laboratory.prepare import prepare

CONFIG = Path(__file__).parent.parent / "config"
DAY = date(2026, 11, 23)
BEGAN = datetime(2026, 11, 23, 7, tzinfo=UTC)
RUN = "20261123-070000-8f3a4c2"
SHIPPED: Mapping[str, tuple[str, str]] = {
    "JJG 539": ("scale-by-hand", "scale"),
    "JJG 52": ("gauge-by-hand", "gauge"),
    "JJF 1587": ("multimeter", "multimeter"),
    "JJG 229": ("thermoresistor", "thermoresistor"),
}
"""Regulation to the bench and the subject of the demonstration laboratory."""


class Chained(MemoryJournal):
    """A journal in memory with the chain and the times of a real one, an entry every second, so that runs repeat."""

    def __init__(self, run: str = RUN, stop_at: str = "") -> None:
        super().__init__(run)
        self._stop_at = stop_at

    def append(self, kind: str, body: Body, address: str = "") -> Event:
        """Chain an entry; a person's Ctrl-C comes where it was told to."""
        if address and address == self._stop_at and kind == "observation":
            raise KeyboardInterrupt
        seq, prev = len(self.events), self.events[-1].hash if self.events else GENESIS
        time = (BEGAN + timedelta(seconds=seq, microseconds=123456)).isoformat(timespec="microseconds")
        sealed = digest(self.run, seq, time, kind, address, encode(body), prev)
        self.events.append(Event(self.run, seq, time, kind, address, body, prev, sealed))
        return self.events[-1]


class Answers(DryRunSource):
    """A person who reads an ideal instrument, but for the answers that a test gives.

    Args:
        given: Text that is entered, by address.
    """

    planning = False
    correctable = True

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__()
        self.given = dict(given)

    def read(self, call: Call, question: Question) -> Answer:
        """The text given, else what an ideal instrument would show."""
        text = self.given.get(question.address)
        ideal = super().read(call, question)._replace(how="operator")
        return ideal if text is None else entered(text, question, "operator")

    def find(self, call: Call, question: Question) -> Answer:
        """The answer given, else conform."""
        return found(self.given.get(question.address, "conform"), "operator")

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """A value that can be is kept; one that cannot is read again, as an ideal instrument shows it."""
        del text
        if problem.severity == "confirm":
            return "seen twice"
        del self.given[question.address]
        return ""


@cache
def setup_of(regulation: str, stage: str = "initial", bench: str = "") -> Setup:
    """The set-up of a shipped regulation on its bench of the demonstration laboratory."""
    usual, subject = SHIPPED[regulation]
    files = CONFIG / f"benches/{bench or usual}.toml", CONFIG / f"subjects/{subject}.toml"
    return prepare(regulation, *files, stage=stage, on=DAY, seed=7, operator="").setup


def performed(
    regulation: str, given: Mapping[str, str] | None = None, *, stage: str = "initial", stop_at: str = "", **stated: Any
) -> list[Event]:
    """The entries of one run.

    Args:
        regulation: The regulation.
        given: Answers that are not the ideal ones, by address.
        stage: Kind of verification.
        stop_at: The reading at which the run is interrupted; empty where it goes on to its end.
        **stated: Other fields of the first entry.
    """
    journal, setup = Chained(stop_at=stop_at), setup_of(regulation, stage).stating(**stated)
    try:
        perform(setup, journal, Answers(given or {}), StoppedClock())
    except Interrupted:
        assert stop_at
    return journal.events
