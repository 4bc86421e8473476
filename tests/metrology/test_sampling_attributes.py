"""Single sampling plans against a second copy of the tables."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from metrology import sampling as sp
from metrology.decision import Outcome
from metrology.sampling.attribute_tables import AQLS, NORMAL, REDUCED, TIGHTENED

TABLES = yaml.safe_load((Path(__file__).parent / "cases" / "acceptance_tables.yaml").read_text("utf-8"))
LETTERS = "ABCDEFGHJKLMNPQR"
GRIDS = {"normal": NORMAL, "tightened": TIGHTENED, "reduced": REDUCED}


@pytest.mark.parametrize("column", TABLES["columns"], ids=lambda column: f"{column['severity']}-{column['aql']}")
def test_columns_of_the_second_copy(column: dict[str, Any]) -> None:
    place = [str(aql) for aql in AQLS].index(column["aql"]) + 1
    lines = [line.split() for line in GRIDS[column["severity"]].strip().split("\n")]
    cells = [line[place].replace("v", "d").replace("^", "u") for line in lines if line[0] in LETTERS]
    assert cells == column["cells"].split()


@pytest.mark.parametrize("row", TABLES["rows"], ids=lambda row: f"{row['severity']}-{row['letter']}")
def test_rows_of_the_second_copy(row: dict[str, Any]) -> None:
    expected = [plan.split() for plan in row["plans"].split("|")]
    found = [sp.plan_for_letter(row["letter"], aql, row["severity"]) for aql in AQLS]
    assert [[letter, str(n), str(ac)] for letter, n, ac in found] == expected


def test_code_letters_of_the_second_copy() -> None:
    for lot_size, letters in TABLES["letters"].items():
        levels = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
        assert "".join(sp.code_letter(lot_size, level) for level in levels) == letters


@pytest.mark.parametrize("below", [8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000])
def test_a_lot_size_band_includes_its_upper_edge(below: int) -> None:
    assert sp.code_letter(below, "II") < sp.code_letter(below + 1, "II")


@given(some.integers(2, 10**6), some.sampled_from(AQLS), some.sampled_from(list(sp.Severity)))
@settings(max_examples=150)
def test_every_lot_has_a_plan(lot_size: int, aql: Any, severity: sp.Severity) -> None:
    plan = sp.single_sampling_plan(lot_size, aql, severity=severity)
    assert 1 <= plan.n <= lot_size
    assert plan.rejection_number == plan.acceptance_number + 1
    assert plan.whole_lot or plan.n < lot_size


def test_well_known_plan_and_its_arrow() -> None:
    plan = sp.single_sampling_plan(1000, "1.0")
    assert (plan.letter, plan.n, plan.acceptance_number, plan.rejection_number) == ("J", 80, 2, 3)
    followed = sp.single_sampling_plan(200, "1.0")
    assert (followed.initial_letter, followed.letter, followed.n, followed.acceptance_number) == ("G", "H", 50, 1)
    whole = sp.single_sampling_plan(20, "0.10")
    assert (whole.whole_lot, whole.n) == (True, 20)
    assert plan.judge(2) is Outcome.CONFORM
    assert plan.judge(3) is Outcome.NOT_CONFORM


def test_what_the_tables_do_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="no column"):
        sp.single_sampling_plan(100, "3.0")
    with pytest.raises(ValueError, match="inspection level"):
        sp.single_sampling_plan(100, "1.0", level="IV")
    with pytest.raises(ValueError, match="2 items"):
        sp.single_sampling_plan(1, "1.0")
    with pytest.raises(TypeError):
        sp.single_sampling_plan(100, 1.0)  # type: ignore[arg-type]
