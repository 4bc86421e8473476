"""A pressure-vacuum gauge on the simulated bench, a good one and one with a defect."""

from typing import Any


def test_a_pressure_vacuum_gauge_on_the_bench(verify: Any) -> None:
    fields = {"lower": '"-0.1 MPa"', "upper": '"0.3 MPa"', "division": '"0.01 MPa"', "stop_pin": "false"}
    marks = '["-0.1 MPa", "-0.05 MPa", "0 MPa", "0.1 MPa", "0.2 MPa", "0.3 MPa"]'
    verified = verify("gauge", numbered_marks=marks, serial='"G-2026-0101"', **fields)
    assert verified.outcome == "conform", verified.verdict
    bad = verify("gauge", numbered_marks=marks, serial='"G-DEFECT-span"', **fields)
    assert bad.verdict["failed"] == ["indication"]
