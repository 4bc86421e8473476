"""Dip sticks, storage tanks, level gauges of the Netherlands: the figures a second time, both sides of every limit."""

from decimal import Decimal
from typing import Any

import pytest

from metrology.exact import plain
from procedures.level.regeling_meetreservoirs_19_2007 import DipSticksNL
from procedures.level.regeling_meetreservoirs_20_2007 import TanksNL
from procedures.level.regeling_meetreservoirs_53_2007 import LevelGaugesNL
from tests.procedures.flow.example_labs import ExampleLab

STICK, TANK, GAUGE = (f"Regeling meetreservoirs art. {n}/2007" for n in (19, 20, 53))
NEW, USED = "initial", "in-service"
MORE = Decimal("0.001")


def test_figures_a_second_time() -> None:
    height = {
        DipSticksNL: {"initial": ("0.1", "0.1", "0", "0.6"), "in_service": ("0.2", "0.2", "0", "1.2")},
        LevelGaugesNL: {"initial": ("0.1", "0.1", "2", "2.6"), "in_service": ("0.2", "0.2", "2", "3.2")},
    }
    for edition, rows in height.items():
        for row, numbers in rows.items():
            assert edition.facts.table("height").numbers(row) == tuple(map(Decimal, numbers))
    tank = {"upright": ("0.5", "1"), "lying": ("0.8", "1"), "other": ("0.8", "1")}
    assert {k: TanksNL.facts.table("mpe").numbers(k) for k in tank} == {
        k: tuple(map(Decimal, v)) for k, v in tank.items()
    }
    numbers = ("most_step", "reversal", "change", "responds", "points")
    assert [LevelGaugesNL.facts.number(n) for n in numbers] == [1, 1, Decimal("2.6"), 1, 5]
    assert DipSticksNL.facts.table("divisions").numbers("mm") == (1, 10)
    assert TanksNL.facts.number("step") == 1


@pytest.fixture(scope="module", name="labs")
def some_labs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ExampleLab]:
    folder = tmp_path_factory.mktemp("levels")
    return {name: ExampleLab.of(name, folder / f"lab{n}") for n, name in enumerate((STICK, TANK, GAUGE))}


def judged(labs: dict[str, ExampleLab], name: str, given: dict[str, str], stage: str = NEW, **fields: str) -> Any:
    """The ideal instrument with what was read otherwise; fields of the nameplate changed."""
    return labs[name].judged(name, given, stage, **fields)


def off(at: str, value: str, error: Decimal) -> dict[str, str]:
    """A value that is shown with an error."""
    return {f"{at}/ref": value, f"{at}/x": plain(Decimal(value) + error)}


@pytest.mark.parametrize(("name", "stage", "mark", "limit", "length"), [
    (STICK, NEW, "2000", "0.6", "2000"), (STICK, NEW, "5000", "0.6", "5000"), (STICK, NEW, "5001", "0.7", "5001"),
    (STICK, USED, "2000", "1.2", "2000"), (STICK, USED, "5001", "1.4", "5001"), (STICK, USED, "5000", "1.2", "5000"),
])  # fmt: skip
def test_marks_of_a_dip_stick(
    labs: dict[str, ExampleLab], name: str, stage: str, mark: str, limit: str, length: str
) -> None:
    """0.1 + 0.1 L mm, at least 0.6 mm; in use twice that. L counts in started metres."""
    labs[STICK].folder.joinpath("standards.toml").write_text(
        labs[STICK].folder.joinpath("standards.toml").read_text("utf-8").replace('upper = "3000"', 'upper = "9000"'),
        "utf-8",
    )
    for sign in (1, -1):
        edge = sign * Decimal(limit)
        for error, outcome in ((edge, "conform"), (edge + sign * MORE, "not_conform")):
            found = judged(labs, name, off(f"scale/{mark}mm", mark, error), stage, length=f'"{length} mm"')
            assert found.outcomes["scale"] == outcome


