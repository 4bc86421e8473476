"""Runs decided again on another certificate: the columns of a whole store against the replay of every single run."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import Outcome
from records.entries import opened
from records.event import Event
from records.keys import station_key
from records.recall import CorrectedCertificate
from records.store import Store
from records.verification import ledger_of
from sequencer.reevaluation import CertificateChange, Reevaluation, campaign, reevaluate
from sequencer.reevaluation.decided import stored
from services.laboratory.prepare import rebuild
from tests.records.tampering import unguarded, unpacked
from tests.thorough import number, part

ROOT = Path(__file__).parents[3]
RUNS = number(8, 16)
STANDARD = {"gauge": "PC-01", "scale": "M1-01"}
CERTIFICATE = {"gauge": "YL-2026-00342", "scale": "LX-2026-00017"}


def _load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"benchmarks/reevaluate/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


bulk, random_runs = _load("bulk"), _load("random_runs")
Again = Callable[..., Reevaluation]


class Runs:
    """A store of random runs of one kind."""

    def __init__(self, folder: Path, kind: str, policy: str, number: int = RUNS) -> None:
        self.kind = kind
        self.store = Store(str(folder / "runs.sqlite"))
        setup = random_runs.laboratory(kind, ROOT / "config", policy=policy)
        self.events = {f"run-{n:06}": random_runs.random_run(setup, n) for n in range(number)}
        bulk.write(self.store, ((run, bulk.bodies(events)) for run, events in self.events.items()), station_key())

    def change(self, *, since: date = random_runs.DAY, **stated: Any) -> CertificateChange:
        return CertificateChange(STANDARD[self.kind], since, CorrectedCertificate(**stated))

    def again(self, change: CertificateChange) -> Reevaluation:
        return reevaluate(self.store, change, rebuild, ledger_of(self.store).trust.public)

    def one_by_one(self, change: CertificateChange) -> dict[str, tuple[Outcome, Outcome]]:
        """Old and new verdict of every run that changes, each gone over entry by entry."""
        again = {
            run: random_runs.decided_again(rebuild(opened(e)), e, change).outcome for run, e in self.events.items()
        }
        pairs = {run: (stored(e).outcome, again[run]) for run, e in self.events.items()}
        return {run: pair for run, pair in pairs.items() if pair[0] is not pair[1]}


@pytest.fixture(scope="module", params=[("gauge", "simple"), ("gauge", "JJF 1094"), ("scale", "simple")], ids=str)
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    kind, policy = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(tmp_path_factory.getbasetemp() / "keys"))
        return Runs(tmp_path_factory.mktemp("store"), kind, policy)


CHANGES: Mapping[str, list[dict[str, Any]]] = {
    "gauge": [
        {"correction": "-0.002"},
        {"correction": "0.002"},
        {"correction": {"constant": "-0.0031", "relative": "0.0005"}},
        {"correction": {"table": [["-0.1", "0.001"], ["1", "-0.004"], ["2.1", "0.002"]]}},
        {"correction": {"polynomial": ["0", "-0.001", "0.002"]}},
        {"expanded_uncertainty": "0.009"},
        {"correction": "0.004", "expanded_uncertainty": "0.004"},
        {"maximum_permissible_error": "0.0064"},
        {"maximum_permissible_error": "0.0065"},
        {"quantities": [{"unit": "MPa", "ranges": [{"lower": "0", "upper": "1.5", "expanded_uncertainty": "0.0002"}]}]},
    ],
    "scale": [
        {"correction": {"relative": "-0.00003"}},
        {"correction": {"relative": "-0.0002"}},
        {"correction": "0.2"},
        {"maximum_permissible_error": {"relative": "0.01"}},
    ],
}


def test_columns_decide_as_a_replay_of_every_run(runs: Runs, keys: None) -> None:
    for numbers in part(CHANGES[runs.kind], 3):
        change = runs.change(**numbers)
        found = runs.again(change)
        assert {c.run: (c.old.outcome, c.new.outcome) for c in found.changed} == runs.one_by_one(change), numbers
        assert not found.unreliable
        assert found.concerned == RUNS
        assert found.unchanged == RUNS - len(found.changed)


@pytest.mark.systems
def test_processes_that_share_the_runs_decide_as_one(runs: Runs, keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [runs.change(**numbers) for numbers in CHANGES[runs.kind][:2]]
    for change in part([replace(runs.change(), corrected=None), *changes], 3):  # two processes are started for each
        monkeypatch.setattr(campaign, "MANY", RUNS)
        alone = runs.again(change)
        monkeypatch.setattr(campaign, "MANY", 5)
        shared = reevaluate(runs.store, change, rebuild, ledger_of(runs.store).trust.public, processes=2)
        assert alone.changed
        assert (
            alone == shared == reevaluate(runs.store, change, rebuild, ledger_of(runs.store).trust.public, processes=1)
        )


def test_an_unchanged_certificate_changes_nothing_and_replays_nothing(runs: Runs, keys: None) -> None:
    found = runs.again(runs.change(correction="0.000"))
    assert (found.changed, found.replayed, found.unchanged) == ([], 0, RUNS)


def test_a_correction_does_change_verdicts_and_spares_most_runs(runs: Runs, keys: None) -> None:
    numbers = {"gauge": {"correction": "-0.002"}, "scale": {"correction": {"relative": "-0.00003"}}}[runs.kind]
    found = runs.again(runs.change(**numbers))
    assert found.changed
    assert 0 < found.replayed < RUNS
    for changed in found.changed:
        assert changed.items


def test_a_withdrawn_certificate_voids_what_was_measured(runs: Runs, keys: None) -> None:
    found = runs.again(replace(runs.change(), corrected=None))
    assert len(found.changed) == RUNS
    for changed in found.changed:
        assert changed.new.outcome is Outcome.INVALID
        assert changed.new.items["appearance"] is Outcome.CONFORM
        assert changed.items["indication" if runs.kind == "gauge" else "weighing"][1] is Outcome.INVALID


def test_the_day_and_the_certificate_choose_the_runs(runs: Runs, keys: None) -> None:
    change = replace(runs.change(), corrected=None)
    assert runs.again(replace(change, since=random_runs.DAY + timedelta(days=1))).concerned == 0
    assert runs.again(replace(change, standard=CERTIFICATE[runs.kind])).concerned == RUNS
    assert runs.again(replace(change, standard="YL-1999-00001")).concerned == 0


def test_a_certificate_that_had_expired_voids_the_run(runs: Runs, keys: None) -> None:
    found = runs.again(runs.change(valid_until=random_runs.DAY - timedelta(days=1)))
    assert {c.new.outcome for c in found.changed} == {Outcome.INVALID}
    assert all("expired" in c.new.reasons[0].en for c in found.changed)


def test_nothing_stored_is_changed(runs: Runs, keys: None) -> None:
    before = {run: runs.store.rows(run) for run in runs.store.names()}
    runs.again(runs.change(correction="0.0031"))
    runs.again(replace(runs.change(), corrected=None))
    assert {run: runs.store.rows(run) for run in runs.store.names()} == before


def test_a_correction_of_the_thermometer_makes_a_warm_room_too_warm(runs: Runs, keys: None) -> None:
    change = CertificateChange("TH-01", random_runs.DAY, CorrectedCertificate(unit="°C", correction="0.3"))
    found = runs.again(change)
    assert {c.run: (c.old.outcome, c.new.outcome) for c in found.changed} == runs.one_by_one(change)
    warm = {run for run, events in runs.events.items() if "24.9" in _temperatures(events)}
    changed = {c.run for c in found.changed if c.new.outcome is Outcome.INVALID}
    assert changed == (warm if runs.kind == "gauge" else set())  # a scale is verified at up to 40 °C


def test_a_damaged_run_is_named_and_not_decided(tmp_path: Path, keys: None) -> None:
    runs = Runs(tmp_path, "gauge", "simple", 6)
    with unguarded(Path(str(runs.store.engine.url.database))) as connection:
        change = 'entries = replace(entries, \'"unrounded":"\', \'"unrounded":"9\')'
        connection.execute(f"UPDATE block SET {change} WHERE run = 'run-000003'")
    found = runs.again(runs.change(correction="0.0001"))
    assert list(found.unreliable) == ["run-000003"]


def test_a_run_without_its_first_entry_and_one_with_a_changed_last_are_named(tmp_path: Path, keys: None) -> None:
    runs = Runs(tmp_path, "gauge", "simple", 4)
    with unpacked(Path(str(runs.store.engine.url.database))) as connection:
        connection.execute("DELETE FROM entry WHERE run = 'run-000001' AND seq = 0")
        connection.execute("UPDATE entry SET time = 7 WHERE run = 'run-000002' AND kind = 'closed'")
        connection.execute("UPDATE entry SET kind = 'plan' WHERE run = 'run-000003' AND seq = 0")
    found = runs.again(runs.change(correction="0.0001"))
    assert sorted(found.unreliable) == ["run-000001", "run-000002", "run-000003"]
    assert found.unchanged + len(found.changed) == 1


def test_a_store_in_memory_is_decided_here(keys: None) -> None:
    store = Store("sqlite://")
    setup = random_runs.laboratory("gauge", ROOT / "config")
    events = {f"run-{n}": random_runs.random_run(setup, n) for n in range(4)}
    bulk.write(store, ((run, bulk.bodies(e)) for run, e in events.items()), station_key())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(campaign, "MANY", 2)
        change = CertificateChange("PC-01", random_runs.DAY)
        found = reevaluate(store, change, rebuild, ledger_of(store).trust.public, processes=2)
    assert [c.run for c in found.changed] == list(events)


def _temperatures(events: list[Event]) -> set[str]:
    return {e.body["value"]["number"] for e in events if e.kind == "observation" and e.body["method"] == "temperature"}


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEELYARD_KEYS", str(tmp_path_factory.getbasetemp() / "keys"))
