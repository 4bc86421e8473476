"""`steelyard validity` end to end."""

from typing import Any

import pytest

WATER = ("--jurisdiction", "DE", "--kind", "water-meter", "--with", "water=cold", "--with", "part=meter")


def test_it_prints_every_step_with_its_clause(lab: Any) -> None:
    said = lab(
        "validity", *WATER, "--event", "2019-05-08:placed", "--event", "2026-03-01:verified", "--date", "2027-01-01"
    )
    assert said.code == 0
    assert "2031-12-31" in said.err
    assert "MessEV § 34 Abs. 1 Satz 3" in said.err
    assert "2031-10-22" in said.err


def test_as_data(lab: Any) -> None:
    events = ("--event", "2019:marked", "--event", "2025-10-22:requested+offered")
    found = lab("validity", *WATER, *events, "--date", "2026-05-01", "--json")
    assert found.code == 0
    assert found.document["by_request"] is True
    assert (found.document["until"], found.document["period"]["months"]) == ("2025-12-31", 72)
    assert all(step["source"]["status"] == "verified" for step in found.document["steps"] if step["source"])


def test_an_instrument_that_may_not_be_used(lab: Any) -> None:
    said = lab("validity", *WATER, "--event", "2019-05-08:placed", "--event", "2020-01-01:seal", "--date", "2020-01-01")
    assert said.code == 1


def test_the_list_of_periods(lab: Any) -> None:
    rows = lab("validity", "--jurisdiction", "ES", "--json").document
    assert {r["kind"] for r in rows} >= {"scale", "water-meter", "gas-meter", "tyre-gauge"}
    assert "anexo" not in lab("validity", "--jurisdiction", "ES", "--kind", "tyre-gauge").out
    assert "XV" in lab("validity", "--jurisdiction", "ES", "--kind", "tyre-gauge").out


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--jurisdiction", "NL", "--event", "2020-01-01:verified"), "CN, DE, ES, FR"),
        (
            ("--jurisdiction", "DE", "--kind", "water-meter", "--event", "2020-01-01:placed"),
            "water (cold/hot/condensate",
        ),
        ((*WATER, "--event", "2020-01-01:sold"), "placed"),
        ((*WATER, "--event", "2020-13-01:placed"), "DAY:EVENT"),
        ((*WATER, "--event", "2020:placed"), "DAY:EVENT"),
        ((*WATER, "--event", "2019-01-01:placed", "--event", "2020-01-01:lot"), "no number of months"),
    ],
)
def test_what_is_refused(lab: Any, words: tuple[str, ...], problem: str) -> None:
    said = lab("validity", *words)
    assert said.code == 2
    assert problem in said.err
