"""JJG 596-2012: power factors that the user asks for."""

import math
from pathlib import Path

import pytest

from procedures.electricity.energy_meters import FACTORS
from procedures.errors import SubjectError
from tests.procedures.answers import Judged, judge, nameplate
from tests.procedures.electricity import jjg_596_tables as tables
from tests.procedures.electricity.jjg_596_tables import at
from tests.procedures.electricity.test_jjg_596_2012 import CT, table

BOTH = '["0.25L", "0.5C"]'


def judged(folder: Path, given: dict[str, str] | None = None, **fields: str | None) -> Judged:
    plate = nameplate(folder / "subject.toml", "electricity-meter", **fields)
    return judge("JJG 596", "electricity-meter", plate, given or {})


def test_limits_a_second_time() -> None:
    table("requested", tables.REQUESTED)


def test_a_power_factor_is_the_cosine_of_its_angle() -> None:
    for name, (value, angle) in FACTORS.items():
        assert math.cos(math.radians(float(angle))) == pytest.approx(float(value), abs=1e-6), name
        assert (float(angle) < 0) == name.endswith("C")


def test_nothing_is_measured_that_nobody_asked_for(tmp_path: Path) -> None:
    assert "requested" not in judged(tmp_path).outcomes


def test_points_and_limits(tmp_path: Path) -> None:
    found = judged(tmp_path, requested=BOTH)
    assert {k: c["values"]["MPE"] for k, c in found.of("requested").items()} == {
        "ABC/0.25L/Ib": "±3.5", "ABC/0.5C/Ib": "±2.5"
    }  # fmt: skip
    through = judged(tmp_path, requested='["0.5C"]', **{**CT, "class": '"0.5S"'})
    assert {k: c["values"]["MPE"] for k, c in through.of("requested").items()} == {"ABC/0.5C/In": "±1.0"}


@pytest.mark.parametrize(("percent", "outcome"), [("3.54", "conform"), ("3.56", "not_conform")])
def test_the_rounded_error_counts(tmp_path: Path, percent: str, outcome: str) -> None:
    (load,) = [key for key in judged(tmp_path, requested=BOTH).of("requested") if "0.25L" in key]
    pulses = int(judged(tmp_path, requested=BOTH).of("requested")[load]["values"]["N"])
    found = judged(tmp_path, at(f"requested/{load}", percent, pulses), requested=BOTH)
    assert found.outcomes["requested"] == outcome


def test_a_class_without_limits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubjectError, match="class 2 has no limits at power factors on request"):
        judged(tmp_path, requested=BOTH, **{"class": '"2"'})
