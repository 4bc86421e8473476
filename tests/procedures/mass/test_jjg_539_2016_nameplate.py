"""JJG 539-2016: nameplates that conform, that do not, and that are refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from procedures.errors import SubjectError
from procedures.mass.jjg_539_2016 import JJG539, IndicatingScale
from procedures.subject import load_subject
from tests.procedures.answers import nameplate
from tests.procedures.mass.judging import Judge

III_EDGES = '["100 g", "2500 g", "2505 g", "10000 g", "10005 g", "15 kg"]'


@pytest.mark.parametrize(("fields", "failed"), [
    ({"test_loads": III_EDGES}, []),
    ({"test_loads": '["100 g", "2.5 kg", "5 kg", "10 kg", "15 kg"]'}, []),
    ({"test_loads": '["100 g", "2.5 kg", "10 kg", "15 kg"]'}, ["test_loads_number"]),
    ({"test_loads": '["100 g", "2 kg", "5 kg", "10 kg", "15 kg"]'}, ["test_loads_required"]),
    ({"e": '"1 g"', "d": '"1 g"'}, ["n_above_max"]),
    ({"min": '"95 g"'}, ["Min_below_limit"]),
    ({"d": '"1 g"'}, ["d_not_e"]),
])  # fmt: skip
def test_the_nameplate_against_the_regulation(scale: Judge, fields: dict[str, str], failed: list[str]) -> None:
    found = scale(**{"tare_maximum": None} | fields).of("specification")
    assert [k for k, b in found.items() if b["outcome"] != "conform"] == failed


@pytest.mark.parametrize("fields", [
    {"max": '"0 kg"'}, {"class": '"II"'}, {"supports": "0"}, {"supports": "17"}, {"e": '"5 mm"'},
    {"tare_maximum": '"15.005 kg"'}, {"test_loads": '["15.005 kg"]'}, {"price_interval": '"0.02"'},
    {"ranges": '[{ max = "3 kg", e = "1 g" }, { max = "6 kg", e = "5 g" }]', "e": '"1 g"'},
    {"ranges": '[{ max = "3 kg", e = "1 g" }, { max = "15 kg", e = "5 g" }]', "e": '"5 g"'},
])  # fmt: skip
def test_a_nameplate_that_contradicts_itself_is_refused(scale: Judge, fields: dict[str, str]) -> None:
    with pytest.raises(SubjectError):
        scale(**fields)


def test_what_lies_at_the_ends_is_accepted(scale: Judge) -> None:
    for fields in ({"supports": "16"}, {"supports": "1"}, {"tare_maximum": '"15 kg"'}):
        assert scale(**fields).verdict["outcome"] == "conform"


def test_price_computing_scales_change_to_the_successor(tmp_path: Path) -> None:
    subject: Any = load_subject(nameplate(tmp_path / "s.toml", "scale"), IndicatingScale)
    other: Any = load_subject(nameplate(tmp_path / "s.toml", "scale", price_computing="false"), IndicatingScale)
    of_100 = {"max": '"100 kg"', "min": '"1 kg"', "e": '"50 g"', "d": '"50 g"'}
    large: Any = load_subject(nameplate(tmp_path / "s.toml", "scale", **of_100), IndicatingScale)
    larger: Any = load_subject(
        nameplate(tmp_path / "s.toml", "scale", **of_100 | {"max": '"100.05 kg"'}), IndicatingScale
    )
    before, day = date(2027, 1, 7), date(2027, 1, 8)
    found = [JJG539.refuses(s, d) is None for s in (subject, other, large, larger) for d in (before, day)]
    assert found == [True, False, True, True, True, False, True, True]


def test_the_lines_of_the_nameplate(tmp_path: Path) -> None:
    subject = load_subject(nameplate(tmp_path / "s.toml", "scale"), IndicatingScale)
    lines = {name.en: value.en for name, value in subject.specification_lines()}
    assert (lines["Accuracy class"], lines["Maximum capacity Max"], lines["Number of intervals n"]) == (
        "III",
        "15 kg",
        "3000",
    )
    assert subject.price_interval == "0.01"
    assert not {"Weighing ranges", "Seal numbers"} & set(lines)
