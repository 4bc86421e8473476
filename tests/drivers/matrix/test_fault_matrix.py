"""Every registered driver under faults: never a wrong value, always an outcome that the table promises.

Each driver meets every third kind of fault, each kind a third of the drivers; `make evidence` goes through all of them.
"""

import importlib.util
from pathlib import Path
from typing import Any, get_args

import pytest

from drivers import errors
from drivers.simulation.fault_outcomes import OUTCOMES, RIGHT
from drivers.simulation.faults import OWN_KINDS, WIRE_KINDS, Kind
from drivers.simulation.lone_instruments import SIMULATORS

pytestmark = pytest.mark.waits

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/reference/fault-matrix.md"
SPEC = importlib.util.spec_from_file_location("steelyard_fault_matrix", ROOT / "benchmarks/faults/matrix.py")
assert SPEC is not None
matrix: Any = importlib.util.module_from_spec(SPEC)
assert SPEC.loader is not None
SPEC.loader.exec_module(matrix)


@pytest.mark.parametrize("name", matrix.NAMES)
def test_every_fault_ends_as_promised(name: str) -> None:
    first = matrix.NAMES.index(name) % 3
    found = matrix.met([(name, kind) for kind in list(OUTCOMES)[first::3]])
    assert {kind: why for (_, kind), cell in found.items() if (why := matrix.wrong(kind, *cell))} == {}
    assert len({end for end, _ in found.values()}) > 1  # the faults did happen


def test_the_table_knows_every_kind_and_every_error() -> None:
    kinds = {kind for group in get_args(Kind) for kind in (get_args(group) or (group,))}
    assert set(OUTCOMES) == kinds == {*WIRE_KINDS, *OWN_KINDS}
    ends = {end for outcome in OUTCOMES.values() for end in outcome.ends_in} - {RIGHT}
    assert all(issubclass(getattr(errors, end), errors.InstrumentError) for end in ends)


def test_the_page_shows_every_driver_and_only_permitted_outcomes() -> None:
    letters = {letter: outcome for outcome, letter in matrix.LETTERS.items()}
    rows = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        name, *found = [cell.strip().strip("`") for cell in line.strip("| ").split(" | ")]
        if name in SIMULATORS:
            rows[name] = dict(zip(OUTCOMES, found, strict=True))
    assert sorted(rows) == matrix.NAMES, "python benchmarks/faults/matrix.py -o docs/reference/fault-matrix.md"
    for name, row in rows.items():
        for kind, letter in row.items():
            unmet = letter in (matrix.NOT_APPLICABLE, matrix.NOT_SEEN)
            assert unmet or letters[letter] in OUTCOMES[kind].ends_in, (name, kind)


@pytest.mark.parametrize(
    ("first", "rest", "why"),
    [
        ("WRONG VALUE 1 V for 2 V", [RIGHT], "ends in"),
        ("LinkError", ["WRONG VALUE 1 V for 2 V", RIGHT], "afterwards"),
        ("LinkError", ["LinkError"], "never recovers"),
        ("LinkError", [RIGHT], ""),
    ],
)
def test_the_judge_of_this_test_finds_what_is_wrong(first: str, rest: list[str], why: str) -> None:
    assert matrix.wrong("silence", first, rest).startswith(why)
    assert bool(matrix.wrong("silence", first, rest)) is bool(why)
