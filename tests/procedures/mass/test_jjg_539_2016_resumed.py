"""A weighing that is cut anywhere goes on to the same end, on a pan that knows what lies on it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from drivers.roles import Reading
from records.event import Event
from records.journal import MemoryJournal
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import StoppedClock, perform, replay
from services.laboratory.prepare import prepare
from tests.procedures.answers import CONFIG, DAY, nameplate

DERIVED = ("plan", "conclusion", "item", "verdict")
HEAVY = Decimal("1.0001")
"""What other loads weigh that stand in place of weights."""


class Pan(DryRunSource):
    """An ideal scale: it shows what was really put on it."""

    planning = False

    def __init__(self, d: Decimal) -> None:
        super().__init__()
        self.d, self.weights, self.others, self.tare = d, Decimal(0), Decimal(0), Decimal(0)

    def act(self, call: Call) -> None:
        """Do it."""
        args = call.args
        match call.method:
            case "place":
                self.weights = Decimal(str(args[0]))
            case "add":
                self.weights += Decimal(str(args[0]))
            case "substitute":
                self.weights, self.others = Decimal(0), Decimal(str(args[0])) * HEAVY
            case "tare":
                self.tare = self.weights + self.others
            case "clear_tare":
                self.tare = Decimal(0)

    def read(self, call: Call, question: Question) -> Answer:
        """What is seen there."""
        net = self.weights + self.others - self.tare
        shown = (net / self.d).quantize(Decimal(1)) * self.d
        match call.method:
            case "indication":
                value = shown
            case "changeover":
                value = shown + self.d / 2 - net
            case "drop":
                value = net - (shown - self.d / 2)
                self.weights -= value
            case _:
                return super().read(call, question)
        return Answer(Reading(f"{value}", value, question.unit), how="instrument")


def run(setup: Any, d: Decimal, past: list[Event]) -> list[Event]:
    journal = MemoryJournal("r")
    journal.events = list(past)
    perform(setup, journal, Pan(d), StoppedClock(), past=past)
    return journal.events


@pytest.mark.parametrize(("bench", "d", "step"), [("truck-scale", "20", 11), ("scale", "5", 13)])
def test_a_weighing_cut_anywhere_goes_on_to_the_same_end(bench: str, d: str, step: int, tmp_path: Path) -> None:
    subject = nameplate(tmp_path / "s.toml", bench)
    job = prepare("JJG 539", CONFIG / f"benches/{bench}.toml", subject, stage="initial", on=DAY, seed=7, operator="")
    whole = run(job.setup, Decimal(d), [])
    assert whole[-1].body["outcome"] == "conform"
    derived = {(e.kind, e.address): e.body for e in whole if e.kind in DERIVED}
    for end in range(2, len(whole), step):
        events = run(job.setup, Decimal(d), whole[:end])
        assert {(e.kind, e.address): e.body for e in events if e.kind in DERIVED} == derived, end
    assert replay(job.setup, MemoryJournal("r"), whole)


def test_a_substitution_load_is_worth_what_lies_there(tmp_path: Path) -> None:
    subject = nameplate(tmp_path / "s.toml", "truck-scale")
    job = prepare("JJG 539", CONFIG / "benches/truck-scale.toml", subject, stage="initial", on=DAY, seed=7, operator="")
    events = run(job.setup, Decimal(20), [])
    found = {e.address: e.body for e in events if e.kind == "conclusion"}
    assert found["weighing/up/60000kg"]["values"]["L"] == "60004.0"
    errors = [Decimal(b["values"]["Ec"]) for a, b in found.items() if a.startswith("weighing/") and "Ec" in b["values"]]
    assert set(errors) == {Decimal(0)}


def test_pieces_that_were_taken_away_are_taken_away_again_when_it_goes_on(tmp_path: Path) -> None:
    subject = nameplate(tmp_path / "s.toml", "scale")
    job = prepare("JJG 539", CONFIG / "benches/scale.toml", subject, stage="initial", on=DAY, seed=7, operator="")
    whole = run(job.setup, Decimal(5), [])
    ends = [n + 1 for n, e in enumerate(whole) if e.kind == "observation" and e.address.endswith("/I3")]
    assert len(ends) == 3
    for load, end in zip((100, 7500), ends[:2], strict=True):  # after the last load nothing is put on
        taken = next(e.body["value"]["number"] for e in reversed(whole[:end]) if e.address.endswith("/taken"))
        assert Decimal(taken) > 0
        again = [e.body for e in run(job.setup, Decimal(5), whole[:end])[end:] if e.kind == "restored"]
        last = max(n for n, b in enumerate(again) if b["method"] == "place")
        assert Decimal(again[last]["args"][0]) == load + 5
        assert [Decimal(b["args"][0]) for b in again[last + 1 :]] == [-Decimal(taken), Decimal("0.5"), 7]
