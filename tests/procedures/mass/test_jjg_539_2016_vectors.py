"""JJG 539-2016: the constructed vector B01; defects of scales of every kind on simulated benches."""

from decimal import Decimal
from typing import Any

import pytest

from procedures.mass.jjg_539_2016 import facts
from tests.procedures.mass.judging import Judge

#: B01: 15 kg, e = 5 g, class III, E0 = 0.5 g. Where it is read, I, ΔL; E, Ec, MPE; whether a new scale conforms.
B01 = [
    ("up/100g", "100", "2.0", "0.5", "0.0", "2.5", True),
    ("up/2500g", "2500", "4.5", "-2.0", "-2.5", "2.5", True),  # 500 e belongs to the smaller limit, which is reached
    ("down/2500g", "2505", "3.0", "4.5", "4.0", "2.5", False),
    ("up/2505g", "2510", "2.5", "5.0", "4.5", "5.0", True),
    ("up/10000g", "10005", "2.0", "5.5", "5.0", "5.0", True),  # the error alone would be beyond
    ("up/15000g", "15010", "4.5", "8.0", "7.5", "7.5", True),
    ("down/15000g", "14995", "0.5", "-3.0", "-3.5", "7.5", True),
]
LOADS = '["100 g", "2500 g", "2505 g", "10000 g", "15 kg"]'


@pytest.mark.parametrize(("stage", "factor"), [("initial", 1), ("subsequent", 1), ("in-service", 2)])
def test_b01(scale: Judge, stage: str, factor: int) -> None:
    given = {"weighing/E0/I": "50", "weighing/E0/dL": "2.0"}
    for at, shown, dL, *_ in B01:
        given |= {f"weighing/{at}/I": shown, f"weighing/{at}/dL": dL}
    judged = scale(given, stage, test_loads=LOADS)
    found = judged.of("weighing")
    assert found["E0"]["values"]["E"] == "0.5"
    for at, _, _, E, Ec, limit, conforms in B01:
        values = found[at]["values"]
        assert (Decimal(values["E"]), Decimal(values["Ec"])) == (Decimal(E), Decimal(Ec))
        assert Decimal(found[at]["decision"]["limit"][1]) == factor * Decimal(limit)
        assert found[at]["outcome"] == ("conform" if conforms or factor == 2 else "not_conform")
    assert judged.outcomes["weighing"] == ("conform" if factor == 2 else "not_conform")


KINDS: dict[str, dict[str, str | None]] = {
    "multi-interval": {
        "e": '"2 g"', "d": None, "min": '"40 g"', "tare_maximum": '"5 kg"',
        "ranges": '[{ max = "6 kg", e = "2 g" }, { max = "15 kg", e = "5 g" }]',
    },
    "multi-range": {
        "multiple_range": "true", "e": '"2 g"', "d": None, "tare_maximum": '"5 kg"',
        "ranges": '[{ max = "6 kg", e = "2 g", min = "40 g" }, { max = "15 kg", e = "5 g" }]',
    },
    "hopper": {"receptor": '"hopper"', "supports": "3", "price_computing": "false"},
    "six supports": {"supports": "6", "price_computing": "false"},
    "additive tare": {"tare": '"additive"'},
    "class IIII": {"class": '"IIII"', "max": '"3 kg"', "min": '"50 g"', "tare_maximum": '"1 kg"'},
}  # fmt: skip
#: Kind, defect, and the items that fail; heavier than on the plain scale, where a defect shows less.
DEFECTS = [
    ("multi-interval", "zero", ["zero"]), ("multi-interval", "tare", ["tare"]),
    ("multi-interval", "span", ["weighing", "net"]), ("multi-interval", "hysteresis", ["weighing", "net"]),
    ("multi-range", "zero", ["zero"]), ("multi-range", "tare", ["tare"]), ("multi-range", "corner", ["eccentricity"]),
    ("hopper", "span", ["weighing", "net"]), ("hopper", "sticking", ["discrimination"]),
    ("six supports", "span", ["weighing", "net"]), ("additive tare", "net", ["net"]),
    ("class IIII", "zero", ["zero"]), ("class IIII", "span", ["weighing", "net"]),
    ("class IIII", "corner", ["eccentricity"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "defect", "failed"), DEFECTS)
def test_a_defect_of_a_kind_of_scale(verify: Any, kind: str, defect: str, failed: list[str]) -> None:
    verified = verify("scale", serial=f'"SY-DEFECT-{defect}"', **KINDS[kind])
    assert verified.verdict["failed"] == failed
    assert verified.outcome == "not_conform"


def test_further_figures() -> None:
    """Once to Max; from 10 t, where loads roll on, three times to half of it. In service the limits are doubled."""
    preload = facts.table("preload")
    assert {key: tuple(preload.row(key).values()) for key in preload.rows} == {
        "any": (0, 1, 1), "rolling": (10, 3, Decimal("0.5")),
    }  # fmt: skip
    assert facts.table("factor").rows == {"in-service": (2,)}
    assert facts.number("successor_kg") == 100
