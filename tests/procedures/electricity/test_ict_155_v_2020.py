"""Meters of reactive energy in Spain: tables 1 to 5 of annex V, appendix II, a second time, both sides of limits."""

from pathlib import Path

import pytest

from procedures.electricity.ict_155_v_2020 import ICT155V, ReactiveMeter
from procedures.errors import SubjectError
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import figures, gates, header, stages

ID = "ICT/155/2020 V"
#: Tables 1 and 3: sin φ 1 small, 1, 0.5 small, 0.5, 0.25; tables 2 and 4: sin φ 1, 0.5, 0.25; table 5: U.
LIMITS = {
    "0.5S": "1.0 0.5 1.0 0.5 1.0 0.7 1.0 1.5 0.15", "1S": "1.5 1.0 1.5 1.0 2.0 1.5 2.0 3.0 0.25",
    "1": "1.5 1.0 1.5 1.0 2.0 1.5 2.0 3.0 0.25", "2": "2.5 2.0 2.5 2.0 2.5 3.0 3.0 - 0.5",
    "3": "4.0 3.0 4.0 3.0 4.0 4.0 4.0 - 0.7",
}  # fmt: skip
ITEMS = ("low_1", "high_1", "low_05", "high_05", "high_025", "one_1", "one_05", "one_025")
EDGES = {"direct": "0.05Ib 0.1Ib 0.2Ib", "ct": "0.02In 0.05In 0.1In", "S": "0.01In 0.05In 0.1In"}


def connection(name: str) -> str:
    return "ct" if name.endswith("S") else "direct"


def test_figures_a_second_time() -> None:
    expected = {}
    for name, row in LIMITS.items():
        for table, limit in zip((*ITEMS, "uncertainty"), row.split(), strict=True):
            if limit != "-":
                expected[f"{table}.{name}"] = limit.removesuffix(".0")
    assert {k: v.removesuffix(".0") for k, v in figures(ICT155V).items()} == expected
    assert header(ICT155V) == ("ES", "electricity-meter", "2020-02-07", "2020-10-24", "", "180")
    assert set(stages(ICT155V).values()) == {"I"}
    assert gates(ICT155V) == (["examination"], ["examination", "norm"])


@pytest.fixture(scope="module", name="lab")
def some_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(f"{ID}:2020", Path(tmp_path_factory.mktemp("reactive")) / "lab")


@pytest.mark.parametrize("name", LIMITS)
def test_both_sides_of_every_limit(lab: ExampleLab, name: str) -> None:
    edges = dict.fromkeys(("0.5S", "1S"), "S").get(name, "direct")
    first, second, third = EDGES[edges].split()
    at = {
        "low_1": f"{first}sin1L",
        "high_1": f"{second}sin1C",
        "low_05": f"{second}sin0.5C",
        "high_05": f"{third}sin0.5L",
        "high_025": "Imaxsin0.25C",
        "one_1": f"A{second}sin1L",
        "one_05": "BImaxsin0.5L",
        "one_025": f"C{third}sin0.25L",
    }
    limits = {i: x for i, x in zip(ITEMS, LIMITS[name].split(), strict=False) if x != "-"}
    fields = {"class": f'"{name}"', "connection": f'"{connection(name)}"'}
    for more, outcome in ((0.0, "conform"), (0.01, "not_conform")):
        given = {f"{item}/{at[item]}/y": f"{-float(limit) - more:.2f}" for item, limit in limits.items()}
        found = lab.judged(ID, given, "initial", **fields).outcomes
        assert {item: found[item] for item in limits} == dict.fromkeys(limits, outcome)
        assert ("one_025" in limits) is (found.get("one_025") in {"conform", "not_conform"})


@pytest.mark.parametrize(("name", "how", "edges"), [("2", "direct", "direct"), ("3", "ct", "ct"), ("1S", "ct", "S")])
def test_where_the_limits_begin(name: str, how: str, edges: str) -> None:
    plate = {"class": name, "connection": how, "system": "3P4W", "ib": "5 A", "imax": "60 A"}
    known = {"name": "m", "name_en": "m", "maker": "m", "model": "m", "serial": "1", "client": "c"}
    assert " ".join(ReactiveMeter.model_validate(known | plate).edges) == EDGES[edges]


@pytest.mark.parametrize(("name", "how"), [("1", "ct"), ("0.5S", "direct"), ("1S", "direct")])
def test_a_class_without_limits_for_its_connection_is_refused(lab: ExampleLab, name: str, how: str) -> None:
    with pytest.raises(SubjectError, match="no limits for the connection"):
        lab.judged(ID, {}, "initial", **{"class": f'"{name}"', "connection": f'"{how}"'})


def test_one_element_of_a_single_phase_meter(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", system='"1P2W"').outcomes
    assert not {"one_1", "one_05", "one_025"} & {k for k, v in found.items() if v == "conform"}


def test_the_bench_is_as_good_as_table_5_asks(lab: ExampleLab) -> None:
    """U of the bench of the example is 0.1 %; 0.15 % suffices for class 0.5S, more does not."""
    file = lab.folder / "standards.toml"
    text = file.read_text("utf-8")
    for U, outcome in (("0.15", "conform"), ("0.16", "not_conform")):
        file.write_text(text.replace('expanded_uncertainty = "0.1"', f'expanded_uncertainty = "{U}"'), "utf-8")
        found = lab.judged(ID, {}, "initial", **{"class": '"0.5S"', "connection": '"ct"'})
        assert found.outcomes["specification"] == outcome
    file.write_text(text, "utf-8")
