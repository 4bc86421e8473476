"""Speed meters: the figures of each edition a second time, limits by place, installation and stage, and their edges."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.motion.ict_155_xii_2020 import SpeedMetersES
from procedures.motion.nor_ecei0912713a_2009 import SpeedMetersFR
from procedures.motion.oiml_r_91_2025 import SpeedMetersOIML
from procedures.motion.speed_meters import SpeedMeter
from procedures.regulation import Stage
from tests.procedures.answers import judge
from tests.procedures.motion.speed_laboratory import ES, FR, OIML, judged, limits, subject_of

D = Decimal
EDITIONS = {ES: SpeedMetersES, FR: SpeedMetersFR, OIML: SpeedMetersOIML}
HEADERS = {
    ES: ("ES", "2020-02-07", "2020-10-24", 12), FR: ("FR", "2009-06-04", "2009-06-04", 12),
    OIML: ("OIML", "2025-01-01", "2025-01-01", 0),
}  # fmt: skip
TWO: dict[str, tuple[Any, ...]] = dict.fromkeys(("fixed", "static", "mobile"), ("choice", "choice"))
LABORATORY = {
    ES: {"fixed": ("always", "choice"), "static": ("always", "choice"), "mobile": ("always", "always"),
         "section": ("always", "never"), "airborne": ("always", "never")},
    FR: TWO, OIML: TWO,
}  # fmt: skip
ROAD = {ES: {**LABORATORY[ES], "section": ("always", "always"), "airborne": ("always", "always")}, FR: TWO, OIML: TWO}
VEHICLES = {
    ES: {"fixed": (50, 30), "static": (50, 30), "mobile": (50, 30), "section": (50, 5), "airborne": (50, 30)},
    FR: dict.fromkeys(TWO, (30, 30)), OIML: dict.fromkeys(TWO, (30, 30)),
}  # fmt: skip
LIMITS = {
    ES: {
        "laboratory static new": (100, 2, 2, 0), "laboratory mobile new": (100, 2, 2, 0),
        "laboratory airborne new": (0, 0, 0, 5), "laboratory static periodic": (200, 2, 3, 0),
        "laboratory mobile periodic": (200, 2, 3, 0), "road static new": (100, 3, 0, 3),
        "road mobile new": (100, 5, 0, 5), "road airborne new": (0, 0, 0, 5), "road static periodic": (100, 5, 0, 5),
        "road mobile periodic": (100, 7, 0, 7),
    },
    FR: {
        f"{place} {row}": (100, v, 0, v) for place in ("laboratory", "road")
        for row, v in {"static new": 3, "static periodic": 5, "mobile new": 7, "mobile periodic": 10}.items()
    },
    OIML: {
        "laboratory static new": (100, 3, 0, 3), "laboratory mobile A new": (100, 3, 0, 3),
        "laboratory mobile B new": (100, 3, 0, 3), "linearity static new": (100, 1, 0, 1),
        "linearity mobile A new": (100, 1, 0, 1), "linearity mobile B new": (100, 1, 0, 1),
        "road static new": (100, 3, 0, 3), "road mobile A new": (100, 3, 0, 3), "road mobile B new": (100, 7, 0, 7),
        "own speed": (100, 1, 0, 1),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    facts, regulation = EDITIONS[name].facts, EDITIONS[name].regulation
    for key, wanted in (("laboratory", LABORATORY), ("road", ROAD)):
        assert {k: facts.table(key).texts(k) for k in facts.table(key).rows} == wanted[name]
    assert {k: facts.table("vehicles").numbers(k) for k in facts.table("vehicles").rows} == VEHICLES[name]
    assert {k: facts.table("limits").numbers(k) for k in facts.table("limits").rows} == LIMITS[name]
    assert facts.table("display").texts("speed") == (("speed",) if name == FR else ("whole_speed",))
    kept = {ES: ("section", "airborne"), FR: (), OIML: ("fixed", "static", "mobile")}
    assert facts.table("keeps").texts("installations") == kept[name]
    assert [facts.number(n) for n in ("speeds", "road_headways")] == [10, 3]
    demands = facts.standards_demands(plate())
    assert set(demands) == {"simulator", "traffic"}
    assert {d.ratio for d in demands.values()} == {5 if name == OIML else 3}
    dates = f"{regulation.issued}", f"{regulation.in_force}"
    assert (regulation.jurisdiction, *dates, EDITIONS[name].validity_months(plate())) == HEADERS[name]
    assert regulation.kind == "speed-meter"


def test_figures_of_one_edition_only() -> None:
    facts = SpeedMetersES.facts
    assert facts.number("clocks") == 1
    headways = {k: facts.table("headways").numbers(k) for k in facts.table("headways").rows}
    assert headways == {"s": (D("0.5"), 1, 2), "laboratory": (D("0.2"),), "road": (D("0.5"), D("0.8"))}
    antenna = {k: facts.table("antenna").numbers(k) for k in facts.table("antenna").rows}
    assert antenna == {"side_lobe": (15,), "horizontal_width": (7,), "vertical_width": (9,), "axis": (D("0.5"),)}
    assert [SpeedMetersFR.facts.number(n) for n in ("resolution", "test_step")] == [1, D("0.1")]
    assert [SpeedMetersOIML.facts.number(n) for n in ("resolution", "lowest", "highest")] == [1, 20, 180]
    found = {c.quantity: (c.lower, c.upper) for c in SpeedMetersOIML.conditions(plate())}
    assert found == {"temperature": (18, 28), "humidity": (20, 80)}


@pytest.mark.parametrize(("name", "keys", "stages"), [
    (ES, "examination functions antenna laboratory headway clocks road road_headway",
     "initial subsequent after-repair"),
    (FR, "examination functions laboratory road", "initial subsequent after-repair"),
    (OIML, "appearance laboratory linearity own_speed road", "initial subsequent"),
])  # fmt: skip
def test_items_and_stages(name: str, keys: str, stages: str) -> None:
    items = {i.key: i for i in EDITIONS[name].items() if i.key not in ("specification", "environment")}
    assert list(items) == keys.split()
    first = next(iter(items.values()))
    assert first.gate
    assert [i.key for i in items.values() if not i.measured] == keys.split()[: 1 if name == OIML else 2]
    assert all(i.stages == frozenset(map(Stage, stages.split())) for i in items.values())


def plate(**fields: Any) -> SpeedMeter:
    """A nameplate."""
    return SpeedMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "installation": "mobile",
        "doppler": True, "lowest": "20 km/h", "highest": "250 km/h", "step": "1 km/h", "test_step": "0.1 km/h",
        "measures_headway": True, **fields,
    })  # fmt: skip


def test_the_range_of_a_nameplate_ascends() -> None:
    with pytest.raises(ValueError, match="lowest must be below highest"):
        plate(highest="20 km/h")


MEASURED = {"laboratory", "linearity", "road", "headway", "road_headway", "antenna", "clocks", "own_speed", "functions"}


@pytest.mark.parametrize(("name", "stage", "installation", "road", "expected"), [
    (ES, "subsequent", "mobile", "false", "laboratory road headway road_headway antenna functions"),
    (ES, "subsequent", "fixed", "false", "laboratory headway antenna functions"),
    (ES, "subsequent", "fixed", "true", "road road_headway"),
    (ES, "subsequent", "section", "false", "road road_headway clocks"),
    (ES, "subsequent", "airborne", "true", "road road_headway"),
    (ES, "initial", "fixed", "true", "laboratory road headway road_headway antenna functions"),
    (ES, "after-repair", "static", "false", "laboratory road headway road_headway antenna functions"),
    (FR, "subsequent", "mobile", "false", "laboratory functions"), (FR, "initial", "fixed", "true", "road functions"),
    (OIML, "initial", "mobile", "false", "laboratory linearity own_speed"),
    (OIML, "subsequent", "static", "false", "laboratory linearity"), (OIML, "subsequent", "static", "true", "road"),
])  # fmt: skip
def test_where_a_meter_is_verified(
    lab: Path, name: str, stage: str, installation: str, road: str, expected: str
) -> None:
    found = judged(lab, name, stage, installation=f'"{installation}"', on_the_road=road)
    assert MEASURED & set(found.outcomes) == set(expected.split())


def test_what_a_meter_does_not_measure_is_not_verified(lab: Path) -> None:
    found = judged(lab, ES, "subsequent", measures_headway="false", doppler="false")
    assert MEASURED & set(found.outcomes) == {"laboratory", "road", "functions"}


@pytest.mark.parametrize(("stage", "expected"), [
    ("subsequent", ["2"] * 8 + ["3"] * 2), ("initial", ["2"] * 10), ("after-repair", ["2"] * 10),
])  # fmt: skip
def test_spanish_limits_in_the_laboratory(lab: Path, stage: str, expected: list[str]) -> None:
    """Ten speeds from 20 km/h to 250 km/h: 20, 46, 71, 97, 122, 148, 173, 199, 224, 250."""
    found = judged(lab, ES, stage)
    assert list(found.of("laboratory"))[::3] == ["20kmh", "97kmh", "173kmh", "250kmh"]
    assert [D(x) for x in limits(found, "laboratory")] == [D(x) for x in expected]


@pytest.mark.parametrize(("name", "stage", "installation", "speed", "limit"), [
    (ES, "subsequent", "mobile", "100", "7"), (ES, "subsequent", "mobile", "110", "7.7"),
    (ES, "initial", "mobile", "100", "5"), (ES, "after-repair", "mobile", "200", "10"),
    (ES, "subsequent", "static", "100", "5"), (ES, "subsequent", "fixed", "140", "7"),
    (ES, "initial", "static", "90", "3"), (ES, "after-repair", "fixed", "150", "4.5"),
    (ES, "subsequent", "section", "90", "3"), (ES, "initial", "section", "200", "6"),
    (ES, "subsequent", "airborne", "80", "4"), (ES, "initial", "airborne", "200", "10"),
    (FR, "subsequent", "mobile", "99.9", "10"), (FR, "subsequent", "mobile", "150", "15"),
    (FR, "initial", "mobile", "100", "7"), (FR, "after-repair", "static", "120", "3.6"),
    (FR, "subsequent", "fixed", "99", "5"), (FR, "subsequent", "fixed", "120", "6"),
    (OIML, "initial", "mobile", "120", "8.4"), (OIML, "subsequent", "static", "120", "3.6"),
])  # fmt: skip
def test_both_sides_of_a_limit_on_the_road(
    lab: Path, name: str, stage: str, installation: str, speed: str, limit: str
) -> None:
    fields = {"installation": f'"{installation}"', "on_the_road": "true"}
    v, most = D(speed), D(limit)
    for sign in (1, -1):
        for shown, outcome in ((v + sign * most, "conform"), (v + sign * (most + D("0.01")), "not_conform")):
            found = judged(lab, name, stage, {"road/2/v": speed, "road/2/x": f"{shown}"}, **fields)
            assert found.outcomes["road"] == outcome, (shown, limits(found, "road")[:2])


@pytest.mark.parametrize(("name", "stage", "point", "shown", "outcome"), [
    (ES, "subsequent", "199kmh", "201", "conform"), (ES, "subsequent", "199kmh", "202", "not_conform"),
    (ES, "subsequent", "224kmh", "221", "conform"), (ES, "subsequent", "224kmh", "220", "not_conform"),
    (ES, "initial", "250kmh", "252", "conform"), (ES, "initial", "250kmh", "253", "not_conform"),
    (FR, "subsequent", "97kmh", "107", "conform"), (FR, "subsequent", "97kmh", "107.1", "not_conform"),
    (FR, "initial", "250kmh", "267.5", "conform"), (FR, "initial", "250kmh", "267.6", "not_conform"),
    (OIML, "initial", "97kmh", "94", "conform"), (OIML, "initial", "97kmh", "93", "not_conform"),
])  # fmt: skip
def test_both_sides_of_a_limit_in_the_laboratory(
    lab: Path, name: str, stage: str, point: str, shown: str, outcome: str
) -> None:
    assert judged(lab, name, stage, {f"laboratory/{point}/x": shown}).outcomes["laboratory"] == outcome


def test_from_200_kilometres_an_hour_on(lab: Path) -> None:
    for v, limit in (("200", "2"), ("200.1", "3")):
        found = judged(lab, ES, "subsequent", {"laboratory/199kmh/v": v, "laboratory/199kmh/x": v})
        assert D(limits(found, "laboratory")[7]) == D(limit)


@pytest.mark.parametrize(("item", "point", "shown", "outcome"), [
    ("linearity", "97kmh", "98", "conform"), ("linearity", "97kmh", "98.1", "not_conform"),
    ("linearity", "250kmh", "247.5", "conform"), ("linearity", "250kmh", "247.4", "not_conform"),
    ("own_speed", "97kmh", "98", "conform"), ("own_speed", "97kmh", "98.01", "not_conform"),
    ("own_speed", "199kmh", "200.99", "conform"), ("own_speed", "199kmh", "201", "not_conform"),
])  # fmt: skip
def test_linearity_and_own_speed(lab: Path, item: str, point: str, shown: str, outcome: str) -> None:
    assert judged(lab, OIML, "initial", {f"{item}/{point}/x": shown}).outcomes[item] == outcome


def test_classes_of_moving_measurements(lab: Path) -> None:
    fields = {"on_the_road": "true"}
    assert D(limits(judged(lab, OIML, "initial", moving_class='"A"', **fields), "road")[0]) == 3
    assert D(limits(judged(lab, OIML, "initial", **fields), "road")[0]) == 7
    lines = subject_of(lab, **fields).read_text("utf-8").splitlines()
    without = lab / "subjects/without_class.toml"
    without.write_text("\n".join(x for x in lines if not x.startswith("moving_class")) + "\n", "utf-8")
    found = judge(OIML, lab / "benches/speed_meter.toml", without, {}, stage="initial")
    assert D(limits(found, "road")[0]) == 3


@pytest.mark.parametrize(("name", "fields", "outcome"), [
    (FR, {"step": '"2 km/h"'}, "not_conform"), (FR, {"test_step": '"0.01 km/h"'}, "not_conform"), (FR, {}, "conform"),
    (OIML, {"step": '"2 km/h"'}, "not_conform"), (OIML, {}, "conform"), (OIML, {"lowest": '"21 km/h"'}, "not_conform"),
    (OIML, {"highest": '"180 km/h"'}, "conform"), (OIML, {"highest": '"179 km/h"'}, "not_conform"),
])  # fmt: skip
def test_the_nameplate(lab: Path, name: str, fields: dict[str, str], outcome: str) -> None:
    assert judged(lab, name, "initial", **fields).outcomes["specification"] == outcome
