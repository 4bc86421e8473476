"""The environment gate during a run, on the simulated pressure bench whose room leaves its limits (15 °C to 25 °C)."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from drivers.bench import open_bench
from procedures.conditions import WATCHED as INTERVAL
from records.entries import opened, run_clock
from records.event import Event
from records.journal import MemoryJournal
from sequencer.environment_monitor import PATIENCE, SETTLE
from sequencer.errors import Interrupted
from sequencer.reading_sources import BenchSource
from sequencer.session import perform, replay
from services.laboratory.prepare import prepare, rebuild, with_bench

CONFIG = Path(__file__).parents[2] / "config"
THERMOMETER = 'lower = "-10"'
RECOVERS = "[[120, 30.0], [900, 20.5]]"


@dataclass(frozen=True, slots=True)
class Journaled:
    """What a run left behind."""

    events: list[Event]

    def of(self, *kinds: str) -> list[Event]:
        return [e for e in self.events if e.kind in kinds]

    @property
    def verdict(self) -> Mapping[str, Any]:
        (found,) = self.of("verdict")
        return found.body

    def without_guard(self) -> list[tuple[str, str, Any]]:
        """Kind, address and what was read or concluded; no times, no bytes."""
        kept = []
        for e in self.events:
            if e.kind in {"observation", "finding", "conclusion", "item", "verdict", "command", "dwell"}:
                body = {k: v for k, v in e.body.items() if k not in {"elapsed", "traffic"}}
                kept.append((e.kind, e.address, body))
        return kept


Run = Callable[..., Journaled]


class Lost(MemoryJournal):
    """A journal that a person's Ctrl-C ends after a number of entries."""

    def __init__(self, entries: int) -> None:
        super().__init__("test")
        self._left = entries

    def append(self, kind: str, body: Mapping[str, Any], address: str = "") -> Event:
        self._left -= 1
        if self._left == 0:
            raise KeyboardInterrupt
        return super().append(kind, body, address)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Verifies the gauge of the demonstration laboratory in a room whose temperature changes as given."""
    folder = tmp_path / "lab"
    shutil.copytree(CONFIG, folder)
    bench_file, standards = folder / "benches/gauge.toml", folder / "standards.toml"
    registered = standards.read_text("utf-8")
    text = bench_file.read_text(encoding="utf-8")

    def perform_once(
        steps: str = "[]", *, past: list[Event] | None = None, entries: int = 0, correction: str = "0"
    ) -> Journaled:
        standards.write_text(registered.replace(THERMOMETER, f'{THERMOMETER}\ncorrection = "{correction}"'), "utf-8")
        changed = text.replace("temperature = 20.5", f"temperature = 20.5\ntemperature_steps = {steps}")
        bench_file.write_text(changed, encoding="utf-8")
        subject = folder / "subjects/gauge.toml"
        job = prepare("JJG 52", bench_file, subject, stage="initial", on=date(2026, 11, 23), seed=7, operator="")
        journal = Lost(entries) if entries else MemoryJournal("test")
        past = past or []
        with open_bench(job.bench, subject=job.nameplate, seed=7, start=run_clock(past)) as bench:
            setup = rebuild(opened(past)) if past else with_bench(job.setup, bench)
            answers = BenchSource(bench.roles, bench.clock, None)
            try:
                perform(setup, journal, answers, bench.clock, past=past, make_safe=bench.make_safe)
            except Interrupted:
                assert entries
        return Journaled(past + journal.events)

    return perform_once


def seconds(e: Event) -> Decimal:
    return Decimal(e.body["elapsed"])


def test_a_room_that_stays_inside_is_only_looked_at(run: Run) -> None:
    found = run()
    looks = found.of("environment")
    assert not found.of("paused", "continued", "abandoned")
    times = [seconds(e) for e in looks]
    assert len(times) >= 3
    assert all(later - earlier >= INTERVAL for earlier, later in pairwise(times))
    assert len({e.address for e in looks}) == len(looks)


def test_the_run_pauses_outside_and_continues_when_the_room_has_settled(run: Run) -> None:
    found = run(RECOVERS)
    paused, continued = found.of("paused", "continued")
    assert (paused.kind, continued.kind) == ("paused", "continued")
    assert paused.body["words"]["reason"]["en"].endswith("is outside 15 to 25 °C")
    assert paused.body["limits"]["temperature_highest"] == "25"
    inside = min(seconds(e) for e in found.of("environment") if seconds(e) >= 900)
    assert SETTLE <= seconds(continued) - inside < SETTLE + INTERVAL
    between = [e for e in found.events if paused.seq < e.seq < continued.seq]
    assert {e.kind for e in between} == {"environment"}
    assert found.verdict["outcome"] == "conform"


def is_of_the_gauge(entry: tuple[str, str, Any]) -> bool:
    """Whether an entry is a reading of the gauge, an outcome, or anything else that is no value of the standard."""
    kind, _, body = entry
    return (
        kind != "conclusion"
        and body.get("role") != "source"
        and body.get("key") != "environment"
        and body.get("role") != "room"
    )


def test_what_is_read_and_decided_does_not_depend_on_the_pause(run: Run) -> None:
    """Those of the room and the last digit of the standard may differ: they were taken at another time."""
    calm, paused = run().without_guard(), run(RECOVERS).without_guard()
    assert [entry for entry in calm if is_of_the_gauge(entry)] == [entry for entry in paused if is_of_the_gauge(entry)]


def test_the_same_seed_gives_the_same_journal(run: Run) -> None:
    def bodies() -> list[Any]:
        return [(e.kind, e.address, {**e.body, "bench": ""}) for e in run(RECOVERS).events]

    assert bodies() == bodies()


def test_a_run_gives_up_after_its_patience(run: Run) -> None:
    found = run("[[120, 30.0]]")
    (paused,) = found.of("paused")
    (abandoned,) = found.of("abandoned")
    assert PATIENCE <= seconds(abandoned) - seconds(paused) < PATIENCE + INTERVAL
    assert found.verdict["outcome"] == "invalid"
    assert "indication" in found.verdict["invalid"]
    items = {e.address: e.body for e in found.of("item")}
    assert "120 min" in items["indication"]["words"]["reason"]["en"]
    assert items["appearance"]["outcome"] == "conform"
    measured_later = [e for e in found.of("observation") if e.seq > paused.seq]
    assert not measured_later


@pytest.mark.parametrize(
    "steps", ["[]", RECOVERS, "[[120, 30.0]]", "[[120, 10.0], [900, 20.5], [1200, 26], [1500, 20]]"]
)
def test_a_replay_reads_nothing_and_agrees(run: Run, steps: str) -> None:
    found = run(steps)
    assert str(replay(rebuild(opened(found.events)), MemoryJournal(), found.events)) == found.verdict["outcome"]


def test_leaving_the_limits_again_while_it_settles_starts_the_settling_again(run: Run) -> None:
    found = run("[[120, 30.0], [900, 20.5], [1200, 26.0], [1500, 20.5]]")
    (continued,) = found.of("continued")
    assert seconds(continued) >= 1500 + SETTLE
    assert len(found.of("paused")) == 1


def test_a_pause_goes_on_after_an_interruption(run: Run) -> None:
    whole = run(RECOVERS)
    (paused,) = whole.of("paused")
    broken = run(RECOVERS, entries=paused.seq + 14)  # in the middle of the settling
    assert seconds(broken.of("environment")[-1]) > seconds(paused)
    resumed = run(RECOVERS, past=broken.events)
    assert len(resumed.of("paused")) == 1
    (continued,) = resumed.of("continued")
    last = seconds(broken.of("environment")[-1])
    assert seconds(continued) - last >= SETTLE
    assert resumed.verdict["outcome"] == "conform"
    addresses = [e.address for e in resumed.of("environment")]
    assert len(addresses) == len(set(addresses))
    assert str(replay(rebuild(opened(resumed.events)), MemoryJournal(), resumed.events)) == "conform"


def test_an_abandoned_run_that_is_resumed_stays_abandoned(run: Run) -> None:
    whole = run("[[120, 30.0]]")
    (abandoned,) = whole.of("abandoned")
    past = whole.events[: abandoned.seq + 1]
    resumed = run("[]", past=past)
    assert len(resumed.of("abandoned")) == 1
    assert resumed.verdict["outcome"] == "invalid"


@pytest.mark.parametrize(("warmest", "correction", "pauses"), [
    ("24.8", "0.2", False), ("24.9", "0.2", True), ("25.2", "-0.2", False), ("25.3", "-0.2", True),
    ("25.0", "0", False), ("25.1", "0", True),
])  # fmt: skip
def test_the_certificate_of_the_thermometer_moves_the_edge_of_the_band(
    run: Run, warmest: str, correction: str, pauses: bool
) -> None:
    room = Decimal(warmest) - Decimal("0.1")  # the thermometer has an error of its own
    found = run(f"[[120, {room}], [900, 20.5]]", correction=correction)
    assert bool(found.of("paused")) is pauses
    looks = [(r["shown"], r["value"]) for e in found.of("environment") for r in e.body["readings"][:1]]
    at_the_edge = [(shown, judged) for shown, judged in looks if shown == warmest]
    assert at_the_edge
    assert {Decimal(judged) - Decimal(shown) for shown, judged in looks} == {Decimal(correction)}
    assert (
        str(replay(rebuild(opened(found.events)), MemoryJournal(), found.events))
        == found.verdict["outcome"]
        == "conform"
    )


def test_the_environment_item_corrects_as_the_guard_does(run: Run) -> None:
    found = run(correction="0.25")
    shown = [e.body["value"]["number"] for e in found.of("observation") if e.address.endswith("/temperature")]
    judged = [e.body["values"]["value"] for e in found.of("conclusion") if e.address.endswith("/temperature")]
    looks = [(r["shown"], r["value"]) for e in found.of("environment") for r in e.body["readings"][:1]]
    pairs = [*zip(shown, judged, strict=True), *looks]
    assert {Decimal(t) - Decimal(raw) for raw, t in pairs} == {Decimal("0.25")}


def test_a_person_who_reads_the_room_is_not_asked_every_minute() -> None:
    from drivers.roles import Person

    class Still:
        def elapsed(self) -> Decimal:
            return Decimal(0)

    assert not BenchSource({"room": Person()}, Still(), None).watches("room")  # type: ignore[arg-type]
    assert not BenchSource({}, Still(), None).watches("room")  # type: ignore[arg-type]
