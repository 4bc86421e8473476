"""Finished runs with random readings near the limits, for a benchmark and a test; no bench is opened."""

import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import structs

from drivers.roles import Reading
from metrology.exact import plain
from procedures.run import Problem
from records.event import Event
from records.journal import MemoryJournal
from sequencer.errors import SequencerError
from sequencer.reading_source import Answer, Call, Question
from sequencer.reevaluation import CertificateChange
from sequencer.reevaluation.decided import Decided, concluded_again, refusals, stored, void
from sequencer.session import Setup, StoppedClock, perform
from services.laboratory.prepare import prepare

DAY = date(2026, 11, 23)
REGULATION = {"gauge": "JJG 52", "scale": "JJG 539"}
MOST_TENTHS = 10  # ΔL is at most one interval, in tenths of it


class RandomSource:
    """An instrument with an error of its own, read on a bench that does not quite reach its points."""

    acts = True
    planning = False
    extra = False
    correctable = False
    environment = None

    def __init__(self, draw: random.Random) -> None:
        self._draw, self._slope = draw, draw.choice([0, 1, 2, 2, 2])

    def read(self, call: Call, question: Question) -> Answer:
        """The expected value, changed as the instrument of the role would change it."""
        value = question.expect if question.expect is not None else Decimal(0)
        if call.method == "pressure":
            value += self._draw.randint(-58, 58) * Decimal("0.0001")
        elif call.method in {"before_tap", "after_tap"}:
            value += Decimal(self._draw.choice([-1, 0, 0, 0, 0, 0]) + self._slope) / 100 if value else 0
        elif call.method == "changeover":
            centre = MOST_TENTHS // 2 - self._slope
            value = Decimal(call.args[0]) * self._draw.randint(centre - 2, centre + 3)
        elif call.method == "temperature":
            value = self._draw.choice([Decimal("20.5"), Decimal("20.6"), Decimal("24.9")])
        return Answer(Reading(plain(value), value, question.unit), note="as read")

    def find(self, call: Call, question: Question) -> Answer:
        """Everything is as it should be."""
        del call, question
        return Answer(finding="conform")

    def act(self, call: Call) -> None:
        """Nothing."""

    def doubt(self, question: Question, text: str, problem: Problem) -> str:
        """Nobody gives a reason."""
        del question, text, problem
        return ""

    def wait(self, seconds: int) -> None:
        """Nothing."""

    pause = wait


def laboratory(kind: str, config: Path, *, policy: str = "simple") -> Setup:
    """The set-up of the demonstration bench of a kind, with the decision rule of a policy."""
    files = (config / f"benches/{kind}.toml", config / f"subjects/{kind}.toml")
    setup = prepare(REGULATION[kind], *files, stage="initial", on=DAY, seed=0, operator="").setup
    return setup.stating(policy=structs.replace(setup.opened.policy, decision=policy))


def random_run(setup: Setup, seed: int) -> list[Event]:
    """The entries of one finished run; drawn again where an entry could not have been shown."""
    draw = random.Random(seed)
    while True:
        journal: Any = MemoryJournal(f"run-{seed:06}")
        try:
            perform(setup, journal, RandomSource(draw), StoppedClock())
        except SequencerError:
            continue
        return journal.events


def decided_again(setup: Setup, events: Sequence[Event], change: CertificateChange) -> Decided:
    """Go over the whole journal of a run, as if the certificate had been right from the beginning."""
    reasons = refusals(setup, change)
    return void(setup, stored(events).items, change, reasons) if reasons else concluded_again(setup, events, change)
