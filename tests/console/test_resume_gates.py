"""A resume is a start: every gate applies again, on the day of the resume."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.console.conftest import DAY
from tests.console.test_resume import crashed

POLICY = ('unverified_data = "mark"', 'unverified_data = "mark"\nlongest_rest_days = 1000')


def resumed(lab: Any, monkeypatch: pytest.MonkeyPatch, day: str) -> Any:
    """`steelyard resume` on a later day; a refused one writes nothing."""
    monkeypatch.setattr("services.gate_facts.real_day", lambda _: date.fromisoformat(day))
    before = lab.entries()
    said = lab("resume", "last")
    if said.code:
        assert said.code == 2
        assert lab.entries() == before
    return said


@pytest.fixture
def stopped(lab: Any) -> Any:
    """A laboratory with an interrupted run that may rest for long."""
    lab.edit("laboratory.toml", POLICY)
    crashed(lab, 20, "JJG 52")
    return lab


@pytest.mark.parametrize(("day", "code"), [("2027-03-14", 0), ("2027-03-15", 2)])
def test_a_standard_that_expired_meanwhile(stopped: Any, monkeypatch: pytest.MonkeyPatch, day: str, code: int) -> None:
    said = resumed(stopped, monkeypatch, day)
    assert said.code == code
    assert ("PC-01" in said.err) == bool(code)


def test_an_override_that_was_not_needed_covers_nothing_later(lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lab.edit("laboratory.toml", POLICY)
    crashed(lab, 20, "JJG 52", "--override", "standard_due:M001:the certificate is on its way")
    assert lab.events()[0].body["overrides"]
    assert "PC-01" in resumed(lab, monkeypatch, "2027-03-15").err


def test_an_authorisation_withdrawn_meanwhile(stopped: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (stopped.folder / "people.toml").read_text(encoding="utf-8")
    changed = text.replace("JJG 52", "JJG 9999")
    assert changed != text
    (stopped.folder / "people.toml").write_text(changed, encoding="utf-8")
    said = resumed(stopped, monkeypatch, DAY)
    assert said.code == 2
    assert "not authorised for JJG 52" in said.err


def test_a_date_before_the_run_began(stopped: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert resumed(stopped, monkeypatch, "2000-01-01").code == 2


@pytest.mark.parametrize(("days", "code"), [(7, 0), (8, 2)])
def test_a_run_may_rest_for_a_week(lab: Any, monkeypatch: pytest.MonkeyPatch, days: int, code: int) -> None:
    crashed(lab, 20, "JJG 52")
    said = resumed(lab, monkeypatch, (date.fromisoformat(DAY) + timedelta(days=days)).isoformat())
    assert said.code == code
    assert ("longest_rest_days" in said.err) == bool(code)
