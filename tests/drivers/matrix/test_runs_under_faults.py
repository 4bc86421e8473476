"""Whole verifications with a fault in the middle: nothing wrong is kept, nothing left on, and on to the verdict."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from console import bench_session, performing
from console.template import copy_template
from console.wiring import prepare
from drivers.bench import Bench, open_bench
from drivers.bench_file import BenchFile, FaultEntry
from drivers.simulation.truth import energised, faults_met, honest_answers, violations
from records.event import Event
from records.store import Store
from sequencer.errors import Interrupted

TIMEOUT = 0.15
REGULATION = {"scale": "JJG 539", "gauge": "JJG 52"}
#: Device, bench, request that carries its reading, which of them meets the fault.
DEVICES = {"scale": ("scale", "S", 9), "source": ("gauge", ":SENS:PRES?", 8), "room": ("gauge", "SEND", 3)}
#: Readings that a driver takes at one moment, whose text must be what the instrument said at that moment.
DIRECT = ("indication", "pressure", "temperature", "humidity")
GOES_ON, STOPS = "goes on", "interrupted"
#: What a run does with a fault that a driver cannot mend by itself: it stops, and is resumed when the cause is gone.
RUNS: dict[str, dict[str, str]] = {
    "late": dict.fromkeys(DEVICES, STOPS),
    "truncated": dict.fromkeys(DEVICES, STOPS),
    "split": {"source": GOES_ON, "scale": GOES_ON},
    "nul": {"scale": STOPS},
    "overload": {"source": STOPS, "room": STOPS},
    "disconnect": dict.fromkeys(DEVICES, STOPS),
    "refuse": {"source": STOPS, "scale": STOPS},
    "stale": {"source": STOPS},
    "stuck": {"source": STOPS, "scale": STOPS},
    "trip": {"source": GOES_ON},  # the pressure it had is held, and the next point energises it again
    "reboot": {"source": STOPS, "scale": STOPS},
    "wrong_unit": {"source": STOPS, "room": STOPS},
    "error": {"source": STOPS},
    "busy": {"scale": GOES_ON},
    "hardware_error": {"scale": STOPS},
}
CASES = [(kind, device, end) for kind, ends in RUNS.items() for device, end in ends.items()]


@dataclass
class Station:
    """A laboratory's folder, and every bench that was opened in it."""

    folder: Path
    patch: pytest.MonkeyPatch
    benches: list[Bench] = field(default_factory=list)

    def run(self, name: str, faults: tuple[FaultEntry, ...], **simulation: Any) -> str:
        """Start a run under faults; returns how it ended. What the faults spoilt is gone when it is resumed."""
        self._opens(faults, simulation)
        job = prepare(
            REGULATION[name],
            self.folder / f"benches/{name}.toml",
            self.folder / f"subjects/{name}.toml",
            stage="initial",
            on=date(2026, 11, 23),
            seed=1,
            operator="",
        )
        try:
            performing.start(job, self.store)
        except Interrupted:
            return STOPS
        return GOES_ON

    def resume(self) -> None:
        """Go on when the cause is gone."""
        self._opens(())
        performing.resume("last", self.store)

    def events(self) -> list[Event]:
        """The last run."""
        store = Store(self.store)
        found = store.events(store.find("last"))
        store.close()
        return found

    @property
    def store(self) -> str:
        return str(self.folder / "runs.sqlite")

    def _opens(self, faults: tuple[FaultEntry, ...], simulation: dict[str, Any] | None = None) -> None:
        @contextmanager
        def opened(file: BenchFile, **options: Any) -> Iterator[Bench]:
            assert file.simulation is not None
            changed = file.simulation.model_copy(update={"faults": faults, **(simulation or {})})
            roles = {role: entry.model_copy(update={"timeout": TIMEOUT}) for role, entry in file.roles.items()}
            with open_bench(file.model_copy(update={"simulation": changed, "roles": roles}), **options) as bench:
                self.benches.append(bench)
                yield bench

        self.patch.setattr(bench_session, "open_bench", opened)


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path / "keys"))
    copy_template(tmp_path / "lab")
    return Station(tmp_path / "lab", monkeypatch)


def dishonest(events: list[Event], benches: list[Bench]) -> list[str]:
    """Readings in the journal that no instrument gave at that moment."""
    found = []
    for event in events:
        body = event.body
        if event.kind != "observation" or body["method"] not in DIRECT:
            continue
        said = [
            exchange.sent.decode("latin-1")
            for bench in benches
            if bench.laboratory is not None and body["role"] in bench.laboratory.plans
            for exchange in honest_answers(bench.laboratory, body["role"])
            if exchange.sent is not None and exchange.elapsed == Decimal(body["elapsed"])
        ]
        if not any(body["text"] in line for line in said):
            found.append(f"{body['role']}.{body['method']} at {body['elapsed']} s: {body['text']}")
    return found


@pytest.mark.parametrize(("kind", "device", "end"), CASES, ids=[f"{device}-{kind}" for kind, device, _ in CASES])
def test_a_run_with_a_fault(station: Station, kind: Any, device: str, end: str) -> None:
    name, match, request = DEVICES[device]
    fault = FaultEntry(device=device, kind=kind, request=request, match=match, seconds=2 * TIMEOUT)
    assert station.run(name, (fault,)) == end
    laboratory = station.benches[0].laboratory
    assert laboratory is not None
    assert faults_met(laboratory, device) == [kind]
    if end == STOPS:
        station.resume()
    events = station.events()
    assert dishonest(events, station.benches) == []
    assert [event.body["outcome"] for event in events if event.kind == "verdict"] == ["conform"]
    for bench in station.benches:
        assert bench.laboratory is not None
        assert violations(bench.laboratory) == energised(bench.laboratory) == []


def test_a_lie_in_the_journal_would_be_found(station: Station) -> None:
    """The check of this module sees a reading that nobody gave."""
    assert station.run("scale", ()) == GOES_ON
    events = station.events()
    assert dishonest(events, station.benches) == []
    lie = next(event for event in events if event.kind == "observation" and event.body["method"] == "indication")
    lie.body["text"] = "S S      9.999 kg"
    assert len(dishonest(events, station.benches)) == 1


@pytest.mark.parametrize(
    ("name", "wires"),
    [
        ("gauge", {"source.output": ()}),  # the gauge hangs on nothing and reads the atmosphere
        ("scale", {"loads.hand": ("neighbour.pan",)}),  # the weights go onto the scale beside it
    ],
)
def test_a_bench_that_is_wired_wrongly_never_conforms(station: Station, name: str, wires: Any) -> None:
    station.run(name, (), wires=wires)
    outcomes = [event.body["outcome"] for event in station.events() if event.kind == "verdict"]
    assert "conform" not in outcomes
    assert station.benches[0].laboratory is not None
    assert violations(station.benches[0].laboratory) == []
