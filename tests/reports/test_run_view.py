"""The typed view of a journal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from metrology.decision import Outcome
from procedures.text import Text
from records.entries import Laboratory
from records.errors import BadEntry, OtherFormat
from records.event import Event
from reports.errors import BadJournal
from reports.identity import certificate_number
from reports.model import read_run
from tests.reports.conftest import FAILS

Run = Callable[..., list[Event]]


def with_first(events: list[Event], **fields: Any) -> list[Event]:
    """The run with fields of its first entry that no sequencer would write."""
    return [events[0]._replace(body={**events[0].body, **fields}), *events[1:]]


def test_everything_journaled_is_in_the_view(scale: Run) -> None:
    run = read_run(scale(FAILS | {"eccentricity/1/I": "7000"}))
    assert (run.state, run.run, run.opened.date) == ("closed", "20261123-070000-8f3a4c2", "2026-11-23")
    assert run.opened.regulation.validity_months == "12"
    assert run.verdict is not None
    assert (run.verdict.outcome, run.verdict.failed) == (Outcome.NOT_CONFORM, ("eccentricity", "weighing"))
    assert run.verdict.grade == Text("III 级", "class III")
    assert len(run.conclusions_of("weighing")) == 11
    assert [entry.kind for entry in run.observations].count("finding") == 4
    assert (run.refused[0].text, run.refused[0].reason) == ("7000", "seen twice")
    worst = next(c for c in run.conclusions_of("weighing") if c.outcome is Outcome.NOT_CONFORM)
    assert worst.comparison is not None
    assert (worst.comparison.unrounded, worst.comparison.limit) == ("-8.0", ("-7.5", "7.5"))
    assert worst.plot is not None
    assert worst.plot.unit == "g"
    assert run.column_names("weighing")["E"] == "示值误差 / g"
    assert run.result_of("nothing") is None


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
        read_run(with_first(scale(), simulated=value))


def test_what_is_no_journal_of_one_run_is_refused(scale: Run) -> None:
    events = scale()
    with pytest.raises(BadJournal, match="opened"):
        read_run([])
    with pytest.raises(BadJournal, match="opened"):
        read_run(events[1:])
    with pytest.raises(BadJournal, match="several runs"):
        read_run([*events[:-1], events[-1]._replace(run="other")])
    with pytest.raises(OtherFormat, match="evidence of format 1, but this version reads format 2"):
        read_run(with_first(events, format=1))
    with pytest.raises(BadEntry, match=r"regulation"):
        read_run(with_first(events, regulation={}))
    with pytest.raises(BadEntry, match=r"standards"):
        read_run(with_first(events, standards="M1"))
    with pytest.raises(BadEntry, match=r"people"):
        read_run(with_first(events, people=["Li"]))


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
    run = read_run(scale(laboratory=Laboratory(name=Text("甲", "A"), address=Text("乙", "B"), prefix="HD")))
    assert certificate_number(run).startswith("HD-20261123")
