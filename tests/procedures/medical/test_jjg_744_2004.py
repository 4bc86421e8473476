"""JJG 744-2004: the figures a second time, both sides of every limit, what each kind of machine has."""

import pytest

from procedures.medical.jjg_744_2004 import JJG744
from tests.procedures.flow.example_labs import ExampleLab
from tests.procedures.medical.told import (
    accepts,
    at_least_so_many,
    bounds_of_radiation,
    demanded,
    figures,
    gates,
    given,
    header,
    outcome,
    positive,
    stages,
    statuses,
)

ID = "JJG 744"


def test_figures_a_second_time() -> None:
    assert header(JJG744) == ("CN", "x-ray-source", "2004-06-04", "2004-12-01", "JJG 744-1997", "12")
    assert figures(JJG744) == {
        "repeats": "5", "repeatability": "10", "linearity": "20", "light_field": "2", "voltage": "10", "current": "20",
        "kerma_rate.plain": "50 55", "kerma_rate.intensifier": "25 27.5", "kerma_rate.interventional": "100 110",
        "time.all": "10 1", "mas.all": "10 0.2",
    }  # fmt: skip
    assert set(stages(JJG744).values()) == {"ISV"}
    assert list(stages(JJG744)) == [
        "examination", "kerma", "hvl", "repeatability", "linearity", "resolution", "light_field", "kv", "ma", "focus",
        "time", "mas",
    ]  # fmt: skip
    assert gates(JJG744) == (["examination"], ["examination"])
    assert demanded(JJG744) == {"readout": "3"}
    assert statuses(JJG744) == (
        "dates s, period u, points u, repeats u, standard u, environment u, general u, kerma s, hvl s, repeat s, "
        "linear s, resolution s, light s, kv s, ma s, focus s, loading s"
    )
    assert {s.clause for s in JJG744.regulation.sources} == {
        f"JJG 744-2004 {c}" for c in ("封面", "检定周期", "检定方法")
    }


@pytest.mark.parametrize(("address", "values", "expected"), [
    ("kerma/y", "50", "conform"), ("kerma/y", "50.1", "undecided"), ("kerma/y", "55", "undecided"),
    ("kerma/y", "55.1", "not_conform"),
    ("hvl/y", "2.3", "conform"), ("hvl/y", "2.29", "not_conform"),
    ("repeatability", "1.1 0.9 1.1 0.9 1", "conform"), ("repeatability", "1.1001 0.9 1.1 0.9 1", "not_conform"),
    ("resolution/y", "16", "conform"), ("resolution/y", "15.9", "not_conform"),
    ("light_field/axis_x/y", "20", "conform"), ("light_field/axis_x/y", "20.1", "not_conform"),
    ("light_field/axis_y/y", "20", "conform"), ("light_field/axis_y/y", "20.1", "not_conform"),
    ("kv/60kV", "66 60", "conform"), ("kv/60kV", "66.01 60", "not_conform"),
    ("kv/100kV", "90 100", "conform"), ("kv/100kV", "89.9 100", "not_conform"),
    ("ma/200mA", "240 200", "conform"), ("ma/200mA", "240.1 200", "not_conform"),
    ("ma/100mA", "80 100", "conform"), ("ma/100mA", "79.9 100", "not_conform"),
    ("focus/y", "1.5", "conform"), ("focus/y", "1.51", "not_conform"),
    ("time/100ms", "100 89", "conform"), ("time/100ms", "100 88.9", "not_conform"),
    ("time/320ms", "320 353", "conform"), ("time/320ms", "320 353.1", "not_conform"),
    ("mas/10mAs", "10 8.8", "conform"), ("mas/10mAs", "10 8.79", "not_conform"),
    ("mas/50mAs", "50 55.2", "conform"), ("mas/50mAs", "50 55.21", "not_conform"),
])  # fmt: skip
def test_limits(lab: ExampleLab, address: str, values: str, expected: str) -> None:
    assert outcome(lab, ID, given(address, values), "initial") == expected


@pytest.mark.parametrize(
    ("machine", "most", "certainly"), [("intensifier", "25", "27.5"), ("interventional", "100", "110")]
)
def test_air_kerma_rate_by_kind(lab: ExampleLab, machine: str, most: str, certainly: str) -> None:
    def found(value: str) -> str:
        return outcome(lab, ID, {"kerma/y": value}, "subsequent", machine=f'"{machine}"')

    assert (found(most), found(f"{most}.01")) == ("conform", "undecided")
    assert found(certainly) == "undecided"
    assert found(certainly + ("1" if "." in certainly else ".1")) == "not_conform"


@pytest.mark.parametrize(("outputs", "expected"), [
    (("11", "22.5", "45"), "conform"), (("11.001", "22.5", "45"), "not_conform"),
    (("9", "22.5", "55"), "conform"), (("9", "22.5", "55.01"), "not_conform"),
])  # fmt: skip
def test_linearity_between_neighbours(lab: ExampleLab, outputs: tuple[str, ...], expected: str) -> None:
    readings = dict(zip((f"linearity/{q}mAs/y" for q in (10, 25, 50)), outputs, strict=True))
    assert outcome(lab, ID, readings, "in-service") == expected


def test_what_cannot_be_set_is_not_examined(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial", currents="[]", times="[]")
    assert not {"ma", "time"} & set(found.outcomes)
    assert found.verdict["outcome"] == "conform"
    assert lab.judged(ID, {"examination/marks": "not_conform"}, "initial").verdict["failed"] == ["examination"]
    assert lab.judged(ID, {"examination/working": "not_conform"}, "initial").verdict["failed"] == ["examination"]


def test_a_reading_left_out_is_never_replaced(lab: ExampleLab) -> None:
    """Neither in a mean nor between neighbours."""
    for address in ("repeatability/3/y", "linearity/25mAs/y", "kv/80kV/ref"):
        found = lab.judged(ID, {address: "not_measured"}, "initial")
        item = address.partition("/")[0]
        assert found.outcomes[item] == "incomplete"
        assert found.verdict["outcome"] == "incomplete"


def test_the_radiation_is_off_after_each_item(lab: ExampleLab) -> None:
    found = lab.judged(ID, {}, "initial")
    commands = [(a.partition("/")[0], b["method"]) for kind, a, b in found.bodies if kind == "command"]
    for item in ("linearity", "kv", "ma", "time", "mas"):
        mine = [method for key, method in commands if key == item]
        assert mine[-1] == "off"
        assert set(mine[:-1]) == {"apply_to"}


def test_nameplate(lab: ExampleLab) -> None:
    assert accepts(lab, JJG744)
    assert positive(lab, JJG744, "currents", "mA", many=1)
    assert positive(lab, JJG744, "charges", "mAs", many=2)
    assert at_least_so_many(lab, JJG744, "voltages", ["60 kV"])
    assert at_least_so_many(lab, JJG744, "charges", ["10 mAs", "25 mAs"])
    bounds_of_radiation()
