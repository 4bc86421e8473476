"""The error of a meter under test by its pulse output, wired in the bench file, through the instruments' sockets."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from drivers.bench_file import BenchFile, BenchFileError
from drivers.errors import NotSettled
from drivers.roles import Phase
from drivers.simulation.truth import energised, violations
from tests.drivers.matrix.test_further_wires import opened, world

D = Decimal
Shipped = Callable[[str], BenchFile]
DEVICES = {
    "power": "three_phase_source",
    "energy": "reference_meter",
    "meter": "dlt645",
    "other": "dlms",
    "counter": "keysight_53230a",
}
MAINS = {"power.phases": ("energy.phases", "meter.phases")}
#: 3 × 230 V, 10 A: 6.9 kW, above the range in which honest samples are not straight.
POINT = [Phase(D(230), D(10))] * 3
GATE, CONSTANT = D(600), 1200
#: The reference meter is 5·10⁻⁵ off, and the source's currents and voltages 10⁻⁵ from where they go.
REFERENCE = D("0.0001")


def with_sample(file: BenchFile, size: float, defect: str = "gain") -> BenchFile:
    """The bench with a meter of this error in its store room; seed 1 gives all meters this serial number."""
    assert file.simulation is not None
    content = file.model_dump()
    content["simulation"]["names"]["meter"] = ("SIM", "DDZY-SIM", "202600000003", "1.00")
    content["simulation"]["samples"] = [{"serial": "202600000003", "defect": defect, "size": size}]
    return BenchFile.model_validate(content)


def errors_found(file: BenchFile, wires: Mapping[str, Sequence[str]]) -> tuple[D, D, D, D]:
    """Error by the counter, its resolution, and the same by the reference meter's own pulse input."""
    with opened(file, DEVICES, wires, counter={"time_base": "external"}) as bench:
        roles = bench.roles
        roles["power"].set_output(POINT, D(50))
        roles["energy"].start()
        counted = roles["counter"].totalise(GATE).value
        roles["energy"].stop()
        energy, pulses = roles["energy"].energy().value / 1000, roles["energy"].pulses().value
        expected = roles["energy"].power().value * GATE / 3_600_000 * CONSTANT
        bench.make_safe()
        assert energised(world(bench)) == violations(world(bench)) == []
    return counted / expected - 1, 1 / expected, pulses / (energy * CONSTANT) - 1, 1 / (energy * CONSTANT)


@pytest.mark.parametrize("size", [0.003, -0.003])
def test_a_meters_error_is_found_within_one_pulse(shipped: Shipped, size: float) -> None:
    wires = MAINS | {"meter.pulses": ("counter.1", "energy.pulses")}
    by_counter, resolution, by_reference, finest = errors_found(with_sample(shipped("gauge"), size), wires)
    assert resolution < D("0.00073")  # 1380 pulses in ten minutes
    assert abs(by_counter - D(str(size))) <= resolution + REFERENCE
    assert abs(by_reference - D(str(size))) <= finest + REFERENCE


@pytest.mark.parametrize(
    ("wire", "by_counter", "by_reference"),
    [
        ({"meter.pulses": ("counter.2", "energy.pulses")}, True, False),  # the counter is asked for channel 1
        (
            {"other.pulses": ("counter.1", "energy.pulses")},
            True,
            True,
        ),  # the meter beside it, through which nothing flows
        ({"meter.pulses": ("counter.1",)}, False, True),
    ],
)
def test_a_wire_on_the_wrong_input_is_no_pulses(
    shipped: Shipped, wire: Any, by_counter: bool, by_reference: bool
) -> None:
    """No pulse in ten minutes under load: an error of −100 %, which no limit allows."""
    counter, _, reference, _ = errors_found(with_sample(shipped("gauge"), 0.003), MAINS | wire)
    assert (counter == -1, reference == -1) == (by_counter, by_reference)


def test_a_frequency_of_no_pulses_is_an_error_and_not_a_number(shipped: Shipped) -> None:
    wires = MAINS | {"meter.pulses": ("counter.2",)}
    with opened(shipped("gauge"), DEVICES, wires, counter={"time_base": "external"}) as bench:
        bench.roles["power"].set_output(POINT, D(50))
        with pytest.raises(NotSettled, match="Not measured"):
            bench.roles["counter"].frequency(D(1))
        bench.make_safe()


def test_what_a_meter_shows_of_its_phases(shipped: Shipped) -> None:
    """A meter that hangs on nothing shows no voltage; on the source it shows what each phase has."""
    wires = {"power.phases": ("energy.phases", "meter.phases"), "meter.pulses": ("energy.pulses",)}
    with opened(shipped("gauge"), DEVICES, wires, counter={"time_base": "external"}) as bench:
        roles = bench.roles
        roles["power"].set_output([Phase(D(230), D(10)), Phase(D(230), D(10), D(60)), Phase(D(230), D(0))], D(50))
        shown = {name: roles["meter"].reading(name).value for name in ("voltage_l1", "active_power_l2", "current_l3")}
        assert shown == {"voltage_l1": D("230.0"), "active_power_l2": D("1.1499"), "current_l3": D("0.000")}
        assert roles["other"].reading("voltage_l1").value == 0
        bench.make_safe()


def test_a_water_meter_gives_a_pulse_for_a_litre(shipped: Shipped) -> None:
    """The lone water meter runs at 1.5 m³/h: 250 L in ten minutes, less or more its own error."""
    devices = {"water": "cjt188", "counter": "keysight_53230a"}
    wires = {"water.pulses": ("counter.1",)}
    with opened(shipped("gauge"), devices, wires, counter={"time_base": "external"}) as bench:
        found = bench.roles["counter"].totalise(GATE).value
    assert abs(found - 250) <= D("1.8")  # honest samples: 0.3 %, and one pulse


def test_a_pulse_output_fits_no_terminals(shipped: Shipped) -> None:
    with (
        pytest.raises(BenchFileError, match=r"'meter.pulses' does not fit 'energy.phases'"),
        opened(shipped("gauge"), DEVICES, {"meter.pulses": ("energy.phases",)}),
    ):
        pass


def test_a_defect_that_meters_do_not_have_is_refused(shipped: Shipped) -> None:
    with (
        pytest.raises(BenchFileError, match=r"no defect 'corner'; known: .*gain"),
        opened(with_sample(shipped("gauge"), 1.0, "corner"), DEVICES, MAINS),
    ):
        pass
