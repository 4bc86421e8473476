"""Rates of a province as of past days are computed a second time: from the events, and from the tables exported."""

from pathlib import Path

import pytest

from tests.evidence import province_rates


def test_rates_of_past_days_are_computed_a_second_time(whole: Path) -> None:
    said = list(province_rates.compared(whole, 3, 1, 5))
    assert len(said) == 7
    assert sum(" known on " in line for line in said) == 3
    assert all(line.endswith(" 0 different") for line in said), said


def test_another_definition_is_found_out(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(province_rates, "last_day", lambda *of: of[2])
    assert any(line.startswith("DIFFERENT") for line in province_rates.compared(whole, 1, 0, 5))


def test_a_coverage_that_forgets_what_was_verified_before_is_found_out(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(province_rates, "earlier", lambda *of: of[1][0][:0])
    assert any(line.startswith("DIFFERENT") for line in province_rates.compared(whole, 3, 0, 5))
