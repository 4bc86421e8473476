"""Runs on a simulated bench without lines and sockets: what is read and worked there, answered in the same process.

The units are those of the bench; only what carries the bytes is left out. So thousands of runs can be made. A reference
meter is started, stopped and read as its registers are.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from drivers.bench import load_bench
from drivers.roles import Reading, SeriesReading, TextReading
from drivers.simulation.blocks import counter
from drivers.simulation.inventory import set_up
from drivers.simulation.power_meter import SimulatedReferenceMeter
from drivers.simulation.time import VirtualTime
from records.entries import ItemResult, of_kind
from records.journal import MemoryJournal
from sequencer.reading_source import Answer, Call, Question
from sequencer.reading_sources import DryRunSource
from sequencer.session import Setup, StoppedClock, perform

WIDE = (0.0, 4.0)
"""Ends of the intervals of a sum over time after each change, in s, where many runs are made: three times quicker.

Display, encoder and measure sum the same flow over the same intervals, so that what they differ by stays the same.
"""
ROOM = {"temperature": "22.0", "humidity": "50.0"}
_CONTROL, _COMMANDS, _NANO = 0x0100, {"start": 1, "stop": 2}, Decimal("1e-9")


def in_wide_steps() -> None:
    """Let the units of this process sum over fewer intervals, for the rest of its life."""
    counter._GRID = WIDE


class DirectSource(DryRunSource):
    """Asks the units of a simulated bench.

    Args:
        bench: The bench file.
        plate: Nameplate of the unit under test.
        seed: Seed of the world.
    """

    acts = True
    planning = False

    def __init__(self, bench: Path, plate: Mapping[str, Any], seed: int) -> None:
        super().__init__()
        file, self._time = load_bench(bench), VirtualTime()
        self._people = set_up(file, {"1": plate}, seed, self._time).people
        self._names = {role: (entry.address or "").removeprefix("sim:") for role, entry in file.roles.items()}

    def read(self, call: Call, question: Question) -> Answer:
        """What the unit shows; the air of the room as the bench file has it."""
        if call.role == "room":
            text = ROOM[call.method]
            return Answer(Reading(text, Decimal(text), question.unit))
        shown = self._ask(call)
        if "points" in shown:
            points = tuple((Decimal(place), Decimal(value)) for place, value in shown["points"])
            return Answer(SeriesReading("simulated", points, shown["unit"], "s"))
        if isinstance(question.expect, str):
            return Answer(TextReading(str(shown["text"])))
        return Answer(Reading(shown["text"], Decimal(shown["value"]), shown["unit"]))

    def doubt(self, question: Question, text: str, problem: Any) -> str:
        """Nobody slips here: what can be is kept."""
        return "as the unit shows it" if problem.severity == "confirm" else super().doubt(question, text, problem)

    def act(self, call: Call) -> None:
        """Do something with the unit."""
        self._ask(call)

    def wait(self, seconds: int) -> None:
        """Let the world's time pass."""
        self._time.advance(Decimal(seconds))

    pause = wait

    def _ask(self, call: Call) -> dict[str, Any]:
        if call.method == "read_text":
            return {"text": self._people.read_text(*call.texts())}
        thing: Any = self._people.things[self._names[call.role] or self._people.under_test["1"]]
        if isinstance(thing, SimulatedReferenceMeter):
            return _of_reference(thing, call.method)
        if call.method == "software":
            return {"text": thing.name.firmware}
        found, seconds = thing.ask(call.method, call.texts())
        self._time.advance(Decimal(repr(round(seconds, 3))))
        return found or {}


def _of_reference(meter: SimulatedReferenceMeter, method: str) -> dict[str, Any]:
    if method in _COMMANDS:
        meter.store(_CONTROL, [_COMMANDS[method]])
        return {}
    counted = meter._counted()[0] * _NANO
    return {"text": f"{counted:f}", "value": f"{counted:f}", "unit": "Wh"}


def directly(setup: Setup, bench: Path, plate: Mapping[str, Any], seed: int) -> tuple[str, dict[str, str]]:
    """One run; its outcome, and that of each item."""
    journal = MemoryJournal("direct")
    outcome = perform(setup, journal, DirectSource(bench, plate, seed), StoppedClock())
    return str(outcome), {item.key: item.outcome for _, item in of_kind(journal.events, ItemResult)}
