"""Every standard of these families under faults on its wire: the right value or a typed error, then the right value."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from drivers.errors import InstrumentError
from drivers.simulation.faults import Fault

pytestmark = pytest.mark.waits

KINDS = ("truncated", "late", "split", "duplicate", "garbage", "nul", "echo", "unsolicited", "overload", "disconnect")
#: Driver: options, beginning of the request that meets the fault, reading, true value, how far it may be off.
STANDARDS: dict[str, tuple[dict[str, str], str, Callable[[Any], Any], str, str]] = {
    "mensor_cpc6050": ({}, "A?", lambda d: d.pressure(), "0", "0.01"),
    "fluke_7341": ({}, "\nt", lambda d: d.temperature(), "25", "0.02"),
    "fluke_914x": ({}, "SOUR:SENS", lambda d: d.temperature(), "25", "0.01"),
    "fluke_1594a": ({}, "FETC?", lambda d: d.temperature(), "25.0012", "0.001"),
    "fluke_1586a": ({"query": "MEAS:TEMP?"}, "MEAS", lambda d: d.temperature(), "24.996", "0.001"),
    "ptu300": ({}, "SEND", lambda d: d.air_pressure(), "1013.2", "0.4"),
    "alicat": ({}, "A", lambda d: d.flow(), "0", "0.001"),
    "bronkhorst": ({}, "\x01\x03\xa1\x00", lambda d: d.flow(), "0", "0.001"),
    "mt_sics_balance": ({}, "S", lambda d: d.mass(), "0", "0"),
    "sartorius_sbi": ({}, "\x1bP", lambda d: d.mass(), "0", "0"),
    "scpi_gauge": ({"query": "MEAS:PRES?", "pressure_unit": "kPa"}, "MEAS", lambda d: d.indication(), "0", "0.01"),
    "reference_meter": ({}, "\x01\x03\x00\x58", lambda d: d.power(), "3450.1725", "0.001"),
}


@pytest.mark.parametrize("name", STANDARDS)
def test_no_wrong_value_gets_through(fitted: Any, name: str) -> None:
    options, match, read, value, width = STANDARDS[name]
    faults = tuple(Fault(kind, 2 + 3 * at, match, seconds=0.12) for at, kind in enumerate(KINDS))
    bench = fitted(name, options=options, faults=faults, timeout=0.08)
    outcomes = []
    for _attempt in range(4 * len(KINDS)):
        try:
            reading = read(bench.driver)
        except InstrumentError as error:
            outcomes.append(type(error).__name__)
            continue
        assert abs(reading.value - Decimal(value)) <= Decimal(width), outcomes
        outcomes.append("right")
    assert outcomes.count("right") >= len(KINDS)
    assert len(set(outcomes)) > 1  # the faults did happen
    assert outcomes[-1] == "right", outcomes
