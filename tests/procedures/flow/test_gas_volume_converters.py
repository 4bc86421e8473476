"""Gas volume converters: the limits a second time, the factor by hand, both sides of each limit, conditions."""

from decimal import ROUND_FLOOR, Decimal
from typing import Any

import pytest

from metrology.exact import plain
from procedures.flow.gas_volume_converters import GasVolumeConverter
from procedures.flow.ict_155_iv_3_5_3_2020 import ConvertersES
from procedures.flow.regeling_eu_meetinstrumenten_6_vhi_2006 import ConvertersNL
from tests.procedures.flow.example_labs import ExampleLab

ES, NL = "ICT/155/2020 IV 3.5.3:2020", "Regeling EU-meetinstrumenten art. 6 VHI/2006"
STAGE = {ES: "subsequent", NL: "in-service"}
T_ONLY = {"converts": '"temperature"', "fixed_pressure": '"103.325 kPa"'}
RATED = {"reference_conditions": "false"}
AT = "conversion/0degC/300kPa"


@pytest.mark.parametrize(("edition", "limits"), [
    (ConvertersES, {"pressure_temperature": "0.5", "temperature": "0.7", "other": "1"}),
    (ConvertersNL, {"reference": "0.5", "temperature": "0.7", "other": "1"}),
])  # fmt: skip
def test_figures_a_second_time(edition: Any, limits: dict[str, str]) -> None:
    facts = edition.facts
    assert {k: facts.table("mpe").numbers(k)[0] for k in limits} == {k: Decimal(v) for k, v in limits.items()}
    assert [facts.number(n) for n in ("repeats", "points", "soak")] == [3, 3, 600]
    assert facts.regulation.validity_months == (24 if edition is ConvertersES else 0)
    if edition is ConvertersNL:
        assert facts.number("factor") == Decimal("1.5")


def plate(**fields: Any) -> GasVolumeConverter:
    """A nameplate."""
    return GasVolumeConverter.model_validate({
        "name": "x", "name_en": "x", "maker": "x", "model": "x", "serial": "1", "client": "x",
        "converts": "pressure_temperature", "pmin": "300 kPa", "pmax": "700 kPa", "tmin": "0 °C", "tmax": "40 °C",
        "base_pressure": "101.325 kPa", "base_temperature": "0 °C", "reference_conditions": True, **fields,
    })  # fmt: skip


@pytest.mark.parametrize(("edition", "fields", "bounded"), [
    (ConvertersES, {}, True), (ConvertersES, {"converts": "other"}, False),
    (ConvertersES, {"converts": "temperature", "fixed_pressure": "103 kPa"}, False),
    (ConvertersNL, {}, True), (ConvertersNL, {"reference_conditions": False}, False),
])  # fmt: skip
def test_conditions_of_the_smallest_limit(edition: Any, fields: dict[str, Any], bounded: bool) -> None:
    found = {c.quantity: (c.lower, c.upper) for c in edition.conditions(plate(**fields))}
    assert found["temperature"] == ((17, 23) if bounded else (None, None))
    assert found["humidity"] == ((45, 75) if bounded else (None, None))


