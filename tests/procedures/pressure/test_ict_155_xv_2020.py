"""Orden ICT/155/2020, annex XV: the table a second time, every edge, temperature, one pass and one fail per item."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.status import Status
from procedures.pressure.ict_155_xv_2020 import TyreGaugesES, facts
from tests.procedures.answers import Judged, judge, nameplate

Judge = Callable[..., Judged]
MARKS = ("240kPa", "480kPa", "720kPa", "960kPa", "1200kPa")


@pytest.fixture
def gauge(tmp_path: Path) -> Judge:
    """Judges a digital gauge of 1200 kPa with other fields and readings as given."""

    def run(given: dict[str, str] | None = None, stage: str = "subsequent", **fields: str | None) -> Judged:
        plate = nameplate(tmp_path / "subject.toml", "tyre-gauge", **fields)
        return judge("ICT/155/2020 XV", "tyre-gauge", plate, given or {}, stage)

    return run


def both(p: str, up: str, down: str) -> dict[str, str]:
    return {f"up/{p}/x": up, f"down/{p}/x": down}


def failed(found: Judged) -> list[str]:
    return [key for key, outcome in found.outcomes.items() if outcome == "not_conform"]


def test_the_edition() -> None:
    r = TyreGaugesES.regulation
    assert (r.id, r.jurisdiction, r.kind) == ("ICT/155/2020 XV:2020", "ES", "tyre-gauge")
    assert (r.issued.isoformat(), r.in_force.isoformat(), r.validity_months) == ("2020-02-07", "2020-10-24", 24)
    assert [str(s) for s in TyreGaugesES.stages()] == ["subsequent", "after-repair"]
    keys = ["examination", "zero", "indication", "hysteresis", "monotone", "position", "preset"]
    assert [i.key for i in TyreGaugesES.items()][2:] == keys
    assert {i.status for i in TyreGaugesES.items()[2:]} == {Status.VERIFIED}
    assert facts.source("points").status is Status.UNVERIFIED


def test_an_ideal_gauge_conforms_at_five_points(gauge: Judge) -> None:
    found = gauge()
    assert found.verdict["outcome"] == "conform"
    assert set(found.of("indication")) == {f"{way}/{mark}" for way in ("up", "down") for mark in MARKS}


@pytest.mark.parametrize(
    ("upper", "p", "limit"),
    [
        ("500 kPa", "400kPa", 8),
        ("505 kPa", "404kPa", 16),
        ("1000 kPa", "1000kPa", 25),
        ("999 kPa", "999kPa", 16),
        ("1200 kPa", "960kPa", 16),
        ("1200 kPa", "1200kPa", 25),
        ("1200 kPa", "240kPa", 8),
    ],
)
def test_limits_at_every_edge(gauge: Judge, upper: str, p: str, limit: int) -> None:
    exact = Decimal(p.removesuffix("kPa"))
    inside = gauge(both(p, str(exact - limit), str(exact - limit)), upper=f'"{upper}"')
    assert inside.verdict["outcome"] == "conform", inside.verdict
    beyond = str(exact - limit - 1)
    outside = gauge(both(p, beyond, beyond), upper=f'"{upper}"')
    assert failed(outside) == ["indication"]


@pytest.mark.parametrize(
    ("air", "limit"), [("15", 8), ("14", 8.5), ("-5", 18), ("25", 8), ("26", 8.5), ("35", 13), ("20", 8)]
)
def test_the_temperature_of_the_day_widens_the_limit(gauge: Judge, air: str, limit: float) -> None:
    room = {"temperature": air, "zero/air": air}
    passing, failing = 240 - int(limit), 240 - int(limit) - 1
    assert gauge(both("240kPa", str(passing), str(passing)) | room).verdict["outcome"] == "conform"
    assert failed(gauge(both("240kPa", str(failing), str(failing)) | room)) == ["indication"]


def test_hysteresis_is_held_against_the_limit_at_15_to_25_degrees(gauge: Judge) -> None:
    assert gauge(both("240kPa", "236", "244")).verdict["outcome"] == "conform"
    assert failed(gauge(both("240kPa", "236", "245"))) == ["hysteresis"]
    cold = {"temperature": "5", "zero/air": "5"}
    assert failed(gauge(both("240kPa", "236", "245") | cold)) == ["hysteresis"]


def test_of_a_mechanical_gauge_rising_values_do_not_exceed_falling_ones(gauge: Judge) -> None:
    assert gauge(both("240kPa", "240", "240")).verdict["outcome"] == "conform"
    assert failed(gauge(both("240kPa", "241", "240"))) == ["monotone"]
    assert gauge(both("240kPa", "241", "240"), mechanical="false").verdict["outcome"] == "conform"


@pytest.mark.parametrize(("zero", "items"), [("8", []), ("9", ["zero"])])
def test_zero(gauge: Judge, zero: str, items: list[str]) -> None:
    assert failed(gauge({"zero/zero": zero})) == items


@pytest.mark.parametrize("check", ["identity", "seals", "marks", "software"])
def test_the_administrative_examination_comes_first(gauge: Judge, check: str) -> None:
    found = gauge({f"examination/{check}": "not_conform"})
    assert failed(found) == ["examination"]
    assert not found.of("indication")


def test_position_and_presetting(gauge: Judge) -> None:
    assert failed(gauge({"position/tilt": "not_conform"})) == ["position"]
    assert failed(gauge({"preset/preset_end": "not_conform"}, presetting="true")) == ["preset"]


@pytest.mark.parametrize(
    ("fields", "conforms"),
    [
        ({"step": '"10 kPa"'}, True),
        ({"step": '"20 kPa"'}, False),
        ({"step": '"10 kPa"', "display": '"analogue"'}, True),
        ({"step": '"5 kPa"', "display": '"analogue"'}, False),
    ],
)
def test_resolution_and_scale_interval(gauge: Judge, fields: dict[str, Any], conforms: bool) -> None:
    assert (failed(gauge(**fields)) == []) is conforms


def test_after_repair_the_same_is_asked(gauge: Judge) -> None:
    assert gauge(stage="after-repair").verdict["outcome"] == "conform"


@pytest.mark.parametrize(("upper", "p", "air", "limit"), [
    ("1200 kPa", "480kPa", "14", "16.5"), ("1200 kPa", "1200kPa", "26", "25.5"), ("401 kPa", "401kPa", "20", "16.0"),
])  # fmt: skip
def test_every_row_of_the_table_is_wider_in_the_cold_and_in_the_heat(
    gauge: Judge, upper: str, p: str, air: str, limit: str
) -> None:
    found = gauge({"temperature": air, "zero/air": air}, upper=f'"{upper}"')
    assert found.of("indication")[f"up/{p}"]["decision"]["limit"] == [f"-{limit}", limit]


def test_errors_are_compared_and_not_indications(gauge: Judge) -> None:
    """Falling at 2 kPa less: both errors are zero."""
    given = both("240kPa", "241", "239") | {"up/240kPa/ref": "241", "down/240kPa/ref": "239"}
    found = gauge(given, mechanical="false").of("hysteresis")["240kPa"]
    assert found["decision"]["unrounded"] == "0"


def test_strokes_in_their_order_in_a_room_of_20_degrees(gauge: Judge) -> None:
    found = gauge()
    assert [key for key in found.of("indication") if key.startswith("down")] == [f"down/{m}" for m in MARKS[::-1]]
    assert [b["text"] for kind, a, b in found.bodies if kind == "observation" and a.endswith("zero/air")] == ["20"]


def test_a_corrected_certificate_may_change_the_limits(gauge: Judge) -> None:
    """The thermometer of the day decides them: the whole run is replayed with it."""
    found = gauge()
    assert not any("reference" in body for key in ("zero", "indication") for body in found.of(key).values())
