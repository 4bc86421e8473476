"""A laboratory in which whole verifications meet faults, worked by the command line."""

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from console.cli.main import main
from drivers.bench import Bench, open_bench
from drivers.bench_file import BenchFile
from drivers.simulation.simulation_file import FaultEntry
from drivers.simulation.truth import honest_answers
from metrology.units import convert
from records.event import Event
from records.store import Store
from sequencer.attempts import first
from services.runs import bench_session

#: Only where the time limit is waited for is it short: a busy machine must not look like a silent instrument.
TIMEOUT = 0.25
WAITED_FOR = ("silence", "late", "truncated", "garbage", "nul", "disconnect")
REGULATION = {"scale": "JJG 539", "gauge": "JJG 52"}
#: Readings that a driver takes at one moment, whose text must be what the instrument said at that moment.
DIRECT = ("indication", "pressure", "temperature", "humidity")
#: What a reading may differ by from that of the undisturbed run, which was taken some seconds earlier or later: the
#: creep of the scale through a piece of 0.1 e, the controller's ripple, some minutes of the room. The rest is equal.
ALLOWED = {
    "changeover": (Decimal("0.5"), "g"),
    "drop": (Decimal("0.5"), "g"),
    "pressure": (Decimal("0.02"), "kPa"),
    "temperature": (Decimal("0.5"), "°C"),
    "humidity": (Decimal(2), "%RH"),
}


@dataclass
class Station:
    """A laboratory's folder, and every bench that was opened in it."""

    folder: Path
    patch: pytest.MonkeyPatch
    benches: list[Bench] = field(default_factory=list)

    def run(self, name: str, faults: Sequence[FaultEntry] = (), **simulation: Any) -> int:
        """Start a run under faults; returns the exit code. What the faults spoilt is gone when it is resumed."""
        self._opens(tuple(faults), simulation)
        files = ("--bench", self.folder / f"benches/{name}.toml", "--subject", self.folder / f"subjects/{name}.toml")
        return self("run", REGULATION[name], *files, "--date", "2026-11-23", "--seed", "1")

    def resume(self) -> int:
        """Go on when the cause is gone; returns the exit code."""
        self._opens(())
        return self("resume", "last")

    def __call__(self, *words: object) -> int:
        self.patch.setattr("sys.argv", ["steelyard", *map(str, words)])
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                main()
            except SystemExit as end:
                return int(end.code or 0)
        return 0

    def events(self) -> list[Event]:
        """The last run."""
        store = Store(str(self.folder / "runs.sqlite"))
        found = store.events(store.find("last"))
        store.close()
        return found

    def _opens(self, faults: tuple[FaultEntry, ...], simulation: dict[str, Any] | None = None) -> None:
        @contextmanager
        def opened(file: BenchFile, **options: Any) -> Iterator[Bench]:
            assert file.simulation is not None
            changed = file.simulation.model_copy(update={"faults": faults, **(simulation or {})})
            short = {fault.device: {"timeout": TIMEOUT} for fault in faults if fault.kind in WAITED_FOR}
            roles = {role: entry.model_copy(update=short.get(role, {})) for role, entry in file.roles.items()}
            with open_bench(file.model_copy(update={"simulation": changed, "roles": roles}), **options) as bench:
                self.benches.append(bench)
                yield bench

        self.patch.setattr(bench_session, "open_bench", opened)


def outcomes(events: Sequence[Event]) -> list[str]:
    """Outcomes of the verdicts."""
    return [event.body["outcome"] for event in events if event.kind == "verdict"]


def dishonest(events: Sequence[Event], benches: Sequence[Bench]) -> list[str]:
    """Readings in the journal that no instrument gave at that moment; a series lasts longer than a moment."""
    found = []
    for event in events:
        body = event.body
        if event.kind != "observation" or body["method"] not in DIRECT or body["value"]["type"] == "series":
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


def strange(events: Sequence[Event], undisturbed: Sequence[Event]) -> list[str]:
    """Readings in the journal that are not those of the undisturbed run: other places, or other values."""
    found, right = _observed(events), dict(_observed(undisturbed))
    places = list(dict.fromkeys(place for place, _ in found))
    if places != list(right):
        return sorted(set(places) ^ set(right)) or ["another order"]
    return [f"{place}: {body['text']}, undisturbed {right[place]['text']}"
            for place, body in found if not _same(body, right[place])]  # fmt: skip


def _observed(events: Sequence[Event]) -> list[tuple[str, Mapping[str, Any]]]:
    """Places and readings; a measurement that was made again after an interruption is at the place of the first."""
    return [(first(event.address), event.body) for event in events if event.kind == "observation"]


def _same(found: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    one, other = found["value"], right["value"]
    if one["type"] == other["type"] == "series":  # what a fault delays falls on other seconds of it
        return bool(one["unit"] == other["unit"])
    if one["unit"] != other["unit"] or right["method"] not in ALLOWED:
        return bool(one == other)
    allowed = convert(*ALLOWED[right["method"]], other["unit"])
    return abs(Decimal(one["number"]) - Decimal(other["number"])) <= allowed