@pytest.mark.parametrize(("fields", "problem"), [
    ({"pmax": "300 kPa"}, "must be below"), ({"tmax": "0 °C"}, "must be below"), ({"compressibility": "0"}, "greater"),
    ({"converts": "temperature"}, "fixed_pressure"),
])  # fmt: skip
def test_nameplates_that_are_refused(fields: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        plate(**fields)


@pytest.fixture(scope="module", name="lab")
def a_lab(tmp_path_factory: pytest.TempPathFactory) -> ExampleLab:
    return ExampleLab.of(ES, tmp_path_factory.mktemp("converter") / "lab")


def judged(lab: ExampleLab, regulation: str, given: dict[str, str], **fields: str) -> Any:
    """The ideal converter with what was read otherwise; fields of the nameplate changed."""
    return lab.judged(regulation, given, STAGE[regulation], **fields)


def shown(percent: str, at: str = AT) -> dict[str, str]:
    """Three readings at 300 kPa absolute and 0 °C, base 101.325 kPa and 0 °C, with an error in %."""
    factor = Decimal(3) * (1 + Decimal(percent) / 100)
    state = {"ts": "0", "ps": "203.975", "pa": "1000", "C": plain(factor)}
    return {f"{at}/{n}/{k}": v for n in (1, 2, 3) for k, v in state.items()}


BASE = {"base_pressure": '"101.325 kPa"'}


def test_the_factor_by_hand(lab: ExampleLab) -> None:
    """(203.975 + 100) kPa / 101.325 kPa · 273.15 K / 278.15 K · 0.99 = 2.916604…"""
    state = {"ts": "5", "ps": "203.975", "pa": "1000", "C": "2.92"}
    given = {f"{AT}/1/{k}": v for k, v in state.items()}
    found = judged(lab, ES, given, compressibility='"0.99"').of("conversion")
    (body,) = [b for a, b in found.items() if a == "0degC/300kPa/1"]
    by_hand = Decimal("0.99") * Decimal("303.975") / Decimal("101.325") * Decimal("273.15") / Decimal("278.15")
    assert Decimal(body["values"]["Cc"]) == round(by_hand, 4)
    assert Decimal(body["values"]["E"]) == round((Decimal("2.92") / by_hand - 1) * 100, 2)


@pytest.mark.parametrize(("regulation", "fields", "limit"), [
    (ES, {}, "0.5"), (ES, {"converts": '"other"'}, "1"), (NL, {}, "0.75"), (NL, RATED, "1.5"),
    (NL, {"converts": '"other"'}, "0.75"),
])  # fmt: skip
def test_both_sides_of_a_limit(lab: ExampleLab, regulation: str, fields: dict[str, str], limit: str) -> None:
    """303.975 kPa are three times the base pressure; the mean of three errors counts."""
    for sign in (1, -1):
        for more, outcome in (("0", "conform"), ("0.001", "not_conform")):
            percent = plain(sign * (Decimal(limit) + Decimal(more)))
            found = judged(lab, regulation, shown(percent), **fields)
            assert found.verdict["outcome"] == outcome or found.outcomes["conversion"] == outcome


@pytest.mark.parametrize(("regulation", "fields", "limit"), [(ES, {}, "0.7"), (NL, {}, "0.75"), (NL, RATED, "1.05")])
def test_a_converter_for_temperature_only(lab: ExampleLab, regulation: str, fields: dict[str, str], limit: str) -> None:
    """103.325 kPa fixed: C = 103.325 / 101.325 at 0 °C; no pressure is applied."""
    exact = Decimal("103.325") / Decimal("101.325")
    for percent, outcome in ((limit, "conform"), (plain(Decimal(limit) + Decimal("0.001")), "not_conform")):
        factor = plain((exact * (1 + Decimal(percent) / 100)).quantize(Decimal("1e-12"), ROUND_FLOOR))
        given = {f"conversion/0degC/{n}/{k}": v for n in (1, 2, 3) for k, v in {"ts": "0", "C": factor}.items()}
        found = judged(lab, regulation, given, **T_ONLY, **fields)
        assert found.outcomes["conversion"] == outcome
        assert not [a for kind, a, _ in found.bodies if kind == "observation" and a.endswith("/ps")]


def test_the_mean_of_three_counts(lab: ExampleLab) -> None:
    given = shown("0") | {f"{AT}/1/C": "3.024", f"{AT}/2/C": "3.009"}  # 0.8 %, 0.3 %, 0 %
    assert judged(lab, ES, given).outcomes["conversion"] == "conform"


def test_ends_and_middle_of_both_ranges(lab: ExampleLab) -> None:
    found = judged(lab, ES, {}).of("conversion")
    points = {"/".join(a.split("/")[:2]) for a in found}
    assert points == {f"{t}degC/{p}kPa" for t in (0, 20, 40) for p in (300, 500, 700)}


@pytest.mark.parametrize("check", ["marks", "seal", "software", "constant"])
@pytest.mark.parametrize("regulation", [ES, NL])
def test_a_check_that_fails(lab: ExampleLab, regulation: str, check: str) -> None:
    assert judged(lab, regulation, {f"/{check}": "not_conform"}).verdict["outcome"] == "not_conform"


def test_what_is_set_and_how_long_is_waited(lab: ExampleLab) -> None:
    """300 kPa absolute are 198.675 kPa above 101.325 kPa; the bath rests ten minutes; the line is vented in the end."""
    bodies = judged(lab, ES, {}).bodies
    done = [(b["method"], *b.get("args", ())) for kind, _, b in bodies if kind == "command"]
    pressures = [("set_pressure", p, "kPa") for p in ("198.675", "398.675", "598.675")]
    expected = [step for t in ("0", "20", "40") for step in (("set_temperature", t, "°C"), *pressures)]
    assert done == [*expected, ("vent",)]
    assert [int(b["seconds"]) for kind, _, b in bodies if kind == "dwell"] == [600, 600, 600]


def test_an_ideal_converter_has_no_error(lab: ExampleLab) -> None:
    read = {a: b["value"]["number"] for k, a, b in judged(lab, ES, {}).bodies if k == "observation" and "value" in b}
    state = [Decimal(read[f"{AT}/1/{key}"]) for key in ("ts", "ps", "pa")]
    assert state == [0, Decimal("198.675"), Decimal("1013.25")]
    assert abs(Decimal(read[f"{AT}/1/C"]) / (Decimal(300) / Decimal("101.325")) - 1) < Decimal("1e-9")


def test_a_converter_for_temperature_leaves_the_controller_alone(lab: ExampleLab) -> None:
    bodies = judged(lab, ES, {}, **T_ONLY).bodies
    assert {b["method"] for kind, _, b in bodies if kind == "command"} == {"set_temperature"}
