"""Runs of shipped examples in memory, for tests of how documents look."""

import shlex
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from records.event import Event
from sequencer.session import StoppedClock, perform
from services.laboratory.example import write_example
from services.laboratory.prepare import prepare
from tests.real_runs import DAY, Answers, Chained


@cache
def example_run(regulation: str, **stated: Any) -> Sequence[Event]:
    """The run of an example, read by a person from an ideal instrument."""
    with tempfile.TemporaryDirectory() as folder:
        words = shlex.split(write_example(regulation, Path(folder) / "lab")[0])
        given = dict(pairwise(words))
        day = date.fromisoformat(given["--date"]) if "--date" in given else DAY
        files = Path(given["--bench"]), Path(given["--subject"])
        setup = prepare(
            regulation, *files, stage=given.get("--stage", "initial"), on=day, seed=7, operator=""
        ).setup.stating(simulated=False, **stated)
    journal = Chained()
    perform(setup, journal, Answers({}), StoppedClock())
    return tuple(journal.events)
