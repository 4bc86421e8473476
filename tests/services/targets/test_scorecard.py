"""The scorecard: twenty-one rows, compared unrounded, never met where nothing was counted, as known at a time."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrology.text import Text
from registers.instruments import INSTRUMENTS
from registers.verifications import VERIFICATIONS, Verification
from sequencer.errors import Refused
from services.rates import rates
from services.register.book import changing
from services.targets import documents
from services.targets.figure import Listed
from services.targets.figures import FIGURES
from services.targets.scorecard import cut
from services.targets.sources import time_known
from services.targets.target_file import TargetFile
from tests.services.targets.conftest import DAY, VALID, Work, instrument, instruments, items, regions

RUNS = [f"run-{n}" for n in range(3)]


def rows(url: str, file: TargetFile, on: date = DAY, at: str = "") -> dict[str, dict[str, Any]]:
    found = documents.targets(url, file, on, at)
    return {row["target"]: row for row in found["rows"]}


def listed(monkeypatch: pytest.MonkeyPatch, name: str, good: int, of: int) -> None:
    figure = FIGURES[name]
    monkeypatch.setitem(FIGURES, name, Listed(figure.kind, figure.dimensions, lambda _: items(good, of)))


def test_nothing_is_met_in_an_empty_store(url: str, file: TargetFile) -> None:
    found = rows(url, file)
    assert list(found) == [f"T{n}" for n in range(1, 22)]
    assert {row["status"] for row in found.values()} == {"not_known"}
    assert all(row["value"] == "" for row in found.values())
    assert documents.targets(url, file, DAY)["inspections"]["score"] is None


def test_without_a_store_it_is_refused(tmp_path: Any, file: TargetFile) -> None:
    with pytest.raises(Exception, match="there is no store"):
        documents.targets(str(tmp_path / "none.sqlite"), file, DAY)


def test_one_instrument(url: str, file: TargetFile, change: Work) -> None:
    change(lambda c: instruments(c, 1, 1))
    row = rows(url, file)["T1"]
    assert (row["value"], row["status"], row["part"], row["whole"]) == ("100.00 %", "met", 1, 1)


def test_coverage_of_two_hundred_is_that_of_the_rates(url: str, file: TargetFile, change: Work) -> None:
    change(lambda c: (regions(c), instruments(c, 189, 200)))
    row = rows(url, file)["T1"]
    assert (row["value"], row["status"]) == ("94.50 %", "not_met")
    (of_rates,) = rates.coverage(url, DAY, None, rates.choice((), "city", "", ""))["rows"]
    assert (of_rates["part"], of_rates["whole"]) == (row["part"], row["whole"]) == (189, 200)
    found = documents.one_target(url, file, "t1", DAY, by="region")
    assert found["slices"] == [{**found["slices"][0], "value": "5301", "part": 189, "whole": 200}]
    gaps = documents.one_target(url, file, "T1", DAY, by="region", value="5301", counts=False, listed=True)["behind"]
    assert gaps["total"] == 11
    assert {i["why"]["en"] for i in gaps["items"]} == {"never verified"}
    assert [i["key"] for i in gaps["items"]] == [f"I{n:07d}" for n in range(190, 201)]


@pytest.mark.parametrize(
    ("good", "of", "status"), [(9496, 10000, "not_met"), (9500, 10000, "met"), (94999, 100000, "not_met")]
)
def test_a_rate_is_never_rounded_up(
    good: int, of: int, status: str, url: str, file: TargetFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(monkeypatch, "coverage.valid_stock", good, of)
    row = rows(url, file)["T1"]
    assert (row["status"], row["value"]) == (status, {9496: "94.96 %", 9500: "95.00 %", 94999: "94.99 %"}[good])


@pytest.mark.parametrize(
    ("key", "name", "size"), [("T2", "prepack.lot_pass", 59), ("T3", "supervision.batch_pass", 149)]
)
def test_so_many_without_failure_show_the_target(
    key: str, name: str, size: int, url: str, file: TargetFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    for of in (size - 1, size):
        listed(monkeypatch, name, of, of)
        row = rows(url, file)[key]
        assert (row["status"], row["bound"]["shown"]) == ("met", of == size)
        assert row["bound"]["without_failure_needed"] == size


def test_a_count_is_compared_with_its_target(url: str, file: TargetFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for good, status in ((999, "not_met"), (1000, "met")):
        listed(monkeypatch, "standards.public_valid", good, 1003)
        row = rows(url, file)["T15"]
        assert (row["status"], row["value"], row["whole"]) == (status, str(good), 1003)


def test_the_state_of_the_past_is_kept(url: str, file: TargetFile, change: Work) -> None:
    change(lambda c: instruments(c, 1, 2))
    with documents.opened_sources(url, file, DAY, "") as s:
        before = max(row.recorded for row in s.book.rows(INSTRUMENTS))
    changing(url, "V001", "verified", lambda c: c.put_many(INSTRUMENTS, [instrument(2, **VALID)]))
    assert rows(url, file, at=before)["T1"]["value"] == "50.00 %"
    assert rows(url, file)["T1"]["value"] == "100.00 %"
    assert rows(url, file, at="2020-01-01T00:00:00.000000+00:00")["T1"]["status"] == "not_known"


def test_what_is_verified_again_later_counts_by_its_verification_before_and_is_named(
    url: str, file: TargetFile, change: Work
) -> None:
    again = {"verified_on": DAY + timedelta(days=3), "valid_until": DAY + timedelta(days=300), "result": "conform"}
    change(lambda c: c.put_many(INSTRUMENTS, [instrument(1, **VALID), instrument(2, **VALID)]))
    changing(url, "V001", "again", lambda c: c.put_many(INSTRUMENTS, [instrument(n, **again) for n in (1, 3)]))
    row = rows(url, file)["T1"]
    assert (row["value"], row["part"], row["whole"]) == ("66.66 %", 2, 3)
    assert "2 instruments were verified again after the day" in row["remarks"][0]["en"]
    items = documents.one_target(url, file, "T1", DAY, listed=True)["behind"]["items"]
    assert {i["key"]: (i["counts"], i["why"]["en"]) for i in items} == {
        "I0000001": (True, ""), "I0000002": (True, ""), "I0000003": (False, "never verified"),
    }  # fmt: skip


def test_a_day_in_the_future_is_that_of_what_is_known_now(url: str, file: TargetFile, change: Work) -> None:
    change(lambda c: instruments(c, 2, 2))
    row = rows(url, file, DAY + timedelta(days=400))["T1"]
    assert (row["value"], row["status"]) == ("0.00 %", "not_met"), "every validity is over by then"


def test_local_regulations_count_once_each(url: str, file: TargetFile, change: Work) -> None:
    names = ["JJG(滇) 12-2020", "JJG（滇）12-2024", "JJF(滇) 3-2019", "JJG 52-2013"]

    def work(c: Any) -> None:
        c.put_many(INSTRUMENTS, [instrument(1, **VALID)])
        rows = [
            (f"r{n}", Verification(instrument="I0000001", on=DAY, outcome="conform", regulation=r))
            for n, r in enumerate(names)
        ]
        c.put_many(VERIFICATIONS, rows)

    change(work)
    row = rows(url, file)["T12"]
    assert (row["value"], row["status"]) == ("2", "not_met")
    behind = documents.one_target(url, file, "T12", DAY, listed=True)["behind"]["items"]
    assert {i["key"]: i["runs"] for i in behind if i["counts"]} == {"JJG(滇)12": ["r0"], "JJF(滇)3": ["r2"]}
    assert rows(url, file, DAY - timedelta(days=1))["T12"]["status"] == "not_known"


def test_what_cannot_be_asked_is_refused(url: str, file: TargetFile) -> None:
    for key, by in (("T99", ""), ("T1", "colour"), ("T21", "region")):
        with pytest.raises(Refused):
            documents.one_target(url, file, key, DAY, by=by)


@pytest.mark.parametrize(
    "text", ["2026", "yesterday", "2026-11-30T09:00", "2026-13-01", "", "9999-12-31T23:59:59-23:00"]
)
def test_a_time_without_a_zone_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        time_known(text)


def test_a_time_is_kept_in_utc() -> None:
    assert time_known("2026-11-30T09:00+08:00") == "2026-11-30T01:00:00.000000+00:00"
    assert time_known("2026-11-30") > "2026-11-30"


@given(st.fractions(min_value=0, max_value=100))
def test_a_number_is_cut_and_never_rounded_up(value: Any) -> None:
    from fractions import Fraction

    assert 0 <= value - Fraction(cut(value)) < Fraction(1, 100)


def test_text_of_a_remark_is_in_both_languages(url: str, file: TargetFile) -> None:
    said = [Text(**r) for row in rows(url, file).values() for r in row["remarks"]]
    assert said
    assert all(t.zh != t.en for t in said)
