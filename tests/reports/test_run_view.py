"""The typed view of a journal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from metrology.decision import Outcome
from procedures.text import Text
from records.errors import BadEntry, OtherFormat
from records.event import Event
from reports.errors import BadJournal
from reports.identity import certificate_number
from reports.model import read_run

Run = Callable[..., list[Event]]


def test_everything_journaled_is_in_the_view(scale: Run) -> None:
    run = read_run(scale("not_conform", ("weighing",)))
    assert (run.state, run.run, run.opened.date) == ("closed", "20261123T071140-8f3a4c2e9b10", "2026-11-23")
    assert run.opened.regulation.validity_months == "12"
    assert run.verdict is not None
    assert (run.verdict.outcome, run.verdict.failed) == (Outcome.NOT_CONFORM, ("weighing",))
    assert run.verdict.grade == Text("III 级", "class III")
    assert len(run.conclusions_of("weighing")) == 11
    assert [entry.kind for entry in run.observations].count("finding") == 1
    assert run.refused[0].text == "=2503"
    worst = next(c for c in run.conclusions_of("weighing") if c.outcome is Outcome.NOT_CONFORM)
    assert worst.comparison is not None
    assert (worst.comparison.unrounded, worst.comparison.limit) == ("-9.5", ("-7.5", "7.5"))
    assert worst.plot is not None
    assert worst.plot.unit == "g"
    assert run.column_names("weighing")["E"] == "误差 E / g"
    assert run.result_of("tare") is None


@pytest.mark.parametrize(
    ("stop", "cut", "state"), [(True, None, "interrupted"), (False, 8, "open"), (False, 1, "open")]
)
def test_an_unfinished_run_can_be_looked_at(scale: Run, stop: bool, cut: int | None, state: str) -> None:
    run = read_run(scale(stop=stop)[:cut])
    assert run.state == state
    assert run.verdict is None


@pytest.mark.parametrize("value", [None, "false", 0, ""])
def test_whether_a_run_was_simulated_is_never_guessed(scale: Run, value: Any) -> None:
    with pytest.raises(BadEntry, match=r"\$\.simulated"):
        read_run(scale(simulated=value))


def test_what_is_no_journal_of_one_run_is_refused(scale: Run) -> None:
    events = scale()
    with pytest.raises(BadJournal, match="opened"):
        read_run([])
    with pytest.raises(BadJournal, match="opened"):
        read_run(events[1:])
    with pytest.raises(BadJournal, match="several runs"):
        read_run([*events[:-1], events[-1]._replace(run="other")])
    with pytest.raises(OtherFormat, match="evidence of format 1, but this version reads format 2"):
        read_run(scale(format=1))
    with pytest.raises(BadEntry, match=r"regulation"):
        read_run(scale(regulation={}))
    with pytest.raises(BadEntry, match=r"standards"):
        read_run(scale(standards="M1"))
    with pytest.raises(BadEntry, match=r"people"):
        read_run(scale(people=["Li"]))


def test_an_unknown_outcome_is_refused(scale: Run) -> None:
    events = scale()
    for kind in ("conclusion", "item", "verdict"):
        place = next(i for i, e in enumerate(events) if e.kind == kind)
        wrong = events[place]._replace(body={**events[place].body, "outcome": "passed"})
        with pytest.raises(BadEntry, match=f"entry {place} .*'passed'"):
            read_run([*events[:place], wrong, *events[place + 1 :]])


@pytest.mark.parametrize(
    ("run", "number"),
    [
        ("20261123-074455-bc5a4d", "SY-20261123-074455-BC5A4D"),
        ("018fd2a4-7c1e-7e0a-9b1c-3f5d7a9c0e12", "SY-20261123-3F5D7A9C0E12"),
    ],
)
def test_the_number_of_a_document_names_its_run(scale: Run, run: str, number: str) -> None:
    assert certificate_number(replace(read_run(scale()), run=run)) == number


def test_a_laboratory_numbers_with_its_own_prefix(scale: Run) -> None:
    run = read_run(
        scale(laboratory={"name": {"zh": "甲", "en": "A"}, "address": {"zh": "乙", "en": "B"}, "prefix": "HD"})
    )
    assert certificate_number(run).startswith("HD-20261123")
