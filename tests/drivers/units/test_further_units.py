"""Units of other quantities, each as its bench would be used: an honest sample, and defects where they belong."""

from decimal import Decimal
from typing import Any

import pytest

from drivers.simulation.units.heat_meter import heat_power
from drivers.simulation.units.sound_level_meter import a_weighting
from tests.drivers.units.benches import PERSON, opened

D = Decimal


def roles(**addresses: str) -> dict[str, Any]:
    """A simulated person for each: the unit under test where there is no address."""
    return {
        name: {"driver": PERSON, **({"address": address} if address else {})} for name, address in addresses.items()
    }


@pytest.mark.parametrize(("defect", "wrong"), [("", None), ("CO", "CO"), ("HC", "HC"), ("O2", "O2"), ("stuck", "CO2")])
def test_an_exhaust_analyser(defect: str, wrong: str | None) -> None:
    """Mixture 1 with propane counted as 0.52 n-hexane; the display follows the change and is recorded."""
    with opened("exhaust_analyser", roles(analyser="", gases="sim:gases"), defect) as bench:
        analyser, gases = bench.roles["analyser"], bench.roles["gases"]
        analyser.indication_of("CO2")  # what a stuck one then shows for ever
        gases.supply("1")
        bench.clock.sleep(D(30))
        shown = {name: analyser.indication_of(name).value for name in ("CO", "CO2", "HC", "O2")}
        contents = {name: gases.value_of(name).value for name in shown}
        series = analyser.recording("CO", D(45))
        bench.make_safe()
    contents["HC"] *= D("0.52")
    errors = {name: abs(shown[name] / contents[name] - 1) for name in shown}
    assert [name for name, error in errors.items() if error > D("0.04")] == ([wrong] if wrong else [])
    assert (series.unit, series.points[0][0], series.points[-1][0], len(series.points)) == ("%", 0, 45, 91)
    assert abs(series.points[0][1]) < D("0.03")
    assert abs(series.points[-1][1] - shown["CO"]) <= D("0.02")


def test_an_exhaust_analyser_draws_from_its_probe() -> None:
    with opened("exhaust_analyser", roles(analyser="", gases="sim:gases"), "leak") as bench:
        found = []
        for supply in (bench.roles["gases"].supply, bench.roles["gases"].supply_at_probe):
            supply("3")
            bench.clock.sleep(D(30))
            found.append(bench.roles["analyser"].indication_of("CO2").value)
        bench.make_safe()
    assert found[0] - found[1] > D("0.5")


def test_a_sound_level_meter() -> None:
    """The A weighting of IEC 61672-1 table 3: −16.1 dB at 125 Hz, −1.1 dB at 8 kHz, to one decimal."""
    assert [round(a_weighting(f), 1) for f in (125.89, 1000.0, 7943.3)] == [-16.1, 0.0, -1.1]

    def shown(defect: str) -> list[Decimal]:
        """Errors of LAF at 94 dB, 74 dB and at 8 kHz, of LCF at 8 kHz, and of a burst of 2 ms."""
        found = []
        with opened("sound_level_meter", roles(meter="", source="sim:source"), defect) as bench:
            source, meter = bench.roles["source"], bench.roles["meter"]
            for level, frequency, display, expected in (
                ("94", "1000", "LAF", "94"), ("74", "1000", "LAF", "74"), ("94", "7943.282", "LAF", "92.9"),
                ("94", "7943.282", "LCF", "91"), ("120", "1000", "LAF", "120"),
            ):  # fmt: skip
                source.apply_to("level", D(level), "dB")
                source.apply_to("frequency", D(frequency), "Hz")
                found.append(meter.indication_of(display).value - D(expected))
            source.apply_to("level", D(94), "dB")
            source.apply_to("burst", D(2), "ms")
            found.append(meter.indication_of("LAFmax").value - D(76))
            bench.make_safe()
        return found

    assert max(map(abs, shown(""))) <= D("0.2")
    assert [abs(e) > D("0.4") for e in shown("weighting")] == [False, False, True, False, False, False]
    assert [abs(e) > D("0.4") for e in shown("weighting_C")] == [False, False, False, True, False, False]
    assert [abs(e) > D("0.4") for e in shown("linearity")] == [False, False, False, False, True, False]
    assert [abs(e) > D("0.4") for e in shown("burst_F")] == [False] * 5 + [True]


