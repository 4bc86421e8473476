"""Heat meters: limits and their edges, repetition, ranges, sub-assemblies, in whole runs."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge
from tests.procedures.heat.names import CN, DE, ES, FR, NL, PARTS, STAGE

D = Decimal


@pytest.fixture(scope="session", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heat") / "lab"
    write_example(FR, folder)
    return folder


def judged(lab: Path, regulation: str, given: dict[str, str] | None = None, stage: str = "", **fields: str) -> Any:
    """The ideal meter with what was read otherwise; fields of the nameplate changed."""
    lines = (lab / "subjects/heat_meter.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if line.partition(" =")[0] not in fields]
    other = lab / f"subjects/{abs(hash(tuple(sorted(fields.items()))))}.toml"
    other.write_text("\n".join([*kept, *(f'{key} = "{value}"' for key, value in fields.items())]) + "\n", "utf-8")
    return judge(regulation, lab / "benches/heat_meter.toml", other, given or {}, stage=stage or STAGE[regulation])


def decided(found: Any, item: str) -> dict[str, Any]:
    """Decisions of an item by the first key of the point."""
    return {a.split("/")[0]: b["decision"] for a, b in found.of(item).items() if "decision" in b}


def limits(found: Any, item: str) -> dict[str, str]:
    """Upper limits of an item."""
    return {point: d["limit"][1] for point, d in decided(found, item).items()}


def test_addresses_are_the_points_of_the_order(lab: Path) -> None:
    found = judged(lab, FR)
    assert found.verdict["outcome"] == "conform"
    assert list(found.of("flow_sensor"))[3::4] == ["qi/0.01575m3h", "0.1qp/0.1575m3h", "qp/1.425m3h"]
    assert [a for a in found.of("temperature_sensors") if "/" in a] == ["below/9degC", "middle/80degC", "upper/135degC"]
    assert [a for a in found.of("calculator") if "/" not in a] == ["dtmin", "10K", "dtmax"]
    whole = judged(lab, ES, built="complete").of("complete")
    assert list(whole) == ["dtmin/qp", "10K/0.1qp", "dtmax/qi"]


def test_a_sensor_that_is_made_for_20_degrees_on_is_not_tested_below_35(lab: Path) -> None:
    assert "low/40degC" in judged(lab, FR, lowest="20 °C").of("temperature_sensors")
    assert "below/24.9degC" in judged(lab, FR, lowest="19.9 °C").of("temperature_sensors")


@pytest.mark.parametrize(("name", "factor", "stage"), [
    (FR, 1, "initial"), (FR, 1, "after-repair"), (ES, 1, ""), (CN, 1, "in-service"), (DE, 1, "subsequent"),
    (DE, 2, "in-service"),
])  # fmt: skip
def test_limits_of_the_parts(lab: Path, name: str, factor: int, stage: str) -> None:
    found = judged(lab, name, stage=stage)
    flow = {"qi": D("3.905"), "0.1qp": D("2.190"), "qp": D("2.021")}  # 2 + 0.02 × 1.5/q
    assert limits(found, "flow_sensor") == {k: str(factor * v) for k, v in flow.items()}
    calculator = {"dtmin": D("1.409"), "10K": D("0.700"), "dtmax": D("0.531")}  # 0.5 + 3/Δ for 3.3, 15, 97.5 K
    assert limits(found, "calculator") == {k: str(factor * v) for k, v in calculator.items()}
    assert limits(found, "temperature_sensors") == {"pair": str(factor * D("3.500"))}
    assert "complete" not in found.outcomes


@pytest.mark.parametrize(("name", "factor"), [(FR, 1), (ES, 1), (NL, 2), (CN, 1)])
def test_limits_of_the_complete_meter_are_the_sum(lab: Path, name: str, factor: int) -> None:
    found = judged(lab, name, built="complete")
    # 2.021 + 1.409 + 3.227, 2.190 + 0.700 + 1.100, 3.905 + 0.531 + 0.592
    expected = {"dtmin": D("6.657"), "10K": D("3.990"), "dtmax": D("5.028")}
    assert limits(found, "complete") == {k: str(factor * v) for k, v in expected.items()}
    assert not {*PARTS} & set(found.outcomes)


EDGES = [
    ("flow_sensor", "qi/0.01575m3h", "V1", {}, ES), ("flow_sensor", "qp/1.425m3h", "V1", {}, CN),
    ("calculator", "dtmin", "W1", {}, ES), ("calculator", "dtmax", "W1", {}, DE),
    ("complete", "10K/0.1qp", "W1", {"built": "complete"}, ES), ("complete", "dtmax/qi", "W1", {}, NL),
]  # fmt: skip


@pytest.mark.parametrize(("item", "point", "shown", "fields", "name"), EDGES)
@pytest.mark.parametrize("sign", [1, -1])
def test_both_sides_of_a_limit(
    lab: Path, item: str, point: str, shown: str, fields: dict[str, str], name: str, sign: int
) -> None:
    ideal = judged(lab, name, **fields)
    read = {a: D(b["value"]["number"]) for k, a, b in ideal.bodies if k == "observation"}
    decision = decided(ideal, item)[point.partition("/")[0]]
    limit, start = D(decision["limit"][1]), read[f"{item}/{point}/{shown[0]}0"]
    true = (read[f"{item}/{point}/{shown}"] - start) / (1 + D(decision["unrounded"]) / 100)
    for beyond, outcome in (("-0.001", "conform"), ("0.001", "not_conform")):
        moved = start + true * (1 + sign * (limit + D(beyond)) / 100)
        found = judged(lab, name, {f"{point}/{shown}": str(round(moved, 9))}, **fields)
        assert found.outcomes[item] == outcome, (beyond, decided(found, item))


def energies(lab: Path, errors: tuple[str, ...]) -> Any:
    """The French order with these errors in % of the three measurements at ΔΘmin by simulator."""
    ideal = judged(lab, FR)
    read = {a: b for k, a, b in ideal.bodies if k == "observation" and a.startswith("calculator/dtmin/1/")}
    start = D(read["calculator/dtmin/1/W0"]["value"]["number"])
    true = D(read["calculator/dtmin/1/W1"]["value"]["number"]) - start
    given = {f"dtmin/{n}/W1": str(round(start + true * (1 + D(e) / 100), 9)) for n, e in enumerate(errors, 1)}
    given |= {f"dtmin/{n}/W0": str(start) for n in range(2, len(errors) + 1)}
    return judged(lab, FR, given)


@pytest.mark.parametrize(("errors", "outcome"), [
    (("1.4",), "conform"),
    (("1.42", "1.3", "1.3"), "conform"),
    (("1.42", "1.42", "-1"), "not_conform"),  # the mean is inside, one result only is
    (("5", "-0.3", "-0.3"), "not_conform"),  # two are inside, the mean is not
    (("-1.42", "-1.3", "-1.3"), "conform"),
])  # fmt: skip
def test_a_result_outside_is_repeated_twice(lab: Path, errors: tuple[str, ...], outcome: str) -> None:
    found = energies(lab, errors)
    assert found.outcomes["calculator"] == outcome
    mean = sum(map(D, errors)) / len(errors)
    assert round(D(found.of("calculator")["dtmin"]["decision"]["unrounded"]) - mean, 5) == 0


def test_what_is_said_where_two_of_three_are_outside(lab: Path) -> None:
    rows = energies(lab, ("1.42", "1.42", "-1")).of("calculator")
    assert rows["dtmin"]["outcome"] == "conform"
    assert rows["dtmin/inside"]["outcome"] == "not_conform"
    assert rows["dtmin/inside"]["decision"]["limit"] == ["2", ""]


def test_other_editions_repeat_nothing(lab: Path) -> None:
    assert list(judged(lab, ES).of("calculator")) == ["dtmin", "10K", "dtmax"]


@pytest.mark.parametrize(("given", "message"), [
    ({"qi/0.01575m3h/1/q": "0.0149"}, "0.0149 m³/h; 0.015–0.0165 m³/h"),
    ({"qi/0.01575m3h/1/q": "0.0166"}, "outside the prescribed range"),
    ({"qi/0.01575m3h/1/tf": "44.9"}, "44.9 °C; 45–55 °C"),
    ({"below/9degC/tr": "14.1"}, "14.1 °C; 4–14 °C"),
    ({"dtmin/1/tr": "49.6"}, "3.7 K; 3–3.6 K"),
])  # fmt: skip
def test_outside_its_range_a_reading_is_refused(lab: Path, given: dict[str, str], message: str) -> None:
    with pytest.raises(Interrupted, match=message):
        judged(lab, FR, given)


def test_the_ends_of_a_range_belong_to_it(lab: Path) -> None:
    ends = {
        "0.1qp/0.1575m3h/1/q": "0.15",
        "qp/1.425m3h/1/q": "1.5",
        "below/9degC/tr": "14",
        "below/9degC/Rr": "527.233",
    }
    found = judged(lab, FR, ends)
    assert limits(found, "flow_sensor")["0.1qp"] == "2.200"  # by the flow rate that there was
    assert found.outcomes["temperature_sensors"] == "conform"


def test_the_return_is_colder_where_the_meter_is_not_made_for_more(lab: Path) -> None:
    def temperatures(**fields: str) -> list[str]:
        found = judged(lab, FR, **fields)
        read = {a: b["value"]["number"] for k, a, b in found.bodies if k == "observation"}
        return [read[f"calculator/dtmax/1/{s}"] for s in ("tf", "tr")]

    assert temperatures() == ["147.5", "50"]
    assert temperatures(most_difference="110 K") == ["150.0", "42.5"]


def test_how_long_water_flows(lab: Path) -> None:
    """200 steps of 0.1 L, 200 of 0.001 kWh, and at least a minute; rounded up to whole seconds."""
    found = judged(lab, ES)
    waits = {a: b["seconds"] for k, a, b in found.bodies if k == "dwell"}
    by_point = {a.rsplit("/", 1)[0]: s for a, s in waits.items()}
    seconds = {a: int(D(str(s))) for a, s in by_point.items()}
    assert list(seconds.values())[:3] == [4572, 458, 60]
    assert list(seconds.values())[3:] == [134, 60, 60]


@pytest.mark.parametrize(("shown", "outcome"), [("1001", "conform"), ("999", "conform"), ("1002", "not_conform")])
def test_display_and_interface_agree_to_a_step(lab: Path, shown: str, outcome: str) -> None:
    assert judged(lab, ES, {"transmission/Ws": "1000", "transmission/Wm": shown}).outcomes["transmission"] == outcome


@pytest.mark.parametrize(("fields", "outcome"), [
    ({"qi": "0.15 m³/h"}, "conform"), ({"qi": "0.1501 m³/h"}, "not_conform"),
    ({"most_difference": "30 K"}, "conform"), ({"most_difference": "29.9 K"}, "not_conform"),
    ({"least_difference": "5 K"}, "conform"), ({"least_difference": "4 K"}, "not_conform"),
    ({"least_difference": "10 K"}, "conform"),
])  # fmt: skip
def test_the_nameplate_against_mi_004(lab: Path, fields: dict[str, str], outcome: str) -> None:
    assert judged(lab, ES, **fields).outcomes["specification"] == outcome


def test_in_use_in_the_netherlands(lab: Path) -> None:
    """Its state is looked at where it is used; a combined meter is judged by the energy like any other."""
    assert list(judged(lab, NL).outcomes) == ["specification", "environment", "appearance", "complete", "transmission"]


def test_heat_of_water_in_the_other_pipe(lab: Path) -> None:
    """The same volume carries less heat where it is measured warm."""
    warm, cold = (
        D(str(judged(lab, ES, pipe=pipe).of("calculator")["dtmax"]["values"]["Wr"])) for pipe in ("flow", "return")
    )
    assert D("0.92") < warm / cold < D("0.94")


def repeated(lab: Path, *passages: tuple[str, str]) -> Any:
    """The French order at qi with 20 L each: flow rate in m³/h and volume shown in m³ of every passage."""
    given = {}
    for n, (q, shown) in enumerate(passages, 1):
        at = f"qi/0.01575m3h/{n}"
        given |= {f"{at}/q": q, f"{at}/Vr": "0.02", f"{at}/V0": "1000", f"{at}/V1": f"{1000 + D(shown)}"}
    return judged(lab, FR, given)


def test_an_error_at_its_limit_is_not_repeated(lab: Path) -> None:
    """2 + 0.02 × 1.5 / 0.015 = 4 % of 20 L."""
    found = repeated(lab, ("0.015", "0.0208")).of("flow_sensor")
    assert found["qi/0.01575m3h"]["words"]["formula"] == "E = (V − V_r) / V_r × 100"
    assert "qi/0.01575m3h/inside" not in found
    more = repeated(lab, ("0.015", "0.020801"), ("0.015", "0.02"), ("0.015", "0.02")).of("flow_sensor")
    assert more["qi/0.01575m3h"]["words"]["formula"].endswith("/ 3")
    assert more["qi/0.01575m3h/inside"]["values"]["n"] == "2"


def test_the_mean_is_held_to_the_smallest_of_three_limits(lab: Path) -> None:
    """3.818 % at 0.0165 m³/h, 4 % at 0.015 m³/h; the mean is 3.85 %."""
    found = repeated(lab, ("0.0165", "0.02078"), ("0.015", "0.02079"), ("0.015", "0.02074")).of("flow_sensor")
    assert found["qi/0.01575m3h"]["decision"]["limit"] == ["-3.818", "3.818"]
    assert found["qi/0.01575m3h"]["outcome"] == "not_conform"
    assert found["qi/0.01575m3h/inside"]["outcome"] == "conform"


def test_single_measurements_are_no_results_and_registers_may_stand_anywhere(lab: Path) -> None:
    found = repeated(lab, ("0.015", "0.02"))
    rows = found.of("flow_sensor")
    assert rows["qi/0.01575m3h/1"]["reference"] == []
    assert "reference" not in rows["qi/0.01575m3h"]  # the flow rate decided the limit: replayed whole
    assert found.of("temperature_sensors")["below/9degC"]["reference"] == []
    assert "reading_far" not in found.answers.doubts
    doubts = judged(lab, ES, {"transmission/Ws": "99999", "transmission/Wm": "99999"}).answers.doubts
    assert "reading_far" not in doubts


@pytest.mark.parametrize(("sensor", "sign"), [("Rf", 1), ("Rr", -1)])
def test_both_sensors_of_a_pair_count(lab: Path, sensor: str, sign: int) -> None:
    """A sensor that feels 0.2 K warmer than it is: 6.7 % of 3 K."""
    ideal = judged(lab, ES)
    read = {a: D(b["value"]["number"]) for k, a, b in ideal.bodies if k == "observation" and a.endswith(sensor)}
    moved = {a.partition("/")[2]: f"{ohm + D('0.388'):.6f}" for a, ohm in read.items() if a.startswith("temperature")}
    found = judged(lab, ES, moved)
    assert len(moved) == 3
    assert found.outcomes["temperature_sensors"] == "not_conform"
    error = D(decided(found, "temperature_sensors")["pair"]["unrounded"])
    assert D("6") < sign * error < D("7.5")
