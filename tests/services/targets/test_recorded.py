"""Recorded figures: attributed, dated, append-only; the newest day counts; two people at once lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest

from registers.errors import RegistersError
from services.targets import documents
from services.targets.recorded import Statement, listed, record
from services.targets.target_file import TargetFile
from tests.services.targets.conftest import DAY


def entered(
    url: str, file: TargetFile, key: str, value: str, by: str = "V001", on: date = DAY, evidence: str = "文号 1"
) -> dict[str, Any]:
    return record(url, file, Statement(key, value, on, evidence), by, "", DAY)


def row(url: str, file: TargetFile, key: str, on: date = DAY, at: str = "") -> dict[str, Any]:
    found = documents.targets(url, file, on, at)["rows"]
    return next(one for r in found for one in (r, *r["parts"]) if one["target"] == key)


def test_the_newest_day_counts_and_everything_stays(url: str, file: TargetFile) -> None:
    entered(url, file, "T21", "61000")
    entered(url, file, "T21", "52000", on=DAY - timedelta(days=30))
    now = row(url, file, "T21")
    assert (now["value"], now["status"], now["recorded"]["by"]) == ("61000 m²", "met", "V001")
    before = row(url, file, "T21", DAY - timedelta(days=1))
    assert (before["value"], before["status"]) == ("52000 m²", "not_met")
    assert row(url, file, "T21", DAY - timedelta(days=31))["status"] == "not_known"
    assert [r["value"] for r in listed(url, "T21")] == ["61000", "52000"]


def test_a_figure_without_a_target_is_neither_met_nor_not(url: str, file: TargetFile) -> None:
    entered(url, file, "T11", "3")
    assert (row(url, file, "T11")["value"], row(url, file, "T11")["status"]) == ("3", "no_target")


def test_parts_decide_together(url: str, file: TargetFile) -> None:
    for key, value, status in (("T17.1", "1", "not_known"), ("T17.2", "20", "not_known"), ("T17.3", "3", "met")):
        entered(url, file, key, value)
        assert row(url, file, "T17")["status"] == status
    entered(url, file, "T17.2", "19.999")
    assert row(url, file, "T17")["status"] == "not_met"


def test_two_people_at_once_are_both_kept_and_the_last_counts(url: str, file: TargetFile) -> None:
    together = Barrier(2)

    def one(by: str, value: str) -> dict[str, Any]:
        together.wait(10)
        return entered(url, file, "T18", value, by)

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(one, ("V001", "V002"), ("2900", "3100")))
    assert len({m["key"] for m in made}) == 2
    found = row(url, file, "T18")
    kept = {r["by"]: r["value"] for r in listed(url, "T18")}
    assert kept == {"V001": "2900", "V002": "3100"}
    assert found["recorded"]["others"], "the screen says that somebody entered another value for the day"
    assert found["recorded"]["value"] == kept[found["recorded"]["by"]]
    assert "other values were recorded" in found["remarks"][0]["en"]


@pytest.mark.parametrize(("key", "value", "fields", "expected"), [
    ("T1", "96", {}, "T1 is not recorded by hand; there are T5"),
    ("T99", "1", {}, "is not recorded by hand"),
    ("T21", "many", {}, "is no number"),
    ("T21", "NaN", {}, "is no number"),
    ("T21", "1e400", {}, "is no number"),
    ("T21", "-5", {}, "cannot be negative"),
    ("T21", "5", {"on": DAY + timedelta(days=1)}, "in the future"),
    ("T21", "5", {"evidence": " "}, "is missing"),
])  # fmt: skip
def test_what_is_wrong_is_refused_and_nothing_is_written(
    key: str, value: str, fields: dict[str, Any], expected: str, url: str, file: TargetFile
) -> None:
    with pytest.raises(RegistersError, match=expected):
        entered(url, file, key, value, **fields)
    assert listed(url) == []


def test_the_assessment_of_patrols(url: str, file: TargetFile) -> None:
    """50 % of 0.5, more than all of 0.3, none of 0.2: 25 + 30 + 0."""
    for key, value in (("M14.1", "50"), ("M14.2", "140")):
        entered(url, file, key, value)
    found = documents.targets(url, file, DAY)["inspections"]
    assert (found["score"], found["not_recorded"]) == (None, ["M14.3"]), "what nobody recorded is not zero"
    entered(url, file, "M14.3", "0")
    found = documents.targets(url, file, DAY)["inspections"]
    assert (found["score"], [p["points"] for p in found["parts"]]) == ("55.00", ["25.00", "30.00", "0.00"])
    assert all(p["recorded"]["evidence"] == "文号 1" for p in found["parts"])
