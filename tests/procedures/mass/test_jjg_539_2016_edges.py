"""JJG 539-2016: edges of nameplates with ranges, and what a report of the items beside the limits says."""

from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.mass.jjg_539_2016 import IndicatingScale, facts
from procedures.subject import load_subject
from tests.procedures.answers import nameplate
from tests.procedures.mass.judging import Judge, reading


def subject(folder: Path, **fields: str) -> Any:
    return load_subject(nameplate(folder / "s.toml", "scale", **fields), IndicatingScale)


def ranges(*rows: tuple[str, str]) -> dict[str, str]:
    written = ", ".join(f'{{ max = "{most}", e = "{e}" }}' for most, e in rows)
    return {"ranges": f"[{written}]", "e": f'"{rows[0][1]}"', "d": f'"{rows[0][1]}"'}


@pytest.mark.parametrize("fields", [
    ranges(("3 kg", "1 g"), ("6 kg", "2 g"), ("15 kg", "5 g")),
    {"min": '"15 kg"'},
    {"e": '"15 kg"', "d": '"15 kg"', "tare_maximum": '"15 kg"'},
])  # fmt: skip
def test_what_lies_on_an_edge_contradicts_nothing(tmp_path: Path, fields: dict[str, str]) -> None:
    assert str(subject(tmp_path, **fields).max) == "15 kg"


@pytest.mark.parametrize("rows", [
    (("3 kg", "5 g"), ("15 kg", "5 g")), (("15 kg", "2 g"), ("15 kg", "5 g")),
    (("3 kg", "1 g"), ("15 kg", "2 g"), ("6 kg", "5 g")),
])  # fmt: skip
def test_ranges_that_do_not_ascend_are_refused(tmp_path: Path, rows: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(SubjectError):
        subject(tmp_path, **ranges(*rows))


@pytest.mark.parametrize(("tare", "expected"), [("subtractive", 0), ("additive", 5000)])
def test_only_a_tare_that_is_added_to_max_loads_the_receptor_further(tmp_path: Path, tare: str, expected: int) -> None:
    (scale,) = subject(tmp_path, tare=f'"{tare}"', tare_maximum='"5 kg"').scales(facts.table("mpe"))
    assert scale.tare_maximum == expected


def test_one_range_has_curves_without_a_chart_of_its_own(scale: Judge) -> None:
    found = scale().of("weighing")["up/100g"]
    assert found["words"]["chart"] == {"en": "", "zh": ""}
    assert "chart" not in found["plot"]


def test_a_corrected_error_depends_on_the_weights_at_zero_and_at_the_load(scale: Judge) -> None:
    assert {r["at"] for r in scale().of("weighing")["up/100g"]["reference"]} == {"50", "100"}


def test_an_error_is_shown_with_every_digit_to_a_hundredth_of_d(scale: Judge) -> None:
    assert scale(reading("weighing/E0", "50", "0.03")).of("weighing")["E0"]["values"]["E"] == "0.03"
