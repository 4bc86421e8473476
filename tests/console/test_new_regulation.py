"""`new regulation` and `example`: what they write runs at once, and mistakes of an author are named as theirs."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented
from services.laboratory.example import FOLDER, examples
from tests.thorough import THOROUGH, part


@pytest.fixture
def written(lab: Any, tmp_path: Path) -> tuple[Any, Path]:
    """A new regulation in a folder that was empty."""
    folder = tmp_path / "own"
    said = lab("new", "regulation", "my_gauge", "--laboratory", folder)
    assert said.code == 0
    return said, folder


def run_line(lab: Any, line: str) -> int:
    """Exit code of a printed command."""
    words = shlex.split(line)
    assert words[0] == "steelyard"
    return int(lab(*words[1:]).code)


def test_a_new_regulation_is_green_at_once(lab: Any, written: tuple[Any, Path]) -> None:
    said, folder = written
    line = said.out.splitlines()[-1]
    assert run_line(lab, line) == 0
    assert run_line(lab, line.replace("subjects/my_gauge.toml", "subjects/my_gauge-with-defect.toml")) == 1
    assert lab("replay", "last").code == 0
    assert (folder / "regulations/test_my_gauge.py").is_file()
    assert lab("new", "regulation", "my_gauge", "--laboratory", folder).code == 2


def test_it_goes_into_a_laboratory_that_is_there(lab: Any) -> None:
    said = lab("new", "regulation", "second_gauge", "--laboratory", lab.folder)
    assert said.code == 0
    assert run_line(lab, said.out.splitlines()[-1]) == 0


@pytest.mark.parametrize(("old", "new", "line", "problem"), [
    ("gauge.after_tap", "gauge.aftr_tap", 53, "did you mean 'after_tap'"),
    ("self.source.set_pressure", "self.sorce.set_pressure", 52, "sorce"),
    ("E=x - ref", "Ee=x - ref", 54, "'Ee' is no term"),
    ("E=x - ref", "E=x - reff", 54, "reff"),
    ("ref x E MPE", "ref x before E MPE", 47, "no value for column before"),
])  # fmt: skip
def test_a_mistake_of_the_author_is_found_by_plan(
    lab: Any, written: tuple[Any, Path], old: str, new: str, line: int, problem: str
) -> None:
    said, folder = written
    module = folder / "regulations/my_gauge.py"
    module.write_text(module.read_text("utf-8").replace(old, new), "utf-8")
    words = shlex.split(said.out.splitlines()[-1])
    for command in ("plan", "run"):
        found = lab(command, *words[2:])
        assert found.code == 2
        assert f"my_gauge.py:{line}" in found.err
        assert problem in found.err
        assert "defect" not in found.err.lower().replace("with-defect", "")


FIRST = {example.name: number for number, example in reversed(examples().items())}
"""One regulation of each example."""
OF_THE_LABORATORY = [number for name, number in FIRST.items() if not (FOLDER / name).is_dir()]
RUN = {*OF_THE_LABORATORY, *part(list(FIRST.values()), 3)} if not THOROUGH else set(examples())
"""Those whose printed commands are run; `tests/procedures/test_examples.py` runs the subjects of all, in memory."""


@pytest.mark.parametrize("number", [number for number in examples() if number in RUN])
def test_an_example_runs_good_then_bad(lab: Any, tmp_path: Path, number: str) -> None:
    said = lab("example", number, "-o", tmp_path / "example")
    assert said.code == 0
    good, bad = said.out.splitlines()
    draft = all(p.regulation.draft for p in implemented().editions if p.regulation.number == number)
    assert run_line(lab, good) == (4 if draft else 0)
    # A draft may have requirements that were read.
    assert run_line(lab, bad) in ({1, 4} if draft else {1})
    assert lab("example", number, "-o", tmp_path / "example").code == 2


@pytest.mark.parametrize("number", [number for number in examples() if number not in RUN])
def test_what_an_example_prints_may_start(lab: Any, tmp_path: Path, number: str) -> None:
    """The other regulations: every start gate is open."""
    good, _ = lab("example", number, "-o", tmp_path / "example").out.splitlines()
    assert run_line(lab, good.replace("steelyard run", "steelyard plan")) == 0


def test_every_shipped_regulation_has_an_example() -> None:
    assert {p.regulation.number for p in implemented().editions} == set(examples())
