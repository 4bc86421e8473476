"""`targets.toml`: the shipped file is whole; what is wrong with one is named with its line and what to do."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.targets.errors import BadTargets
from services.targets.figures import FIGURES, KNOWN
from services.targets.target_file import ROWS, TargetFile, read_targets
from services.targets.target_lines import line_at, lines_of
from tests.console.conftest import CONFIG

SHIPPED = (CONFIG / "targets.toml").read_text(encoding="utf-8")
PARTS = """
[[inspections]]
key = "P{n}"
name = {{ zh = "甲", en = "A" }}
weight = "{weight}"
target = 10
"""


def problems(text: str, folder: Path) -> list[str]:
    path = folder / "targets.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_targets(path, KNOWN)
    except BadTargets as error:
        return error.problems
    return []


def weighed(*weights: str) -> str:
    head = SHIPPED[: SHIPPED.index("[[inspections]]")]
    return head + "".join(PARTS.format(n=n, weight=w) for n, w in enumerate(weights))


def test_the_shipped_file_has_every_row_with_definition_and_source(file: TargetFile) -> None:
    assert tuple(t.key for t in file.targets) == ROWS
    every = file.every().values()
    assert all(t.name.zh and t.name.en and t.name.zh != t.name.en for t in every)
    assert all(t.definition.zh and t.definition.en for t in every if not t.parts)
    assert all(t.source.zh and t.source.en for t in file.targets)
    assert {t.figure for t in every} - {""} == set(FIGURES), "every figure of the code is used, and no other"
    assert sum(i.weight for i in file.inspections) == 1


def test_figures_of_the_programme_are_those_of_its_document(file: TargetFile) -> None:
    """Entered a second time from the programme."""
    goals = {
        "T1": "0.95", "T2": "0.95", "T3": "0.98", "T12": 30, "T13": 3000, "T14": "0.95", "T15": 1000, "T16": 150,
        "T17.2": 20, "T17.3": 3, "T18": 2, "T19": 2, "T20": 800, "T21": 60000, "T10": 4,
    }  # fmt: skip
    from fractions import Fraction

    assert {key: file.every()[key].goal for key in goals} == {key: Fraction(goal) for key, goal in goals.items()}


def test_a_missing_row_is_named(tmp_path: Path) -> None:
    start, end = SHIPPED.index("[targets.T7]"), SHIPPED.index("[targets.T8]")
    (said,) = problems(SHIPPED[:start] + SHIPPED[end:], tmp_path)
    assert "targets.T7" in said
    assert "[targets.T7] is missing; add it" in said


@pytest.mark.parametrize(("old", "new", "expected"), [
    ('figure = "coverage.valid_stock"', 'figure = "coverage.all"', "is no rate that can be counted; there are cov"),
    ('target = "0.95"', "target = 0.95", "has to be a number as text or a whole number"),
    ('target = "0.95"', 'target = "95"', "a target has to be above 0 and at most 1"),
    ('target = "0.95"', 'target = "0"', "a target has to be above 0 and at most 1"),
    ('compare = "unrounded_ge"', 'compare = "rounded"', "there is only unrounded_ge"),
    ('slices = ["domain", "region", "item", "class", "owner"]', 'slices = ["colour"]', "there are domain, region"),
    ('kind = "rate"', 'kind = "ratio"', "has to be one of rate, count, recorded"),
    ('kind = "rate"', 'kind = "count"', "is no count that can be counted"),
    ('kind = "rate"', 'kind = "recorded"', "a recorded figure is not counted; remove it"),
    ('kind = "rate"', 'kind = "rate"\ncolour = "red"', "colour: is not known; there are"),
    ('show_bound = "clopper_pearson_95"', 'show_bound = "wald"', "there is only clopper_pearson_95, for a rate"),
    ('key = "T17.2"', 'key = "T18.2"', "has to begin with T17., such as T17.2"),
    ('key = "T17.2"', 'key = "T17.1"', "T17.1 stands twice; rename one"),
    ("[targets.T17]\n", '[targets.T17]\nkind = "count"\n', "kind cannot stand beside parts"),
    ("[targets.T21]", "[targets.T22]", "T22 is none of T1 to T21; remove or rename it"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, expected: str, tmp_path: Path) -> None:
    text = SHIPPED.replace(old, new, 1)
    found = problems(text, tmp_path)
    hit = next(said for said in found if expected in said)
    number, where = re.match(r"line (\d+), (\S+): ", hit).groups()  # type: ignore[union-attr]
    there = text.splitlines()[int(number) - 1]
    assert there.startswith((where.rpartition(".")[2], f"[{where}]", "[[inspections]]")), there


@pytest.mark.parametrize(
    "weights", [("0.5", "0.4"), ("0.3333", "0.3333", "0.3333"), ("0.5", "0.5000000000000000000000000001")]
)
def test_weights_that_do_not_add_up_to_exactly_one_are_refused(weights: tuple[str, ...], tmp_path: Path) -> None:
    assert any("have to be exactly 1; change a weight" in said for said in problems(weighed(*weights), tmp_path))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 99), min_size=1, max_size=9))
def test_weights_are_added_exactly(parts: list[int]) -> None:
    rest = 1000 - sum(parts)
    given_ = [f"0.{n:03d}" for n in parts] + ([f"0.{rest:03d}"] if rest > 0 else [])
    with TemporaryDirectory() as folder:
        assert problems(weighed(*given_), Path(folder)) == []


def test_a_weight_of_nothing_is_refused(tmp_path: Path) -> None:
    assert any("weight has to be above 0" in said for said in problems(weighed("1", "0"), tmp_path))


@pytest.mark.parametrize(
    "text", ["", "targets = 3", "[targets]\nT1 = 5", "\x00", "[targets.T1", "inspections = 3", "programme = []"]
)
def test_rubbish_is_refused(text: str, tmp_path: Path) -> None:
    assert problems(text, tmp_path)


def test_lines_are_found_in_either_shape() -> None:
    found = lines_of(
        '[targets]\nT1 = {kind="rate"}\n[targets.T2]\nkind = "rate"\n'
        '[[inspections]]\nkey = "a"\n[[inspections]]\nkey = "b"'
    )
    assert line_at(found, ("targets", "T1", "kind")) == 2
    assert line_at(found, ("targets", "T2", "kind")) == 4
    assert line_at(found, ("inspections", "2", "key")) == 8
    assert line_at(found, ("nothing",)) == 1