def test_a_taximeter() -> None:
    def ride(defect: str) -> list[Decimal]:
        """Error of the distance in %, of the time in s, the fare, pulses in a kilometre."""
        with opened("taximeter", roles(taximeter="", rollers="sim:rollers"), defect) as bench:
            taximeter, rollers = bench.roles["taximeter"], bench.roles["rollers"]
            taximeter.hire("1")
            rollers.reset()
            rollers.set_speed(D(60), "km/h")
            bench.clock.sleep(D(300))
            rollers.stop()
            distance, true = taximeter.indication().value, rollers.distance().value
            fare, pulses = taximeter.fare().value, taximeter.pulses().value
            taximeter.start_time()
            bench.clock.sleep(D(600))
            taximeter.stop_time()
            bench.clock.sleep(D(60))
            time = taximeter.waiting().value - taximeter.indication_of("elapsed").value
            bench.make_safe()
        return [100 * (distance / true - 1), time, fare, pulses / true]

    distance, time, fare, pulses = ride("")
    assert abs(distance) < 1
    assert abs(time) <= 1
    assert fare == D("13") + D("1.15") * 4
    assert 995 < pulses < 1005
    assert ride("distance")[0] > 4
    assert ride("clock")[1] >= 10
    assert ride("fare")[2] == fare + 1
    assert ride("constant")[3] > 1007


def test_a_pressure_transmitter_over_the_protocols_of_its_standards() -> None:
    real = {
        "source": {"driver": "pace", "address": "sim:source"},
        "meter": {"driver": "scpi_multimeter", "address": "sim:meter"},
    }

    def errors(defect: str) -> list[Decimal]:
        found = []
        with opened("pressure_transmitter", real, defect) as bench:
            for value in (0, 800, 1600, 800):
                bench.roles["source"].set_pressure(D(value), "kPa")
                current = bench.roles["meter"].dc_current(D("0.1")).value
                found.append(100 * (current - D("0.004") - D("0.016") * value / 1600) / D("0.016"))
            bench.make_safe()
        return found

    assert max(map(abs, errors(""))) < D("0.2")
    assert errors("span")[2] > D("0.4")
    assert errors("zero")[0] > D("0.3")
    up_and_down = errors("hysteresis")
    assert up_and_down[3] - up_and_down[1] > D("0.6")


def test_a_heat_meter_on_its_bus_and_by_eye() -> None:
    both = {**roles(display="", bench="sim:bench", simulator="sim:simulator")}
    both["meter"] = {"driver": "mbus", "address": "sim:meter"}

    def errors(defect: str) -> list[Decimal]:
        """Of the energy in % on the bench and by the simulator, of the resistances in K."""
        found = []
        with opened("heat_meter", both, defect, {"serial": "S1"}) as bench:
            display = bench.roles["display"]
            for name in ("bench", "simulator"):
                source = bench.roles[name]
                source.set_hot(D(70), "°C")
                source.set_cold(D(30), "°C")
                before = display.indication().value
                source.reset()
                source.set_flow(D(1), "m³/h")
                bench.clock.sleep(D(1800))
                source.stop()
                counted = display.indication().value - before
                true = source.volume().value * D(repr(heat_power(1.0, 70.0, 30.0, "return")))
                found.append(100 * (counted / true - 1))
            assert int(display.indication().value) == bench.roles["meter"].reading("heat_energy").value / 1000  # Wh
            ohms = [display.indication_of(f"{end}_resistance").value for end in ("flow", "return")]
            assert bench.make_safe()
        return [*found, *(ohm / D("1.94") - true for ohm, true in zip(ohms, map(D, ("327.27", "287.60")), strict=True))]

    assert max(map(abs, errors("")[:2])) < 1
    on_the_bench, simulated, *_ = errors("flow")
    assert on_the_bench > 10
    assert abs(simulated) < 1
    assert min(errors("calculator")[:2]) > 10
    honest, defective = errors("")[2:], errors("pair")[2:]
    assert [round(b - a, 1) for a, b in zip(honest, defective, strict=True)] == [D("0.9"), D("0.0")]
