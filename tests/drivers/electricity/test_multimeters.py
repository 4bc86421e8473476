"""Multimeters on a simulated calibrator's leads: every driver, every function, and what must not get through."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.electricity import hp3458a
from drivers.electricity.hp3458a import HP3458A
from drivers.errors import BadReply, InstrumentError, LinkError, Reported
from drivers.simulation.electricity_meter import DEFECTS, MeterErrors
from drivers.simulation.faults import Fault

D = Decimal
KINDS = ("scpi_multimeter", "hp34401a", "fluke_8588a", "hp3458a", "fluke_8508a")
POINTS = [
    ("voltage", "set_voltage", ("10", "V"), "dc_voltage", "10", "V"),
    ("voltage", "set_voltage", ("-90", "mV"), "dc_voltage", "0.1", "V"),
    ("voltage", "set_voltage", ("100", "V", "50"), "ac_voltage", "100", "V"),
    ("current", "set_current", ("10", "mA"), "dc_current", "0.01", "A"),
    ("current", "set_current", ("1", "A", "400"), "ac_current", "1", "A"),
    ("2-wire", "set_resistance", ("1", "kΩ"), "resistance_2w", "1000", "Ω"),
    ("4-wire", "set_resistance", ("100", "Ω"), "resistance_4w", "100", "Ω"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_function_reads_what_the_leads_carry(table: Any, kind: str) -> None:
    on = table(kind)
    for circuit, act, values, read, span, unit in POINTS:
        on.source.standby()
        on.bench.connect(circuit)
        getattr(on.source, act)(D(values[0]), values[1], *map(D, values[2:]))
        shown = getattr(on.meter, read)(D(span))
        stated = on.source.output()
        leads = D("0.15") if read == "resistance_2w" else 0
        assert (shown.unit, stated.unit) == (unit, unit)
        assert Decimal(shown.text.strip()) == shown.value
        assert abs(shown.value - leads - stated.value) < abs(stated.value) * D("3e-4")
        if read not in ("ac_voltage", "ac_current"):
            assert abs(shown.value - leads - stated.value) < abs(stated.value) * D("3e-5")
        assert abs(getattr(on.meter, read)().value - shown.value) < D(span) * D("1e-5")
    assert on.bench.safety.violations == []


@pytest.mark.parametrize("kind", KINDS)
def test_overload_is_never_a_value(table: Any, kind: str) -> None:
    on = table(kind)
    on.source.set_voltage(D(20), "V")
    with pytest.raises(BadReply, match=r"overload"):
        on.meter.dc_voltage(D(10))
    assert abs(on.meter.dc_voltage(D(100)).value - 20) < D("0.001")
    with pytest.raises(BadReply):
        on.meter.resistance_4w(D(1000))  # nothing to measure a resistance of


@pytest.mark.parametrize("kind", KINDS)
def test_a_range_that_it_does_not_have(table: Any, kind: str) -> None:
    on = table(kind)
    with pytest.raises(Reported):
        on.meter.dc_voltage(D(5000))
    if kind != "fluke_8508a":  # whose settings cannot be read back
        with pytest.raises(BadReply, match="range reads back"):
            on.meter.dc_voltage(D(3))
    with pytest.raises(InstrumentError, match="No range"):
        on.meter.dc_voltage(D(-1))
    assert on.meter.dc_voltage(D(10)).unit == "V"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "fluke_8508a"])  # it cannot notice, and states it
def test_hands_on_the_panel(table: Any, kind: str) -> None:
    on = table(kind)
    on.source.set_voltage(D(1), "V")
    right = on.meter.dc_voltage(D(10)).value
    if kind == "hp3458a":
        on.device.word = "OHM"
    else:
        on.device.function = "RES"
    with pytest.raises(BadReply, match="function reads back"):
        on.meter.dc_voltage(D(10))
    assert on.meter.dc_voltage(D(10)).value == right


@pytest.mark.parametrize(
    ("kind", "fault"),
    [(kind, fault) for kind in KINDS for fault in ("silence", "garbage", "overload")]
    + [("hp34401a", fault) for fault in ("late", "truncated", "nan", "disconnect")],
)
def test_no_wrong_value_under_faults(table: Any, kind: str, fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hp3458a, "_SPARE", 0.3)
    monkeypatch.setattr(hp3458a, "_CYCLE", D("0.001"))
    match = {"hp3458a": "TARM SGL", "fluke_8508a": "X?"}.get(kind, "READ?")
    on = table(kind, faults=(Fault(fault, 3, match, 0.6),))
    on.source.set_voltage(D(1), "V")
    right = on.meter.dc_voltage(D(10)).value
    met = []
    for _reading in range(4):
        try:
            assert on.meter.dc_voltage(D(10)).value == right
            met.append(None)
        except (LinkError, BadReply) as error:
            met.append(type(error))
    assert sum(outcome is not None for outcome in met) == 1, met


def test_the_first_conversion_of_an_8508a_is_thrown_away_and_kept_on_record(table: Any) -> None:
    on = table("fluke_8508a")
    on.source.set_voltage(D(1), "V")
    first = on.meter.dc_voltage(D(10))
    assert len(first.trail) == 1
    assert Decimal(first.trail[0].strip()) == 0
    assert on.meter.dc_voltage(D(10)).trail == ()
    again = on.meter.dc_voltage(D(1))
    assert Decimal(again.trail[0].strip()) == first.value
    on.device.handle(b"NONSENSE")
    with pytest.raises(Reported, match=r"command error \(EXQ\? 0, DDQ\? 0\)"):
        on.meter.dc_voltage(D(1))


def test_mis_wired_and_open_leads_read_nothing(table: Any) -> None:
    on = table("scpi_multimeter")
    on.bench.wiring.move("meter.V", "source.A")
    on.source.set_voltage(D(10), "V")
    assert abs(on.meter.dc_voltage(D(10)).value) < D("0.0001")
    on.source.standby()
    on.bench.connect("2-wire")
    on.source.set_resistance(D(100), "Ω")
    with pytest.raises(BadReply):
        on.meter.resistance_4w(D(100))  # without the sense leads
    assert on.bench.safety.violations == []


def test_what_must_never_happen_is_seen(table: Any) -> None:
    on = table("scpi_multimeter")
    on.source.set_voltage(D(10), "V")
    on.bench.connect("current")
    on.source.set_current(D(10), "A")
    assert on.bench.safety.violations == [
        "the wire of meter.V was moved while source was on",
        "the wire of meter.S was moved while source was on",
        "10 was set for meter.A, which ends at 3",
    ]
    on.source.make_safe()
    assert on.bench.safety.on() == []


@pytest.mark.parametrize("defect", sorted(set(DEFECTS) - {"temperature", "shunt", "reference_resistor"}))
def test_each_defect_shows_and_an_honest_meter_does_not(table: Any, defect: str) -> None:
    errors = MeterErrors.honest(1, "meter").with_defect(defect, DEFECTS[defect])
    on = table("scpi_multimeter", errors)
    seen: dict[str, list[D]] = {"dc": [], "ac": []}
    for value in ("1", "5", "10"):
        on.source.set_voltage(D(value), "V")
        seen["dc"] += [on.meter.dc_voltage(D(10)).value - D(value)]
        on.source.set_voltage(D(value), "V", D(50))
        seen["ac"] += [on.meter.ac_voltage(D(10)).value - D(value)]
    worst = max(abs(error) for error in seen["dc"])
    assert (worst > D("0.0005")) is (defect != "ac")
    assert max(abs(error) for error in seen["ac"]) > D("0.0005")


@pytest.mark.parametrize(("defect", "unit"), [("shunt", "A"), ("reference_resistor", "Ω")])
def test_a_defect_of_one_function_shows_in_no_other(table: Any, defect: str, unit: str) -> None:
    errors = MeterErrors.honest(1, "meter").with_defect(defect, DEFECTS[defect])
    on = table("scpi_multimeter", errors)
    on.source.set_voltage(D(10), "V")
    assert abs(on.meter.dc_voltage(D(10)).value - 10) < D("0.0005")
    on.source.make_safe()
    on.bench.connect("current" if unit == "A" else "4-wire")
    if unit == "A":
        on.source.set_current(D(1), "A")
        assert D("0.002") < on.meter.dc_current(D(1)).value - 1 < D("0.004")
    else:
        on.source.set_resistance(D(1000), "Ω")
        assert D("0.9") < on.meter.resistance_4w(D(1000)).value - 1000 < D("1.1")
    on.source.make_safe()


def test_a_3458a_in_free_run_is_quietened_first(table: Any) -> None:
    on = table("hp3458a")
    assert on.meter.identity().model == "HP3458A"
    on.device.name = type(on.device.name)("HP", "HP3457A", "", "")
    with pytest.raises(BadReply, match="HP3457A"):
        on.meter.identity()
    assert isinstance(on.meter, HP3458A)
