"""Points of certificates: sign and unit of a correction, U at k = 2, several calibrations at one value."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.dcc.model import Contact, Dcc, Measurement, Numbers, Quantity, Result, Spread, Table
from reports.dcc.opening import open_dcc
from reports.errors import DccFault
from services.dcc.as_certificate import stated, validity
from services.dcc.difference import differences
from services.dcc.points import points_of
from tests.dcc_files import FOLDER, PUBLISHED, needs_dcc

VOLT, MILLIVOLT = r"\volt", r"\milli\volt"


def column(kind: str, values: str, unit: str = VOLT, spread: Spread | None = None) -> Quantity:
    return Quantity(kinds=(kind,), numbers=(Numbers(tuple(values.split()), (unit,), spread),))


def expanded(values: str, k: str = "2") -> Spread:
    return Spread("expanded", tuple(values.split()), (k,), ("0.95",))


def certificate(*quantities: Quantity, number: str = "N1", serial: str = "S1", **more: Any) -> Dcc:
    from reports.dcc.model import Thing

    result = Result(name=(("en", "Voltage"),), tables=(Table(quantities=quantities),))
    return Dcc("3.3.0", number, "CN", ("en",), ("en",), "2026-01-01", "2026-01-02", Contact(), Contact(),
               (Thing(numbers=(("manufacturer", serial),)),), (Measurement(results=(result,)),), **more)  # fmt: skip


def only(dcc: Dcc) -> list[tuple[str, str, str]]:
    (points,), left = points_of(dcc)
    assert left == []
    return [(str(p.shown), str(p.correction), str(p.U)) for p in points.points]


SHOWN, REFERENCE = column("basic_measuredValue", "1.002 5.001"), column("basic_referenceValue", "1.000 5.003")


def test_an_error_becomes_a_correction_of_the_other_sign() -> None:
    error = column("basic_measurementError", "0.002 -0.002", VOLT, expanded("0.001 0.004"))
    assert only(certificate(SHOWN, REFERENCE, error)) == [("1.002", "-0.002", "0.001"), ("5.001", "0.002", "0.004")]


def test_units_of_the_columns_may_differ() -> None:
    error = column("basic_measurementError", "2 -2", MILLIVOLT, expanded("1"))
    assert only(certificate(SHOWN, error)) == [("1.002", "-0.002", "0.001"), ("5.001", "0.002", "0.001")]


@pytest.mark.parametrize(("spread", "U"), [
    (expanded("0.003", "3"), "0.00200"), (expanded("0.00165", "1.65"), "0.0020000"),
    (Spread("standard", ("0.001",)), "0.002"),
])  # fmt: skip
def test_u_is_brought_to_k_2_and_never_below_what_was_stated(spread: Spread, U: str) -> None:
    error = column("basic_measurementError", "0.002 -0.002", VOLT, spread)
    assert {u for _, _, u in only(certificate(SHOWN, error))} == {U}


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 30)), min_size=1, max_size=6))
def test_several_calibrations_at_one_value_become_one_that_covers_each(at_one: list[tuple[int, int]]) -> None:
    errors, U = (" ".join(str(pair[n]) for pair in at_one) for n in (0, 1))
    dcc = certificate(
        column("basic_measuredValue", " ".join(["7"] * len(at_one))),
        column("basic_measurementError", errors, VOLT, expanded(U)),
    )
    ((_, correction, covering),) = only(dcc)
    for error, own in at_one:
        assert abs(Decimal(correction) + error) + own <= Decimal(covering)


def refusal(*quantities: Quantity) -> str:
    (found, ((_, reason),)) = points_of(certificate(*quantities))
    assert found == []
    return reason


def test_what_cannot_be_used_is_named() -> None:
    error = column("basic_measurementError", "0.002 -0.002", VOLT, expanded("0.001"))
    wrong = column("basic_measurementError", "-0.002 0.002", VOLT, expanded("0.001"))
    assert "not the indication less the reference" in refusal(SHOWN, REFERENCE, wrong)
    assert "no expanded uncertainty" in refusal(SHOWN, column("basic_measurementError", "0.002 -0.002"))
    assert "which column" in refusal(SHOWN, REFERENCE)
    assert "one error for each" in refusal(column("basic_measuredValue", "1"), error)
    assert "cannot be converted" in refusal(column("basic_measuredValue", "1 5", r"\ampere"), error)
    with pytest.raises(DccFault, match="one point makes no range"):
        stated(
            certificate(column("basic_measuredValue", "1"), column("basic_measurementError", "0", VOLT, expanded("1")))
        )


def test_a_certificate_without_a_last_day_needs_one() -> None:
    dcc = certificate()
    with pytest.raises(DccFault, match="states no day until which it is valid"):
        validity(dcc)
    assert [str(day) for day in validity(dcc, 12)] == ["2026-01-02", "2027-01-02"]


def drifted(by: str, points: str = "1.002 5.001", number: str = "N2", serial: str = "S1") -> Dcc:
    errors = f"{Decimal('0.002') + Decimal(by)} -0.002"
    shown = column("basic_measuredValue", points)
    return certificate(
        shown, column("basic_measurementError", errors, VOLT, expanded("0.001")), number=number, serial=serial
    )


def test_drift_and_e_n_at_each_point() -> None:
    first, second = differences(drifted("0", number="N1"), drifted("0.002"))
    assert (str(first.drift), str(second.drift)) == ("-0.002", "0.000")
    assert first.E_n == pytest.approx(-(2**0.5))
    assert (first.significant, second.significant) == (True, False)


def test_other_points_are_interpolated_and_two_instruments_are_not_compared() -> None:
    found = differences(drifted("0", number="N1"), drifted("0", "0 6"))
    assert [d.between for d in found] == [True, True]
    with pytest.raises(DccFault, match="two instruments"):
        differences(drifted("0", number="N1"), drifted("0", serial="S2"))
    with pytest.raises(DccFault, match="no point in common"):
        differences(drifted("0", number="N1"), drifted("0", "8 9"))


@needs_dcc
def test_a_published_thermometer() -> None:
    name = "dcc_gp_temperature_typical_v12.xml"
    dcc = open_dcc((PUBLISHED / "pydcc" / name).read_bytes(), name, FOLDER).dcc
    (points,), _ = points_of(dcc)
    assert points.unit == "°C"
    assert [(str(p.shown), str(p.correction), str(p.U)) for p in points.points[:2]] == [
        ("33.17", "-0.072", "0.061"), ("100.06", "-0.089", "0.061"),
    ]  # fmt: skip
    kelvin, _ = points_of(dcc, "K")
    assert [str(p.shown) for p in kelvin[0].points] == ["306.32", "373.21", "448.36", "523.31", "593.07"]
    assert {d.drift for d in differences(dcc, replace(dcc, number="again"))} == {Decimal("0.000")}
