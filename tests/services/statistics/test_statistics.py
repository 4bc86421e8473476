"""The statistics of a month: counted from journals, rates from the registers, capability of what repeats."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from records.entries import opened
from registers.change import Change
from registers.instruments import INSTRUMENTS, Instrument
from registers.verifications import VERIFICATIONS, Verification
from reports.read_back import page_texts
from sequencer.errors import Refused
from services.events import Events
from services.register.book import changing
from services.runs.run import run
from services.statistics.capability import capabilities
from services.statistics.documents import write_statistics
from services.statistics.month import monthly, period_of
from tests.evidence.laboratory import quiet
from tests.real_runs import CONFIG, DAY, performed
from tests.services.store_of_runs import Person, Runs, on_the_day


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("statistics")
    shutil.copytree(CONFIG, folder / "lab")
    made = Runs(folder / "lab", str(folder / "runs.sqlite"))
    with on_the_day(folder / "keys"), quiet():
        job = made.job("JJG 539", bench="scale-by-hand")  # waits for nothing
        bad = made.job("JJG 539", bench="scale-by-hand")
        answers = Person(bad)
        answers._ideal |= {"appearance/legal_marks": "not_conform: 无标志"}
        made.names = {"bad": run(bad, made.url, Events(), answers), "good": run(job, made.url, Events(), Person(job))}
        changing(made.url, "V001", "test", lambda change: _registered(change, made.names))
        yield made


def _registered(change: Change, names: dict[str, str]) -> None:
    """The bad run as found, the good one as left, of one instrument."""
    change.put_many(INSTRUMENTS, [("I1", Instrument(name="表", serial="1", mode="periodic"))])
    for name, outcome in (("bad", "not_conform"), ("good", "conform")):
        bad = name == "bad"
        row = Verification(instrument="I1", on=DAY, outcome=outcome, as_found=bad, as_left=not bad)
        change.put_many(VERIFICATIONS, [(names[name], row)])


def test_runs_of_the_month_are_counted_and_rates_are_those_of_the_registers(store: Runs) -> None:
    found = monthly(store.url, "2026-11")
    assert found["runs"]["total"] == 2
    assert found["runs"]["outcomes"] == {"conform": 1, "not_conform": 1}
    assert found["passes"]["as_found"] == {"part": 0, "whole": 1, "percent": "0.00"}
    assert found["passes"]["as_left"] == {"part": 1, "whole": 1, "percent": "100.00"}
    for groups in ("regulations", "benches", "people"):
        (row,) = found[groups]
        assert (row["total"], row["as_left"]["percent"]) == (2, "100.00")
    other = monthly(store.url, "2026-10")
    assert (other["runs"]["total"], other["passes"]["as_found"]["whole"], other["benches"]) == (0, 0, [])


def test_failed_items_and_standards_are_named(store: Runs) -> None:
    found = monthly(store.url, "2026-11")
    (item,) = found["failed_items"]
    assert (item["item"], item["failed"], item["examined"]) == ("appearance", 1, 2)
    assert {row["runs"] for row in found["standards"]} == {2}


def test_the_month_is_printed_and_written_as_a_workbook(store: Runs, tmp_path: Path) -> None:
    found = monthly(store.url, "2026-11")
    pdf, xlsx = write_statistics(found, tmp_path)
    text = "".join(page_texts(pdf.read_bytes()))
    for said in ("检定工作月度统计", "2026-11-01～2026-11-30", "100.00", "外观", "JJG539-2016"):
        assert said in text
    book = openpyxl.load_workbook(xlsx)
    assert [cell.value for cell in book["按规程 By regulation"][2]] == ["JJG 539-2016", 2, 0, 100]
    assert [p.read_bytes() for p in write_statistics(found, tmp_path)] == [pdf.read_bytes(), xlsx.read_bytes()]


@pytest.mark.parametrize("given", ["2026", "2026-13", "november", "2026-11-01"])
def test_what_is_no_month_is_refused(given: str) -> None:
    with pytest.raises(Refused):
        period_of(given)


def test_a_month_has_all_its_days() -> None:
    assert period_of("2028-02").end == date(2028, 2, 29)


def test_capability_of_what_repeats_follows_from_the_results() -> None:
    rng = np.random.default_rng(5)
    at, runs, errors = "indication/up/0.8MPa/after", [], []
    for _ in range(12):
        step = round(rng.normal(0, 0.7))
        errors.append(Decimal(step) / 100)
        events = performed("JJG 52", {at: str(Decimal("0.8") + errors[-1])}, simulated=False)
        runs.append((opened(events), events))
    (row,) = [r for r in capabilities(runs) if r["address"] == "indication/up/0.8MPa"]
    assert row["n"] == 12
    mean, s = float(np.mean([float(e) for e in errors])), float(np.std([float(e) for e in errors], ddof=1))
    assert row["ppk"] == pytest.approx(min(0.0256 - mean, 0.0256 + mean) / (3 * s), rel=1e-9)
    assert row["pp"] == pytest.approx(0.0512 / (6 * s), rel=1e-9)
    assert capabilities(runs[:9]) == []
    simulated = performed("JJG 52", {}, simulated=True)
    assert capabilities([(opened(simulated), simulated)] * 12) == []
