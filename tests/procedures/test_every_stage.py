"""Every stage of every edition, gone through with an ideal instrument: the good subject of its example conforms.

`test_examples.py` runs the first stage of each on its simulated bench; here are the others, in memory.
"""

from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented
from services.example import example_of, write_example
from tests.figures_read import supply
from tests.procedures.answers import DAY, judge

CASES = [
    pytest.param(edition, str(stage), id=f"{edition.regulation.id} {stage}")
    for edition in implemented().editions
    for stage in edition.stages()[1:]
    if edition.regulation.until is None or edition.regulation.until >= DAY
]


@pytest.fixture(scope="module")
def laboratories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A laboratory for each edition asked for so far."""
    return {"": tmp_path_factory.mktemp("stages")}


@pytest.mark.parametrize(("edition", "stage"), CASES)
def test_the_good_subject_conforms(laboratories: dict[str, Path], edition: Any, stage: str) -> None:
    name, example = edition.regulation.id, example_of(edition)
    assert example is not None
    if name not in laboratories:
        laboratories[name] = laboratories[""] / str(len(laboratories))
        write_example(name, laboratories[name])
        supply(edition, laboratories[name])
    lab = laboratories[name]
    on = max(DAY, edition.regulation.in_force)
    bench, subject = (lab / f"{part}/{example.name}.toml" for part in ("benches", "subjects"))
    found = judge(name, bench, subject, {}, stage, on=on)
    examined = {item.key for item in edition.items() if stage in map(str, item.stages)}
    assert found.verdict["outcome"] == "conform"
    assert set(found.outcomes) <= examined
