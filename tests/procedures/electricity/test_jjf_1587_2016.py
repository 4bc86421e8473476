"""JJF 1587-2016: points a second time, both sides of each limit, one fail per item; answers in memory."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from procedures.electricity.jjf_1587_2016 import JJF1587, facts
from procedures.errors import SubjectError
from procedures.kit.suitability import Demand
from sequencer.errors import EntryRefused, Interrupted
from tests.procedures.answers import Judged, judge

Judge = Callable[..., Judged]


@pytest.fixture
def meter(tmp_path: Path) -> Judge:
    """Judges a multimeter of 10 V, 1 V and 100 V, each 0.005 % of the reading and 0.0035 % of the range."""

    def run(given: dict[str, str] | None = None, **fields: str | None) -> Judged:
        lines = (Path(__file__).parents[3] / "config/subjects/multimeter.toml").read_text("utf-8").splitlines()
        ranges = fields.pop("ranges", None)
        start = next(n for n, line in enumerate(lines) if line.startswith("dc_voltage"))
        plate = tmp_path / "subject.toml"
        plate.write_text("\n".join(lines if ranges is None else [*lines[:start], f"dc_voltage = {ranges}"]), "utf-8")
        return judge("JJF 1587", "multimeter", plate, given or {})

    return run


def test_the_edition() -> None:
    r = JJF1587.regulation
    assert (r.id, r.issued.isoformat(), r.in_force.isoformat()) == ("JJF 1587-2016", "2016-11-25", "2017-05-25")
    assert (r.replaces, r.work, r.kind, r.validity_months) == (("JJG 315-1983",), "calibration", "multimeter", 12)
    assert [s.clause for s in r.sources] == ["JJF 1587-2016 发布与实施日期", "JJF 1587-2016 校准点"]
    assert facts.standards_demands(None) == {"source": Demand(ratio=Decimal(3))}
    assert [(i.key, i.gate, i.measured) for i in JJF1587.items()[2:]] == [
        ("appearance", True, False), ("dc_voltage", False, True),
    ]  # fmt: skip
    conditions = {c.quantity: (c.lower, c.upper) for c in JJF1587.conditions(None)}
    assert conditions == {"temperature": (Decimal(18), Decimal(28)), "humidity": (None, Decimal(75))}


def test_sources_and_what_is_not_known() -> None:
    secondary, unverified = {"points", "limit", "appearance"}, {"dates", "standard", "environment"}
    assert {facts.source(k).status.value for k in secondary} == {"secondary"}
    assert {facts.source(k).status.value for k in unverified} == {"unverified"}


def test_the_points(meter: Judge) -> None:
    points = facts.table("points")
    assert points.numbers("basic") == tuple(map(Decimal, (10, 30, 50, 70, 100, -100)))
    assert points.numbers("other") == tuple(map(Decimal, (10, 50, 100, -100)))
    found = list(meter().of("dc_voltage"))
    assert found == [
        "10V/1V", "10V/3V", "10V/5V", "10V/7V", "10V/10V", "10V/-10V", "1V/0.1V", "1V/0.5V", "1V/1V", "1V/-1V",
        "100V/10V", "100V/50V", "100V/100V", "100V/-100V",
    ]  # fmt: skip
    assert [b["plot"]["chart"] for b in meter().of("dc_voltage").values()] == ["10V"] * 6 + ["1V"] * 4 + ["100V"] * 4


@pytest.mark.parametrize(("place", "x", "outcome"), [
    ("10V/10V", "10.00085", "conform"), ("10V/10V", "10.000851", "not_conform"), ("10V/10V", "9.99914", "not_conform"),
    ("10V/-10V", "-10.00085", "conform"), ("10V/-10V", "-10.00086", "not_conform"),
    ("10V/1V", "1.00040", "conform"), ("10V/1V", "1.00041", "not_conform"),
    ("100V/50V", "50.0060", "conform"), ("100V/50V", "50.00601", "not_conform"),
])  # fmt: skip
def test_the_limit_is_a_part_of_reading_and_range(meter: Judge, place: str, x: str, outcome: str) -> None:
    assert meter({f"{place}/x": x}).outcomes["dc_voltage"] == outcome


def test_the_error_is_against_what_the_calibrator_puts_out(meter: Judge) -> None:
    judged = meter({"10V/10V/x": "10.00100", "10V/10V/ref": "10.0005"})
    assert judged.of("dc_voltage")["10V/10V"]["decision"]["unrounded"] == "0.00050"
    assert judged.outcomes["dc_voltage"] == "conform"


def test_the_reading_is_taken_in_its_range_and_the_output_ends_in_standby(meter: Judge) -> None:
    judged = meter(ranges='[{ upper = "300 mV", of_reading = 0.005, of_range = 0.0035 }]')
    commands = [(b["method"], b.get("args", [])) for kind, _, b in judged.bodies if kind == "command"]
    assert commands[:3] == [("standby", []), ("connect", ["voltage"]), ("set_voltage", ["0.030", "V"])]
    assert commands[-1] == ("standby", [])
    arguments = [b["args"] for kind, a, b in judged.bodies if kind == "observation" and a.endswith("/x")]
    assert arguments == [["0.300"]] * 6


def test_appearance_stops_the_run(meter: Judge) -> None:
    judged = meter({"/sound": "not_conform"})
    assert (judged.outcomes["appearance"], judged.outcomes["dc_voltage"]) == ("not_conform", "incomplete")
    with pytest.raises((EntryRefused, Interrupted)):
        meter({"/sound": "not_applicable"})


@pytest.mark.parametrize(("part", "accepted"), [("0", True), ("-0.001", False)])
def test_what_the_maker_states_is_not_negative(meter: Judge, part: str, accepted: bool) -> None:
    rest = {"of_reading": "0.005", "of_range": "0.0035"}
    for name in rest:
        given = rest | {name: part}
        ranges = f'[{{ upper = "10 V", of_reading = {given["of_reading"]}, of_range = {given["of_range"]} }}]'
        if accepted:
            assert meter(ranges=ranges).verdict["outcome"] == "conform"
        else:
            with pytest.raises(SubjectError):
                meter(ranges=ranges)


@pytest.mark.parametrize("ranges", ["[]", '[{ upper = "0 V", of_reading = 0.005, of_range = 0.0035 }]'])
def test_a_nameplate_without_a_range_is_refused(meter: Judge, ranges: str) -> None:
    with pytest.raises(SubjectError):
        meter(ranges=ranges)


def test_a_range_below_a_volt(meter: Judge) -> None:
    assert meter(ranges='[{ upper = "0.5 V", of_reading = 0.005, of_range = 0.0035 }]').verdict["outcome"] == "conform"
