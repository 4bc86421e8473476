"""Tests of every edition for weights: density of the air and of the weights, and what follows for the uncertainty."""

from decimal import Decimal
from pathlib import Path

import pytest

from metrology.rounding import round_uncertainty
from tests.procedures.mass.weights_shared import bench, judged, mass

D = Decimal


def hand(
    mass_mg: float,
    *,
    air: float,
    u_air: float,
    test: tuple[float, float],
    reference: tuple[float, float],
    U_r: float,
    u_w: float,
) -> tuple[float, float]:
    """Buoyancy correction in mg and U before it is rounded up, in binary floats."""  # fmt: skip
    (t, u_t), (r, u_r), by = test, reference, air - 1.2
    correction = mass_mg * by * (1.0 / t - 1.0 / r)
    u_b = mass_mg * (((r - t) / (r * t) * u_air) ** 2 + (by * u_t / t**2) ** 2 + (by * u_r / r**2) ** 2) ** 0.5
    return correction, 2.0 * ((U_r / 2.0) ** 2 + u_w**2 + u_b**2) ** 0.5


def test_a_brass_weight_in_thin_air(lab: Path, regulation: str) -> None:
    """At 900 hPa air of 1.0646 kg/m³ moves brass of 8400 kg/m³ on a reference of 8006 kg/m³ by 0.079 mg in 100 g."""
    found = judged(lab, regulation, {"100g/pa": "900"}, material='"brass"')
    # sensitivities by the approximate formula; U of thermometer, hygrometer and barometer from the store room
    sensitivities = (0.0038 * 0.1, 0.0001047 * 1.0, 0.001183 * 0.3)
    u_air = sum((s / 2.0) ** 2 for s in sensitivities) ** 0.5
    correction, U = hand(100e3, air=1.064638, u_air=u_air, test=(8400.0, 85.0), reference=(8006.0, 15.0),
                         U_r=0.16 / 3.0, u_w=0.01)  # fmt: skip
    decision = mass(found)
    assert float(decision["unrounded"]) == pytest.approx(0.03 + correction, abs=2e-5)
    assert D(decision["U"]) == round_uncertainty(D(repr(U)), up=True)
    assert found.of("mass")["100g"]["values"]["rho_a"] == "1.0646"
    assert found.of("mass")["100g"]["values"]["mr"] == "100.000030"


def test_air_whose_pressure_has_no_certificate_is_known_to_a_tenth(lab: Path, regulation: str) -> None:
    other = bench(lab, "pressure", ('barometer = ["BP-01"]\n', ""))
    found = judged(other, regulation, {}, material='"brass"')
    _, U = hand(100e3, air=1.199, u_air=0.12, test=(8400.0, 85.0), reference=(8006.0, 15.0), U_r=0.16 / 3.0, u_w=0.01)
    assert D(mass(found)["U"]) == round_uncertainty(D(repr(U)), up=True)


def test_densities_of_a_weight_and_of_references_as_they_are_stated(lab: Path, regulation: str) -> None:
    given, air = {"100g/pa": "900"}, 1.064638 - 1.2
    row = '{ nominal = "100 g", density = "8500 kg/m³", density_uncertainty = "20 kg/m³" }'
    assert float(mass(judged(lab, regulation, given, row))["unrounded"]) == pytest.approx(
        0.03 + 1e5 * air * (1.0 / 8500.0 - 1.0 / 8006.0), abs=2e-5
    )
    text = (lab / "standards.toml").read_text("utf-8")
    begin = text.index('[[standards.E2-01.certificates.quantities]]\nunit = "kg/m³"')
    other = bench(lab, "density", (text[begin : text.index("[standards.MC-01]")], ""))
    assert float(mass(judged(other, regulation, given, row))["unrounded"]) == pytest.approx(
        0.03 + 1e5 * air * (1.0 / 8500.0 - 1.0 / 7950.0), abs=2e-5
    )


@pytest.mark.parametrize(("of_weight", "of_reference", "u_t", "u_r"), [
    ("", True, 70.0, 15.0), (', density_uncertainty = "400 kg/m³"', True, 200.0, 15.0), ("", False, 70.0, 70.0),
])  # fmt: skip
def test_uncertainty_of_densities(
    lab: Path, regulation: str, of_weight: str, of_reference: bool, u_t: float, u_r: float
) -> None:
    """100 g of class M1 with U = 0.02 mg of everything else, at 900 hPa: half of U of each density counts."""
    text = (lab / "standards.toml").read_text("utf-8")
    begin = text.index('[[standards.E2-01.certificates.quantities]]\nunit = "kg/m³"')
    other = lab if of_reference else bench(lab, "density", (text[begin : text.index("[standards.MC-01]")], ""))
    row = f'{{ nominal = "100 g", density = "7950 kg/m³"{of_weight} }}'
    found = judged(other, regulation, {"100g/pa": "900"}, row)
    reference = 8006.0 if of_reference else 7950.0
    _, U = hand(
        100e3, air=1.064638, u_air=0.0, test=(7950.0, u_t), reference=(reference, u_r), U_r=0.16 / 3.0, u_w=0.01
    )
    assert U - 2e-5 < float(mass(found)["U"]) < 1.1 * U


#: Table 5 as remembered: lowest and highest density in kg/m³; it follows from 10.1.
DENSITIES = [
    ("E1", "100 g", 7934, 8067), ("E1", "50 g", 7920, 8080), ("E1", "20 g", 7840, 8170), ("E2", "100 g", 7810, 8210),
    ("E2", "50 g", 7740, 8280), ("F1", "100 g", 7390, 8730), ("F1", "50 g", 7270, 8890), ("F2", "100 g", 6400, 10700),
    ("F1", "1 g", 3000, None), ("M1", "100 g", 4400, None),
]  # fmt: skip


@pytest.mark.parametrize(("accuracy", "nominal", "low", "high"), DENSITIES)
def test_densities_of_a_class(
    lab: Path, regulation: str, accuracy: str, nominal: str, low: int, high: int | None
) -> None:
    def outcome(density: float) -> str:
        row = f'{{ nominal = "{nominal}", density = "{density:.0f} kg/m³" }}'
        found = judged(lab, regulation, {}, row, **{"class": f'"{accuracy}"'})
        return str(found.outcomes["specification"])

    assert (outcome(1.002 * low), outcome(0.98 * low)) == ("conform", "not_conform")
    assert high is None or (outcome(0.998 * high), outcome(1.03 * high)) == ("conform", "not_conform")


@pytest.mark.parametrize(("material", "outcome"), [("brass", "conform"), ("cast_iron", "not_conform")])
def test_usual_densities(lab: Path, regulation: str, material: str, outcome: str) -> None:
    assert judged(lab, regulation, {}, material=f'"{material}"').outcomes["specification"] == outcome


def test_cycles_that_scatter_count_in_the_uncertainty(lab: Path, regulation: str) -> None:
    """Differences of +0.06 mg and −0.06 mg: s = 0.0849 mg is far above the comparator's 0.01 mg."""
    given = {"1/IB1": "100.00006", "2/IB1": "99.99994"}
    found = judged(lab, regulation, given, method='"ABA"')
    _, U = hand(
        1e5, air=1.2, u_air=0.0, test=(7950.0, 0.0), reference=(8006.0, 0.0), U_r=0.16 / 3, u_w=0.084853 / 2**0.5
    )
    assert D(mass(found)["U"]) == round_uncertainty(D(repr(U)), up=True)
