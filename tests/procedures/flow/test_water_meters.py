"""Water meters: the figures of each edition a second time, flow rates, and both sides of every limit."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.flow.ict_155_iii_2020 import ICT155III
from procedures.flow.jjg_162_2019 import JJG162
from procedures.flow.messev_8_1_2014 import WaterMetersDE
from procedures.flow.nor_indi0700368a_2007 import WaterMetersFR
from procedures.flow.oiml_r_49_2024 import R49
from procedures.flow.water_meters import density
from procedures.kit import Value
from sequencer.errors import Interrupted
from services.laboratory.example import write_example
from tests.procedures.answers import judge

CN, OIML, ES = "JJG 162-2019", "OIML R 49:2024", "ICT/155/2020 III:2020"
FR, DE = "NOR INDI0700368A:2007", "MessEV § 8 Nr. 1:2014"
LIMITS = {
    JJG162: {"1": (3, 1, 1), "2": (5, 2, 2)},
    R49: {"1": (3, 1, 1), "2": (5, 2, 2)},
    ICT155III: {"all": (10, 4, 4)},
    WaterMetersDE: {"all": (5, 2, 2)},
}
POINTS = {JJG162: ("0.9", "1"), R49: ("0.9", "1"), ICT155III: ("1", "1.25"), WaterMetersDE: ("0.9", "1")}
INTERVALS = {JJG162: (400, 200), R49: (400, 200), ICT155III: (200, 200), WaterMetersDE: (200, 200)}
STAGE = {CN: "initial", OIML: "initial", ES: "subsequent", FR: "subsequent", DE: "subsequent"}


@pytest.mark.parametrize("edition", LIMITS)
def test_figures_a_second_time(edition: Any) -> None:
    facts = edition.facts
    for row, limits in LIMITS[edition].items():
        assert facts.table("mpe").numbers(row) == tuple(map(Decimal, limits))
    assert facts.table("points").numbers("Q3")[:2] == tuple(map(Decimal, POINTS[edition]))
    assert facts.table("points").numbers("Q2")[:2] == facts.table("points").numbers("Q1")[:2] == (1, Decimal("1.1"))
    assert tuple(facts.table("volume").numbers(c)[0] for c in "12") == INTERVALS[edition]
    assert facts.number("Q2_to_Q1") == Decimal("1.6")
    assert facts.number("least_time") == 60


def test_half_of_the_limit_where_all_errors_have_one_sign() -> None:
    assert R49.facts.number("one_sign") == ICT155III.facts.number("one_sign") == Decimal("0.5")
    assert "signs" not in JJG162.facts.item_keys


def test_french_figures_a_second_time() -> None:
    facts = WaterMetersFR.facts
    assert facts.table("mpe").numbers("all") == (4, 4)
    assert facts.table("points").numbers("Qh")[:2] == (Decimal("0.8"), 1)
    assert facts.table("points").numbers("Qb")[:2] == (1, 2)
    numbers = ("large_from", "Qb_large", "Qb_small", "Q2_to_Q1", "least_ratio", "least_time")
    assert [facts.number(n) for n in numbers] == [Decimal(n) for n in ("16", "0.2", "0.06", "1.6", "40", "60")]
    assert [facts.table("volume").numbers(c)[0] for c in "12"] == [200, 200]
    assert (facts.regulation.validity_months, WaterMetersDE.facts.regulation.validity_months) == (84, 72)


@pytest.mark.parametrize(("q3", "ratio", "low"), [
    ("1.6", "100", "0.096"), ("16", "100", "3.2"), ("15.9", "100", "0.954"), ("2.5", "25", "0.16"),
])  # fmt: skip
def test_french_flow_rates(q3: str, ratio: str, low: str) -> None:
    """Qh = Q3 and Qb = 0.06 Q3, from 16 m³/h on 0.2 Q3; below 16 m³/h not less than Q2 = 1.6 Q3/R."""
    made = WaterMetersFR.__new__(WaterMetersFR)
    made.subject = WaterMetersFR.subject_model.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "2",
        "q3": f"{q3} m³/h", "R": ratio, "dn": "50 mm", "pressure": "1 MPa", "interval": "0.05 L",
    })  # fmt: skip
    assert made.rates() == {"Qh": Decimal(q3), "Qb": Decimal(low)}


def test_french_points(bench: Path) -> None:
    """Between 0.8 Qh and Qh, then between Qb and 2 Qb, each in the middle: 1.6 m³/h, R 100."""
    assert list(judged(bench, FR, {}).of("indication")) == ["Qh/1.44m3h", "Qb/0.144m3h"]
    for key, value in (("Qh/1.44m3h/Q", "1.27"), ("Qh/1.44m3h/Q", "1.61"), ("Qb/0.144m3h/Q", "0.193")):
        with pytest.raises(Interrupted, match="outside its range"):
            judged(bench, FR, {key: value})


def test_the_german_findings_test_takes_twice_the_limits(bench: Path) -> None:
    for stage, limits in (("subsequent", ["2", "2", "5"]), ("in-service", ["4", "4", "10"])):
        found = judged(bench, DE, {}, stage=stage)
        assert [b["decision"]["limit"][1] for b in found.of("indication").values()] == limits


@pytest.mark.parametrize(("t", "rho"), [("4", "999.97"), ("20", "998.21"), ("30", "995.65")])
def test_density_of_water(t: str, rho: str) -> None:
    assert round(density(Value.constant(Decimal(t))).number, 2) == Decimal(rho)


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("water") / "lab"
    write_example(CN, folder)
    return folder


def judged(bench: Path, regulation: str, given: dict[str, str], stage: str = "", **fields: str) -> Any:
    """Errors as they were given, in the sense that the ideal passage is right to the last digit."""
    subject = bench / "subjects/water_meter.toml"
    text = subject.read_text("utf-8")
    for key, value in fields.items():
        text = "\n".join(f"{key} = {value}" if line.startswith(f"{key} =") else line for line in text.splitlines())
    other = bench / f"subjects/{'-'.join(fields.values()) or 'same'}.toml".replace('"', "").replace(" ", "").replace(
        "³/", ""
    )
    other.write_text(text, "utf-8")
    return judge(regulation, bench / "benches/water_meter.toml", other, given, stage=stage or STAGE[regulation])


def error_at(found: Any, point: str) -> Decimal:
    """Error of the indication at a flow rate, in %."""
    (body,) = [b for a, b in found.of("indication").items() if point in a]
    return Decimal(body["decision"]["unrounded"])


def test_the_flow_rates(bench: Path) -> None:
    """B10 of the constructed vectors: Q3 = 2.5 m³/h, R 100: Q1 = 0.025, Q2 = 0.04; Q2 belongs to the upper zone."""
    found = judged(bench, CN, {}, q3='"2.5 m³/h"')
    keys = " ".join(found.of("indication"))
    assert "Q3/2.375m3h" in keys
    assert "Q2/0.042m3h" in keys
    assert "Q1/0.02625m3h" in keys
    limits = {a: b["decision"]["limit"] for a, b in found.of("indication").items()}
    assert [limits[a][1] for a in limits] == ["2", "2", "5"]
    for point, low, high in (
        ("Q3/2.375", "2.25", "2.5"),
        ("Q2/0.042", "0.04", "0.044"),
        ("Q1/0.02625", "0.025", "0.0275"),
    ):
        for inside in (low, high):
            judged(bench, CN, {f"{point}m3h/Q": inside}, q3='"2.5 m³/h"')
        for outside in (Decimal(low) - Decimal("0.0001"), Decimal(high) + Decimal("0.0001")):
            with pytest.raises(Interrupted, match="outside its range"):
                judged(bench, CN, {f"{point}m3h/Q": str(outside)}, q3='"2.5 m³/h"')


@pytest.mark.parametrize(("point", "inside", "outside"), [
    ("Q3/2.75", ("2.6125", "2.8875"), ("2.6124", "2.8876")), ("Q2/0.042", ("0.04", "0.044"), ("0.0399", "0.0441")),
    ("Q1/0.02625", ("0.02559375", "0.02690625"), ("0.02559", "0.02691")),
])  # fmt: skip
def test_spain_holds_the_flow_rate_to_the_prescribed_one(
    bench: Path, point: str, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    """Within 2.5 % at Q1 and 5 % at Q2 and Q3, and within the range of the flow rate."""
    for rate in inside:
        judged(bench, ES, {f"{point}m3h/Q": rate}, q3='"2.5 m³/h"')
    for rate in outside:
        with pytest.raises(Interrupted, match="outside its range"):
            judged(bench, ES, {f"{point}m3h/Q": rate}, q3='"2.5 m³/h"')


#: A meter of the ideal run shows exactly what has flowed; the water that was weighed is set against it.
@pytest.mark.parametrize(("regulation", "point", "limit"), [
    (CN, "Q3", "2"), (CN, "Q2", "2"), (CN, "Q1", "5"), (ES, "Q3", "4"), (ES, "Q2", "4"), (ES, "Q1", "10"),
    (FR, "Qh", "4"), (FR, "Qb", "4"), (DE, "Q3", "2"), (DE, "Q1", "5"),
])  # fmt: skip
def test_both_sides_of_a_limit(bench: Path, regulation: str, point: str, limit: str) -> None:
    reading = next(a for a in judged(bench, regulation, {}).of("indication") if point in a) + "/V1"
    for sign in (1, -1):
        for beyond, outcome in (("-0.01", "conform"), ("0.01", "not_conform")):
            wanted = sign * (Decimal(limit) + Decimal(beyond))
            ideal = judged(bench, regulation, {})
            error = error_at(ideal, point)
            volume = _volume(ideal, point)
            shown = volume * (1 + wanted / 100) / (1 + error / 100)
            found = judged(bench, regulation, {reading.removeprefix("indication/"): str(round(shown, 9))})
            assert found.outcomes["indication"] == outcome


def _volume(found: Any, point: str) -> Decimal:
    """What the ideal meter showed at the end."""
    (value,) = [
        b["value"]["number"] for k, a, b in found.bodies if k == "observation" and a.endswith("/V1") and point in a
    ]
    return Decimal(value)


def test_twice_the_limits_in_service(bench: Path) -> None:
    found = judged(bench, CN, {}, stage="in-service")
    assert [b["decision"]["limit"][1] for b in found.of("indication").values()] == ["4", "4", "10"]


def test_zero_flow(bench: Path) -> None:
    assert judged(bench, ES, {"zero_flow/V1": "0"}).outcomes["zero_flow"] == "conform"
    assert judged(bench, ES, {"zero_flow/V1": "0.00005"}).outcomes["zero_flow"] == "not_conform"


def test_a_flow_rate_outside_its_range_is_refused(bench: Path) -> None:
    with pytest.raises(Interrupted, match=r"outside its range: 1\.61 m³/h; 1\.44～1\.6 m³/h"):
        judged(bench, CN, {"Q3/1.52m3h/Q": "1.61"})


@pytest.mark.parametrize(("q3", "dn", "months"), [
    ("1.6 m³/h", "25 mm", 72),
    ("1.6 m³/h", "26 mm", 48), ("16 m³/h", "50 mm", 48), ("16.1 m³/h", "50 mm", 24), ("1.6 m³/h", "51 mm", 24),
])  # fmt: skip
def test_how_long_it_stays_in_use(q3: str, dn: str, months: int) -> None:
    plate = JJG162.subject_model.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "2",
        "q3": q3, "R": "100", "dn": dn, "pressure": "1 MPa", "interval": "0.05 L",
    })  # fmt: skip
    assert JJG162.validity_months(plate) == months


def test_errors_of_one_sign() -> None:
    """OIML: none above half of its limit; Spain: one below half is enough, and half itself is not below."""
    half, more, less = Decimal("0.5"), Decimal("0.51"), Decimal("0.49")
    nobody: Any = None
    assert R49.near_enough(nobody, [half, half], half)
    assert not R49.near_enough(nobody, [half, more], half)
    assert ICT155III.near_enough(nobody, [less, more], half)
    assert not ICT155III.near_enough(nobody, [half, more], half)
