"""Questions that run while a month is moved: each sample is there once, whichever step comes between."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from monitoring.archive import due, move
from monitoring.reading import values
from monitoring.store import SampleStore
from services.monitoring import archiving, exporting, kept
from services.monitoring.archiving import ask
from services.monitoring.exporting import export_months
from services.monitoring.kept import states
from services.monitoring.quality import quality
from tests.monitoring.test_archive import AUGUST, NOW, everything, months

LATER = AUGUST + 86_400 * 31
COUNT = "SELECT count(*), count(DISTINCT (meter, instant)) FROM samples"


def moved(path: Path, now: float = NOW, step: Callable[[str], None] = lambda _: None) -> list[str]:
    file = kept.load_monitor(path)
    store = SampleStore(file.database)
    try:
        return [move(store, of, now, step).month for of in due(store, file, now, None)]
    finally:
        store.close()


def answers(path: Path) -> list[object]:
    """What every question says now."""
    return [
        [(s.kept, s.flags, s.last, s.value) for s in states(path, NOW)], ask(path, COUNT, 0, 1e11),
        quality(path, "2026-06", NOW),
        export_months(path, path.parent / "out", 0, 1e11),
    ]  # fmt: skip


def test_a_question_at_each_step_of_a_move_gets_the_same_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitoring.archive.ROWS", 400)
    file = months(tmp_path, 2)
    path, steps = tmp_path / "plant.toml", list[str]()
    before, samples = answers(path), everything(file)

    def step(name: str) -> None:
        steps.append(name)
        assert everything(file) == samples, name
        assert answers(path) == before, name

    assert moved(path, step=step) == ["2026-06"]
    assert steps == ["write", "verify", "note", "empty", *["emptying"] * 4, "moved"]
    assert answers(path) == before


@pytest.mark.parametrize("taken", [1, 700, 24 * 30 + 5])
def test_a_question_that_is_being_answered_goes_on_over_a_move(tmp_path: Path, taken: int) -> None:
    file = months(tmp_path, 1)
    path, samples = tmp_path / "plant.toml", everything(file)
    store = SampleStore(file.database, read_only=True)
    try:
        from_store = values(store, 0, 1e11)
        found = list(islice(from_store, taken))
        assert moved(path) == ["2026-06"]
        assert found + list(from_store) == samples
        from_file = values(store, 0, 1e11)  # June is read from its file while July is moved
        found = list(islice(from_file, min(taken, 700)))
        assert moved(path, LATER) == ["2026-07"]
        assert found + list(from_file) == samples
    finally:
        store.close()


@pytest.mark.parametrize(("where", "name"), [
    (archiving, "archived_in"), (exporting, "archived_in"), (kept, "archived_counts"), (kept, "archived_until"),
])  # fmt: skip
def test_a_month_that_is_moved_behind_the_list_of_files_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Any, name: str
) -> None:
    months(tmp_path, 1)
    path, listed, done = tmp_path / "plant.toml", getattr(where, name), list[str]()
    before = answers(path)

    def then_moved(*given: object) -> object:
        found = listed(*given)
        done.extend(moved(path))
        return found

    monkeypatch.setattr(where, name, then_moved)
    assert answers(path) == before
    assert done == ["2026-06"]
