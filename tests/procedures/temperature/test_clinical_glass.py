"""OIML R 7:1979 and JJG 111-2019: the figures a second time, both sides of every limit, the bath."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.validity import Mode
from procedures.temperature.jjg_111_2019 import JJG111
from procedures.temperature.oiml_r_7_1979 import R7
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import accepts, figures, gates, header, stages, statuses

D = Decimal
CN, OIML = "JJG 111", "OIML R 7"


def test_figures_a_second_time() -> None:
    assert header(R7) == ("OIML", "clinical-thermometer", "1979-01-01", "1979-01-01", "", "0")
    bath = {
        "steady": "0.02",
        "soak": "20",
        "every": "10",
        "most": "60",
        "points.at": "37 41",
        "mpe.K": "-0.15 0.1",
    }
    assert figures(R7) == {"lowest": "35.5", "highest": "42.0", "interval": "0.1", **bath}
    assert figures(JJG111) == bath
    assert stages(R7) == {"examination": "IS", "indication": "IS", "device": "IS", "colour": "IS"}
    assert gates(R7) == (["examination"], ["examination", "device", "colour"])
    assert statuses(R7) == (
        "dates u, stages v, ambient v, scale v, examination v, points v, bath v, immersion v, looks u, mpe v, "
        "device v, colour v, standard v"
    )
    assert [s.clause for s in R7.regulation.sources] == [f"OIML R 7:1979 {c}" for c in ("title page", "11", "A.3.2")]


def test_the_chinese_edition() -> None:
    assert header(JJG111) == ("CN", "clinical-thermometer", "2019-12-31", "2020-03-31", "JJG 111-2003", "0")
    assert JJG111.validity_mode(None) is Mode.FIRST_ONLY
    assert stages(JJG111) == {"examination": "I", "indication": "I", "recession": "I"}
    assert gates(JJG111) == (["examination"], ["examination", "recession"])
    assert statuses(JJG111) == (
        "dates s, once s, ambient u, appearance u, points u, bath u, immersion u, looks u, mpe s, standard u"
    )
    assert [s.clause for s in JJG111.regulation.sources] == [
        f"JJG 111-2019 {c}" for c in ("封面", "检定周期", "检定方法")
    ]


@pytest.mark.parametrize("edition", [R7, JJG111])
def test_ambient_and_standard(edition: Any) -> None:
    found = {c.quantity: (c.lower, c.upper) for c in edition.conditions(None)}
    assert found["temperature"] == (15, 30)
    (demand,) = edition.facts.standards_demands(None).values()
    assert demand.uncertainty == 5


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExampleLab]:
    folder = Path(tmp_path_factory.mktemp("thermometers"))
    return {name: ExampleLab.of(name, folder / f"lab{n}") for n, name in enumerate((CN, OIML))}


@pytest.mark.parametrize("name", [CN, OIML])
@pytest.mark.parametrize(("point", "shown", "expected"), [
    ("37", "37.1", "conform"), ("37", "37.11", "not_conform"), ("37", "36.85", "conform"),
    ("37", "36.84", "not_conform"), ("41", "41.1", "conform"), ("41", "41.11", "not_conform"),
    ("41", "40.85", "conform"), ("41", "40.84", "not_conform"),
])  # fmt: skip
def test_limits(labs: dict[str, ExampleLab], name: str, point: str, shown: str, expected: str) -> None:
    readings = {f"indication/{point}degC/tau": shown, f"indication/{point}degC/t0": point}
    found = labs[name].judged(name, readings, "initial")
    assert found.outcomes["indication"] == expected


@pytest.mark.parametrize("name", [CN, OIML])
def test_how_a_point_is_measured(labs: dict[str, ExampleLab], name: str) -> None:
    """Driven down; in the bath for 20 s after it has become constant; read when it has cooled."""
    found = labs[name].judged(name, {}, "initial")
    mine = [a for kind, a, _ in found.bodies if a.startswith("indication/37degC") and kind != "conclusion"]
    names = [address.rpartition("/")[2] for address in mine]
    assert names.index("driven") < names.index("t0") < names.index("cooled") < names.index("tau")
    waited = [int(b["seconds"]) for kind, a, b in found.bodies if kind == "dwell"]
    assert [seconds for seconds in waited if seconds != 10] == [20, 20]
    assert 10 in waited
    for check in ("driven", "cooled"):
        void = labs[name].judged(name, {f"indication/41degC/{check}": "not_conform"}, "initial")
        assert void.outcomes["indication"] == "invalid"


@pytest.mark.parametrize(("name", "address"), [
    (CN, "examination/marks"), (CN, "examination/intact"), (CN, "recession/recedes"), (OIML, "examination/type"),
    (OIML, "examination/graduation"), (OIML, "examination/materials"), (OIML, "examination/construction"),
    (OIML, "examination/inscriptions"), (OIML, "device/recedes"), (OIML, "colour/stains"),
])  # fmt: skip
def test_checks(labs: dict[str, ExampleLab], name: str, address: str) -> None:
    found = labs[name].judged(name, {address: "not_conform"}, "initial")
    assert found.verdict["failed"] == [address.partition("/")[0]]


@pytest.mark.parametrize(("fields", "expected"), [
    ({"lower": '"35.5 °C"', "upper": '"42 °C"'}, "conform"), ({"lower": '"35.6 °C"'}, "not_conform"),
    ({"upper": '"41.9 °C"'}, "not_conform"), ({"resolution": '"0.05 K"'}, "not_conform"),
])  # fmt: skip
def test_the_scale(labs: dict[str, ExampleLab], fields: dict[str, str], expected: str) -> None:
    assert labs[OIML].judged(OIML, {}, "subsequent", **fields).verdict["outcome"] == expected


def test_coloration_is_that_of_a_solid_stem(labs: dict[str, ExampleLab]) -> None:
    assert "colour" not in labs[OIML].judged(OIML, {}, "initial", stem='"enclosed"').outcomes


def test_nameplate(labs: dict[str, ExampleLab]) -> None:
    assert accepts(labs[CN], JJG111, resolution="0.5 K")
    assert not accepts(labs[CN], JJG111, resolution="0 K")
    assert not accepts(labs[CN], JJG111, resolution="-0.5 K")