@pytest.mark.parametrize(("division", "outcome"), [("1 mm", "conform"), ("10 mm", "conform"), ("2 mm", "not_conform")])
def test_divisions_of_a_dip_stick(labs: dict[str, ExampleLab], division: str, outcome: str) -> None:
    assert judged(labs, STICK, {}, division=f'"{division}"').verdict["outcome"] == outcome


def test_a_stop_is_examined_where_there_is_one(labs: dict[str, ExampleLab]) -> None:
    assert judged(labs, STICK, {"stop/stop": "not_conform"}).verdict["failed"] == ["stop"]
    assert "stop" not in judged(labs, STICK, {}, stop="false").outcomes


@pytest.mark.parametrize(("stage", "shape", "limit"), [
    (NEW, "upright", "0.5"), (NEW, "lying", "0.8"), (NEW, "other", "0.8"),
    (USED, "upright", "1"), (USED, "lying", "1"), (USED, "other", "1"),
])  # fmt: skip
def test_volumes_of_a_tank(labs: dict[str, ExampleLab], stage: str, shape: str, limit: str) -> None:
    for sign in (1, -1):
        for more, outcome in ((Decimal(0), "conform"), (MORE, "not_conform")):
            error = sign * (Decimal(limit) + more) * 20
            found = judged(labs, TANK, off("volume/2000L", "2000", error), stage, shape=f'"{shape}"')
            assert found.outcomes["volume"] == outcome


def test_points_of_a_tank(labs: dict[str, ExampleLab]) -> None:
    assert list(judged(labs, TANK, {}).of("volume")) == ["2000L", "6500L", "11000L", "15500L", "20000L"]


@pytest.mark.parametrize(("stage", "height", "limit"), [
    (NEW, "500", "2.6"), (NEW, "3375", "2.6"), (NEW, "6250", "2.8"), (NEW, "12000", "3.3"),
    (USED, "500", "3.2"), (USED, "6250", "3.6"), (USED, "12000", "4.6"),
])  # fmt: skip
@pytest.mark.parametrize("direction", ["up", "down"])
def test_levels_of_a_gauge(labs: dict[str, ExampleLab], stage: str, height: str, limit: str, direction: str) -> None:
    """0.1 + 0.1 L + 2 mm, at least 2.6 mm; in use 0.2 + 0.2 L + 2 mm, at least 3.2 mm."""
    for sign in (1, -1):
        edge = sign * Decimal(limit)
        for error, outcome in ((edge, "conform"), (edge + sign * MORE, "not_conform")):
            found = judged(labs, GAUGE, off(f"indication/{direction}/{height}mm", height, error), stage)
            assert found.outcomes["indication"] == outcome


@pytest.mark.parametrize(("stage", "limit"), [(NEW, "3.3"), (USED, "4.6")])
@pytest.mark.parametrize("direction", ["up", "down"])
def test_the_difference_of_both_ends(labs: dict[str, ExampleLab], stage: str, limit: str, direction: str) -> None:
    half = Decimal(limit) / 2
    for more, outcome in ((Decimal(0), "conform"), (MORE, "not_conform")):
        given = off(f"indication/{direction}/500mm", "500", -half)
        given |= off(f"indication/{direction}/12000mm", "12000", half + more)
        assert judged(labs, GAUGE, given, stage).outcomes["difference"] == outcome


@pytest.mark.parametrize(("error", "outcome"), [
    ("1", "conform"), ("1.001", "not_conform"), ("-1", "conform"), ("-1.001", "not_conform"),
])  # fmt: skip
def test_reversal(labs: dict[str, ExampleLab], error: str, outcome: str) -> None:
    given = off("indication/up/6250mm", "6250", Decimal(error))
    assert judged(labs, GAUGE, given).outcomes["reversal"] == outcome
    assert "reversal" not in judged(labs, GAUGE, given, contact="false").outcomes


