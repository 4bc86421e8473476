"""Further instruments wired in the bench file, to each other and to the unit under test, through their real sockets."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest

from drivers.bench import Bench, open_bench
from drivers.bench_file import BenchFile, BenchFileError
from drivers.simulation.truth import energised, violations
from tests.drivers.matrix.station import Station, outcomes

D = Decimal
SUBJECT = {
    "gauge": {"serial": "G-TEST", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"},
    "multimeter": {"serial": "DM-TEST"},
    "scale": {"serial": "SY-TEST", "max": "15 kg", "e": "5 g"},
}
Shipped = Callable[[str], BenchFile]


@contextmanager
def opened(
    file: BenchFile, devices: Mapping[str, str], wires: Mapping[str, Sequence[str]], **options: Any
) -> Iterator[Any]:
    """The roles of a bench with further instruments, each filling a role of its own name."""
    content = file.model_dump()
    content["roles"] |= {
        name: {"driver": driver, "address": f"sim:{name}", "options": options.get(name, {})}
        for name, driver in devices.items()
    }
    content["simulation"] |= {"devices": devices, "wires": wires}
    with open_bench(BenchFile.model_validate(content), subject=SUBJECT[file.name], seed=1) as bench:
        yield bench


def world(bench: Bench) -> Any:
    assert bench.laboratory is not None
    return bench.laboratory


def test_a_calibrator_on_a_reference_multimeter_and_the_unit_under_test(shipped: Shipped) -> None:
    """Both see the same ten volts; a lead on the wrong terminals shows on the one that hangs there."""
    wires = {"source.V": ("meter.V", "dmm.V"), "cal.V": ("counter.1",)}
    devices = {"dmm": "hp34401a", "cal": "fluke_55xx", "counter": "keysight_53230a"}
    with opened(shipped("multimeter"), devices, wires, counter={"time_base": "external"}) as bench:
        roles = bench.roles
        roles["source"].set_voltage(D(10), "V")
        shown = {name: roles[name].dc_voltage(D(10)).value for name in ("meter", "dmm")}
        assert all(abs(value - 10) < D("0.0005") for value in shown.values())
        assert shown["meter"] != shown["dmm"]  # each errs in its own way
        roles["cal"].set_voltage(D(1), "V", D(1000))
        assert abs(roles["counter"].frequency(D(1)).value - 1000) < D("0.001")
        assert sorted(energised(world(bench))) == ["cal", "source"]
        assert all("confirmed by read-back" in said for said in bench.make_safe())
        assert energised(world(bench)) == violations(world(bench)) == []
    with opened(shipped("multimeter"), devices, {"source.V": ("meter.V",), "source.A": ("dmm.V",)},
                counter={"time_base": "external"}) as bench:  # fmt: skip
        bench.roles["source"].set_voltage(D(10), "V")
        assert abs(bench.roles["meter"].dc_voltage(D(10)).value - 10) < D("0.0005")
        assert abs(bench.roles["dmm"].dc_voltage(D(10)).value) < D("0.0005")
        bench.make_safe()


def test_pressure_temperature_and_power(shipped: Shipped) -> None:
    devices = {
        "reference": "mensor_cpc6050",
        "digital": "scpi_gauge",
        "well": "fluke_914x",
        "probe": "fluke_1594a",
        "power": "three_phase_source",
        "energy": "reference_meter",
    }
    wires = {
        "reference.output": ("gauge.input", "digital.input"),
        "well.well": ("probe.probe",),
        "power.phases": ("energy.phases",),
    }
    query = {"query": "MEAS:PRES?", "pressure_unit": "kPa"}
    with opened(shipped("gauge"), devices, wires, digital=query) as bench:
        roles = bench.roles
        roles["reference"].set_pressure(D("0.8"), "MPa")
        assert roles["digital"].indication().value == pytest.approx(D("799.68"), abs=D("0.1"))
        assert roles["gauge"].after_tap().value == pytest.approx(D("0.8"), abs=D("0.03"))
        assert roles["source"].pressure().value == pytest.approx(D(0), abs=D("0.01"))  # the hose is on the other one
        roles["well"].set_temperature(D(60), "°C")
        assert roles["probe"].temperature().value == pytest.approx(D("60.06"), abs=D("0.05"))
        bench.make_safe()
        assert energised(world(bench)) == violations(world(bench)) == []


def test_a_gauge_that_does_not_stand_the_pressure(shipped: Shipped) -> None:
    """The world sees what a digital gauge of 1000 kPa is given on the hose of the gauge under test."""
    query = {"query": "MEAS:PRES?", "pressure_unit": "kPa"}
    wires = {"source.output": ("gauge.input", "digital.input")}
    with opened(shipped("gauge"), {"digital": "scpi_gauge"}, wires, digital=query) as bench:
        bench.roles["source"].set_pressure(D("1.2"), "MPa")
        bench.make_safe()
        assert violations(world(bench)) == ["1200 was set for digital, which ends at 1000"]


def test_further_instruments_change_nobody_elses_numbers(shipped: Shipped) -> None:
    """Noise belongs to the instrument and the moment, not to a stream that all draw from."""

    def readings(devices: Mapping[str, str]) -> list[object]:
        with opened(shipped("gauge"), devices, {}) as bench:
            bench.roles["source"].set_pressure(D("0.8"), "MPa")
            for name in devices:
                assert bench.roles[name].dc_voltage(D(10)).value
            found = [bench.roles["source"].pressure(), bench.roles["gauge"].after_tap(), bench.roles["room"].humidity()]
            bench.make_safe()
        return found

    assert readings({}) == readings({"dmm": "hp34401a", "other": "scpi_multimeter"})


def test_what_is_not_wired(shipped: Shipped) -> None:
    """Without wires it stands alone, on its own volt; with wires that do not name it, on nothing."""
    with opened(shipped("multimeter"), {"dmm": "hp34401a"}, {}) as bench:
        assert bench.roles["dmm"].dc_voltage(D(10)).value == pytest.approx(D(1), abs=D("0.001"))
    with opened(shipped("multimeter"), {"dmm": "hp34401a"}, {"source.V": ("meter.V",)}) as bench:
        assert bench.roles["dmm"].dc_voltage(D(10)).value == pytest.approx(D(0), abs=D("0.001"))


@pytest.mark.parametrize(
    ("wires", "why"),
    [
        ({"well.well": ("dmm.V",)}, "'well.well' does not fit 'dmm.V'"),
        ({"source.output": ("dmm.V",)}, "'source.output' does not fit 'dmm.V'"),
        ({"dmm.V": ("gauge.input",)}, "no wire from 'dmm.V'"),
        ({"well.well": ("dmm.probe",)}, "no wire from 'well.well' to 'dmm.probe'"),
    ],
)
def test_what_cannot_be_connected_is_refused(shipped: Shipped, wires: Any, why: str) -> None:
    with (
        pytest.raises(BenchFileError, match=rf"simulation\.wires: .*{why}.*outputs .*well\.well.*inputs .*dmm\.V"),
        opened(shipped("gauge"), {"well": "fluke_914x", "dmm": "hp34401a"}, wires),
    ):
        pass


def test_a_further_device_cannot_take_the_place_of_one_that_stands_there(shipped: Shipped) -> None:
    with (
        pytest.raises(BenchFileError, match=r"simulation\.devices: room stands on this bench already"),
        opened(shipped("gauge"), {"room": "hmt330"}, {}),
    ):
        pass


@pytest.mark.parametrize(("wire", "code", "outcome"), [("reference", 0, "conform"), ("source", 1, "not_conform")])
def test_a_run_on_another_standard_and_one_on_the_wrong_hose(
    station: Station, wire: str, code: int, outcome: str
) -> None:
    """JJG 52 with a further controller as source: on its hose the gauge conforms, on the other one it never does."""
    path = station.folder / "benches/gauge.toml"
    text = path.read_text(encoding="utf-8")
    further = f'devices = {{ reference = "pace" }}\nwires = {{ "{wire}.output" = "gauge.input" }}'
    text = text.replace('address = "sim:source"', 'address = "sim:reference"')
    text = text.replace('unit = "gauge"', f'unit = "gauge"\n{further}')
    assert tomllib.loads(text)["simulation"]["wires"] == {f"{wire}.output": "gauge.input"}
    path.write_text(text, encoding="utf-8")
    assert station.run("gauge") == code
    assert outcomes(station.events()) == [outcome]
    assert violations(world(station.benches[0])) == energised(world(station.benches[0])) == []
