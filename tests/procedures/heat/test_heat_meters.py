"""Heat meters: the figures of each edition a second time, nameplates, a constructed vector."""

from decimal import Decimal
from typing import Any

import pytest

from metrology.validity import Mode
from procedures.heat.heat_nameplate import HeatMeter
from procedures.heat.jjg_225_2024 import JJG225
from procedures.heat.messev_8_4_2014 import HeatMetersDE
from procedures.heat.nor_ecei1017960a_2010 import HeatMetersFR
from procedures.heat.rd_244_xi_2016 import HeatMetersES
from procedures.heat.regeling_eu_meetinstrumenten_8a_2015 import HeatMetersNL
from procedures.regulation import Stage
from tests.procedures.heat.names import CN, DE, ES, FR, NL, PARTS

D = Decimal
EDITIONS = {FR: HeatMetersFR, DE: HeatMetersDE, NL: HeatMetersNL, ES: HeatMetersES, CN: JJG225}
#: Repetitions, factor in service, fraction of the limit for the standards, period in months.
OWN = {FR: (2, 1, 5, 0), DE: (0, 2, 3, 72), NL: (0, 2, 3, 0), ES: (0, 1, 5, 0), CN: (0, 1, 3, 36)}
STAGES = {FR: "initial after-repair", DE: "subsequent in-service", NL: "in-service", ES: "initial"}
STAGES[CN] = "initial subsequent in-service"
HEADERS = {
    FR: ("FR", "2010-09-03", "2010-09-03"), DE: ("DE", "2014-12-11", "2015-01-01"),
    NL: ("NL", "2006-11-23", "2015-01-01"), ES: ("ES", "2016-06-03", "2016-06-08"),
    CN: ("CN", "2024-10-19", "2025-04-19"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITIONS)
def test_figures_a_second_time(name: str) -> None:
    facts, regulation = EDITIONS[name].facts, EDITIONS[name].regulation
    tables: dict[str, dict[str, tuple[Any, ...]]] = {
        "flow_error": {"1": (1, "0.01", "3.5" if name == CN else 5), "2": (2, "0.02", 5), "3": (3, "0.05", 5)},
        "error": {"pair": ("0.5", 3), "calculator": ("0.5", 1)},
        "flows": {"qi": (1, "1.1", "1.05"), "0.1qp": ("0.1", "0.11", "0.105"), "qp": ("0.9", 1, "0.95")},
        "baths": {"below": (0, 10, 5), "low": (35, 45, 40), "middle": (75, 85, 80), "upper": (-30, 0, -15)},
        "differences": {"dtmin": (1, "1.2", "1.1"), "10K": (10, 20, 15), "dtmax": (-5, 0, "-2.5")},
        "water": {"flow_sensor": (45, 55, 50)},
        "least_differences": {"K": (3, 5, 10)},
    }
    for table, rows in tables.items():
        assert {k: facts.table(table).numbers(k) for k in facts.table(table).rows} == {
            k: tuple(map(Decimal, row)) for k, row in rows.items()
        }
    assert facts.table("combinations").rows == {"dtmin": ("qp",), "10K": ("0.1qp",), "dtmax": ("qi",)}
    ranges = ("least_ratio", "return_temperature", "low", "hot_return", "hot_return_difference")
    assert [facts.number(n) for n in ranges] == [10, 50, 20, 80, 10]
    assert [facts.number(n) for n in ("pressure", "steps", "least_time")] == [D("1.6"), 200, 60]
    repeats, factor, ratio, months = OWN[name]
    assert [facts.number("repeats"), facts.number("in_service_factor")] == [repeats, factor]
    assert name != FR or facts.number("inside") == 2
    demands = facts.standards_demands(plate())
    assert {d.ratio for d in demands.values()} == {ratio}
    assert set(demands) == ({"bench"} if name == NL else {"bench", "simulator", "sensors"})
    assert (EDITIONS[name].validity_months(plate()), EDITIONS[name].validity_mode(plate())) == (months, Mode.PERIODIC)
    assert (regulation.jurisdiction, f"{regulation.issued}", f"{regulation.in_force}") == HEADERS[name]
    assert regulation.kind == "heat-meter"
    assert regulation.replaces == (("JJG 225-2001",) if name == CN else ())


@pytest.mark.parametrize("name", EDITIONS)
def test_items_and_stages(name: str) -> None:
    items = {i.key: i for i in EDITIONS[name].items()}
    measured = ["complete", "transmission"] if name == NL else [*PARTS, "complete", "transmission"]
    expected = ["specification", "environment", "appearance", *(["use"] if name == NL else []), *measured]
    assert list(items) == expected
    assert items["appearance"].gate
    assert not items["appearance"].measured
    stages = frozenset(map(Stage, STAGES[name].split()))
    assert all(items[key].stages == stages for key in expected[2:])


def plate(**fields: Any) -> HeatMeter:
    """A nameplate."""
    return HeatMeter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x", "class": "2",
        "built": "combined", "qp": "1.5 m³/h", "qi": "0.015 m³/h", "lowest": "4 °C", "highest": "150 °C",
        "least_difference": "3 K", "most_difference": "100 K", "pipe": "return", "sensor": "Pt500",
        "volume_step": "0.1 L", "energy_step": "0.001 kWh", "register_step": "1 kWh", **fields,
    })  # fmt: skip


@pytest.mark.parametrize("fields", [
    {"qi": "1.5 m³/h"}, {"most_difference": "3 K"}, {"most_difference": "147 K"}, {"lowest": "150 °C"},
])  # fmt: skip
def test_limits_of_a_nameplate_ascend(fields: dict[str, str]) -> None:
    assert plate(most_difference="146 K").r0 == 500
    with pytest.raises(ValueError, match="must ascend"):
        plate(**fields)


@pytest.mark.parametrize(("row", "expected"), [
    (("2", "1.5", "40"), ("2.02", "0.575", "0.725", "3.32")), (("2", "0.15", "10"), ("2.20", "0.8", "1.4", "4.40")),
    (("2", "0.015", "3"), ("4.00", "1.5", "3.5", "9.00")), (("2", "0.006", "3"), ("5.00", "1.5", "3.5", "10.00")),
    (("3", "0.015", "3"), ("5.00", "1.5", "3.5", "10.00")), (("1", "0.15", "10"), ("1.10", "0.8", "1.4", "3.30")),
])  # fmt: skip
@pytest.mark.parametrize("edition", [HeatMetersFR, JJG225])
def test_constructed_vector_b06(edition: Any, row: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """B06: class, q, Δθ; Ef, Ec, Et, E in %, for qp 1.5 m³/h and Δθmin 3 K."""
    accuracy, q, difference = row[0], D(row[1]), D(row[2])
    limit = edition.__new__(edition)
    limit.subject, limit.qp, limit.factor = plate(**{"class": accuracy}), D("1.5"), D(1)
    limit.made_for = limit.subject.made_for
    parts = limit.flow_limit(q), limit.part_limit("calculator", difference), limit.part_limit("pair", difference)
    assert (*parts, limit.whole_limit(q, difference)) == tuple(map(D, expected))


def test_the_cap_of_class_1() -> None:
    """5 % in MI-004; 3.5 % as JJG 225 is remembered."""
    for edition, most in ((HeatMetersFR, 5), (JJG225, D("3.5"))):
        limit: Any = edition.__new__(edition)  # type: ignore[type-var]
        limit.subject, limit.qp, limit.factor = plate(**{"class": "1"}), D("1.5"), D(1)
        assert limit.flow_limit(D("0.003")) == most