@pytest.mark.parametrize(("shown", "outcome"), [("6251", "conform"), ("6250.999", "not_conform")])
def test_a_change_of_2_6_mm_is_seen(labs: dict[str, ExampleLab], shown: str, outcome: str) -> None:
    given = {"sensitivity/6250mm/x0": "6250", "sensitivity/6250mm/x": shown}
    found = judged(labs, GAUGE, given)
    assert found.outcomes["sensitivity"] == outcome
    applied = [b["args"] for k, a, b in found.bodies if k == "command" and a.startswith("sensitivity")]
    assert applied == [["6250", "mm"], ["6252.6", "mm"]]


@pytest.mark.parametrize(("steps", "limit"), [({}, "1"), ({"step": '"0.1 mm"', "remote_step": '"0.5 mm"'}, "0.5")])
@pytest.mark.parametrize("height", ["500", "12000"])
def test_displays_against_each_other(
    labs: dict[str, ExampleLab], steps: dict[str, str], limit: str, height: str
) -> None:
    for sign in (1, -1):
        for more, outcome in ((Decimal(0), "conform"), (MORE, "not_conform")):
            remote = plain(Decimal(height) + sign * (Decimal(limit) + more))
            given = {f"displays/{height}mm/x": height, f"displays/{height}mm/remote": remote}
            assert judged(labs, GAUGE, given, **steps).outcomes["displays"] == outcome


@pytest.mark.parametrize(("field", "step", "outcome"), [
    ("step", "1 mm", "conform"), ("step", "1.1 mm", "not_conform"), ("remote_step", "1.1 mm", "not_conform"),
])  # fmt: skip
def test_reading_units(labs: dict[str, ExampleLab], field: str, step: str, outcome: str) -> None:
    assert judged(labs, GAUGE, {}, **{field: f'"{step}"'}).verdict["outcome"] == outcome


def test_a_gauge_that_sends_waves(labs: dict[str, ExampleLab]) -> None:
    assert judged(labs, GAUGE, {"waves/waves": "not_conform"}, contact="false").verdict["failed"] == ["waves"]
    assert "waves" not in judged(labs, GAUGE, {}).outcomes


def test_levels_of_a_nameplate_ascend(labs: dict[str, ExampleLab]) -> None:
    with pytest.raises(Exception, match="lowest must be below"):
        judged(labs, GAUGE, {}, lowest='"12000 mm"')


@pytest.mark.parametrize(("name", "check"), [
    (STICK, "marks"), (STICK, "maintained"), (TANK, "marks"), (TANK, "maintained"), (TANK, "certificate"),
    (TANK, "openings"), (GAUGE, "marks"), (GAUGE, "seal"), (GAUGE, "maintained"), (GAUGE, "faults"), (GAUGE, "ends"),
])  # fmt: skip
def test_a_check_that_fails(labs: dict[str, ExampleLab], name: str, check: str) -> None:
    assert judged(labs, name, {f"/{check}": "not_conform"}).verdict["outcome"] == "not_conform"


def test_what_is_applied_in_order(labs: dict[str, ExampleLab]) -> None:
    heights = ["500", "3375", "6250", "9125", "12000"]
    bodies = judged(labs, GAUGE, {}).bodies
    applied = [b["args"][0] for k, a, b in bodies if k == "command" and a.startswith("indication")]
    assert applied == [*heights, *heights[::-1]]
    assert [b["args"][0] for k, a, b in bodies if k == "command" and a.startswith("displays")] == ["500", "12000"]
    ideal = {a: b["value"]["number"] for k, a, b in bodies if k == "observation" and a.startswith("sensitivity")}
    assert ideal == {"sensitivity/6250mm/x0": "6250", "sensitivity/6250mm/x": "6252.6"}
    marks = [b["args"][0] for k, _, b in judged(labs, STICK, {}).bodies if k == "command"]
    assert marks == ["1", "501", "1000", "1500", "2000"]
