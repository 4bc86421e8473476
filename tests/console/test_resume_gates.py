"""A resume is a start: every gate applies again, on the day of the resume."""

from datetime import date, timedelta
from typing import Any

import pypdf
import pytest

from tests.console.conftest import DAY
from tests.console.test_resume import crashed

POLICY = ('unverified_data = "mark"', 'unverified_data = "mark"\nlongest_rest_days = 1000')


def resumed(lab: Any, monkeypatch: pytest.MonkeyPatch, day: str) -> Any:
    """`steelyard resume` on a later day; a refused one writes nothing."""
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: date.fromisoformat(day))
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


WHY = "the new certificate was confirmed by telephone"


def test_a_gate_is_overridden_on_the_day_of_the_resume(stopped: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: date.fromisoformat("2027-03-15"))
    said = stopped("resume", "last", "--override", f"standard_due:M001:{WHY}")
    assert said.code == 0
    (entry,) = (e for e in stopped.events() if e.kind == "resumed")
    (given,) = entry.body["overrides"]
    assert (given["gate"], given["person"]["id"], bool(given["refused"])) == ("standard_due", "M001", True)
    assert not stopped.events()[0].body.get("overrides")
    assert any(WHY in s["en"] for s in stopped("show", "last", "--json").document["overrides"])
    stopped("report", "last", "-o", stopped.folder / "documents")
    record = (stopped.folder / "documents").glob("record*.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(next(iter(record))).pages)
    assert WHY in " ".join(text.split())


@pytest.mark.parametrize(("person", "more", "says"), [
    ("V001", (), "may not override a start gate for it"),
    ("R001", (), "may not override"),
    ("V002", ("--operator", "V002"), "may not override a start gate for it"),
])  # fmt: skip
def test_who_verifies_or_goes_on_may_not_override(
    stopped: Any, monkeypatch: pytest.MonkeyPatch, person: str, more: tuple[str, ...], says: str
) -> None:
    text = (stopped.folder / "people.toml").read_text("utf-8")
    second = text[text.index("[people.V001]") : text.index("[people.R001]")].replace("V001", "V002")
    text = (text + "\n" + second).replace('"verifier", "reviewer"]', '"verifier", "reviewer", "override"]')
    (stopped.folder / "people.toml").write_text(text, "utf-8")
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: date.fromisoformat("2027-03-15"))
    before = stopped.entries()
    said = stopped("resume", "last", "--override", f"standard_due:{person}:{WHY}", *more)
    assert (said.code, stopped.entries()) == (2, before)
    assert says in said.err


def test_an_override_of_one_resume_holds_for_the_next_and_covers_nothing_else(
    stopped: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.laboratory.gate_facts.real_day", lambda _: date.fromisoformat("2027-03-15"))
    said = stopped("resume", "last", "--override", f"traceability:M001:{WHY}")
    assert said.code == 2
    assert "PC-01" in said.err
