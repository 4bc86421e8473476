"""A few kills of each command; the long campaign is `make evidence`."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from records.event import Event
from records.journal import Journal
from records.store import Store
from services.events import Events
from services.runs import form as form_service
from tests.evidence.commands import COMMANDS, Command
from tests.evidence.forms import form_job
from tests.evidence.kill import quiet
from tests.evidence.kill_commands import campaign, ready
from tests.evidence.laboratory import DAY, Laboratory
from tests.evidence.syscalls import possible, traced


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", "restored afterwards")
        for module in ("laboratory.gate_facts", "runs.resume_gates"):
            patch.setattr(f"services.{module}.real_day", lambda _: DAY)
        made = Laboratory.at(tmp_path_factory.mktemp("laboratory"))
        ready(made)
        yield made


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_nothing_is_lost_or_locked(laboratory: Laboratory, command: type[Command]) -> None:
    with quiet():
        tally = campaign(laboratory, command, 3, seed=3)
    assert tally.faults == []
    assert tally.at_calls + tally.at_random >= 3


def test_a_form_whose_run_was_cut_short_can_be_decided_again(laboratory: Laboratory, tmp_path: Path) -> None:
    """A run of a form cannot be resumed on a bench: the form must not be locked by it."""
    url = str(tmp_path / "store.sqlite")

    class Stopping(Journal):
        def append(self, kind: str, body: Any, address: str = "") -> Event:
            if kind == "verdict":
                raise KeyboardInterrupt
            return super().append(kind, body, address)

    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt, Exception):
        patch.setattr(form_service, "Journal", Stopping)
        form_service.run_from_form(*form_job(laboratory), url, Events())
    run = form_service.run_from_form(*form_job(laboratory), url, Events())
    store = Store(url)
    assert [line.closed for line in store.runs()] == [False, True]
    with pytest.raises(form_service.FormError, match=f"decided already, as run {run}"):
        form_service.run_from_form(*form_job(laboratory), url, Events())


@pytest.mark.skipif(not possible(), reason="processes cannot be traced here")
def test_a_child_is_killed_before_the_call_that_was_named(tmp_path: Path) -> None:
    """A harness that finds nothing must be able to find something: a rename that never happened."""
    path = tmp_path / "a"

    def work() -> None:
        path.write_text("x", encoding="ascii")
        path.rename(tmp_path / "b")

    end, calls = traced(work, tmp_path / "complaint")
    assert (end, (tmp_path / "b").exists()) == ("ended", True)
    (tmp_path / "b").unlink()
    assert traced(work, tmp_path / "complaint", calls - 1) == ("killed", calls)
    assert (path.read_text("ascii"), os.path.lexists(tmp_path / "b")) == ("x", False)
