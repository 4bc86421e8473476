"""Positions that were interrupted together go on together: one stimulus, and what each concludes is as undisturbed."""

from collections import Counter
from pathlib import Path

import pytest

from drivers.errors import LinkError
from records.event import Body, Event
from records.journal import Journal
from records.store import Store
from services.events import Events
from services.runs import resume_together as together
from services.runs.resumable import Resumable
from services.runs.resume import resume
from services.runs.resume_together import interrupted_with, resume_together
from tests.evidence.laboratory import FOUR, Laboratory, concluded, quiet

AT_ONE_PLACE = ("up/0.8MPa/before",) * 4
ON_THE_WAY = ("up/0.8MPa/after", "up/1.2MPa/ref", "up/1.6MPa/before", "up/0.8MPa/before")
"""Some have a reading of the source that others lack; what the source is told is the same."""
ONE_AHEAD = ("environment/after/temperature", *AT_ONE_PLACE[1:])
AFTER_A_WAIT = ("down/1.2MPa/before", *AT_ONE_PLACE[1:])


def told(events: list[Event]) -> list[object]:
    """What was commanded after the interruption, once more or for the first time."""
    last = max(n for n, e in enumerate(events) if e.kind == "resumed")
    commands = [e.body for e in events[last:] if e.kind in {"command", "restored"}]
    return [(body["role"], body["method"], body.get("args")) for body in commands]


def interrupted(places: tuple[str, ...], laboratory: Laboratory, patch: pytest.MonkeyPatch, url: str) -> list[str]:
    """Four runs, each interrupted as it takes a reading."""
    laboratory.learn(FOUR)
    append = Journal.append

    def cut(journal: Journal, kind: str, body: Body, address: str = "") -> Event:
        if kind == "observation" and places[int(journal.run[-2:]) - 1] in address:
            raise LinkError(what="gone", where="the bench", remedy="look")
        return append(journal, kind, body, address)

    with patch.context() as patched, quiet():
        patched.setattr(Journal, "append", cut)
        laboratory.starting(FOUR, url)()
    store = Store(url)
    assert [store.events(run)[-1].kind for run in store.names()] == ["interrupted"] * 4
    return store.names()


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The positions that went on together, in order."""
    found: list[list[str]] = []
    real = together._at_one_place

    def noted(going: list[Resumable]) -> list[list[Resumable]]:
        made = real(going)
        found.extend([one.began.place for one in group] for group in made)
        return made

    monkeypatch.setattr(together, "_at_one_place", noted)
    return found


def gone_on(runs: list[str], url: str, laboratory: Laboratory) -> list[list[Event]]:
    """The journals of runs that went on, each with the conclusions of one that nobody disturbed and nothing twice."""
    assert interrupted_with(url, runs[0]) == runs
    with quiet():
        assert resume_together(runs, url, Events()) == runs
    journals = [Store(url).events(run) for run in runs]
    assert [concluded(events) for events in journals] == laboratory.expected[FOUR.name]
    for events in journals:
        entered = Counter((e.kind, e.address) for e in events if e.kind in {"observation", "finding"})
        assert max(entered.values()) == 1
    return journals


@pytest.mark.parametrize("places", [AT_ONE_PLACE, ON_THE_WAY])
def test_positions_go_on_with_one_stimulus(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, groups: list[list[str]], tmp_path: Path,
    places: tuple[str, ...],
) -> None:  # fmt: skip
    url = str(tmp_path / "store.sqlite")
    journals = gone_on(interrupted(places, laboratory, monkeypatch, url), url, laboratory)
    assert groups == [["1", "2", "3", "4"]]
    assert len(told(journals[0])) > 3
    assert all(told(events) == told(journals[0]) for events in journals)


@pytest.mark.parametrize("places", [ONE_AHEAD, AFTER_A_WAIT])
def test_a_position_that_is_ahead_goes_on_by_itself(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, groups: list[list[str]], tmp_path: Path,
    places: tuple[str, ...],
) -> None:  # fmt: skip
    url = str(tmp_path / "store.sqlite")
    journals = gone_on(interrupted(places, laboratory, monkeypatch, url), url, laboratory)
    assert groups == [["1"], ["2", "3", "4"]]
    assert all(told(events) == told(journals[1]) for events in journals[2:])


def test_a_run_that_has_ended_meanwhile_stays_as_it_is(
    laboratory: Laboratory, monkeypatch: pytest.MonkeyPatch, groups: list[list[str]], tmp_path: Path
) -> None:
    url = str(tmp_path / "store.sqlite")
    runs = interrupted(AT_ONE_PLACE, laboratory, monkeypatch, url)
    with quiet():
        resume(runs[2], url, Events())
    assert interrupted_with(url, runs[0]) == [runs[0], runs[1], runs[3]]
    with quiet():
        resume_together(runs, url, Events())
    assert groups == [["1", "2", "4"]]
    assert [concluded(Store(url).events(run)) for run in runs] == laboratory.expected[FOUR.name]
