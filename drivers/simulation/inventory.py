"""Sets up the simulated bench: the unit under test from its nameplate and the store room, the standards, the people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from drivers.bench_file import BenchFile, BenchFileError
from drivers.simulation import gauge as gauges
from drivers.simulation import scale_errors
from drivers.simulation.device import Device, Name
from drivers.simulation.electricity_bench import electrical_bench
from drivers.simulation.electricity_meter import DEFECTS as METER_DEFECTS
from drivers.simulation.electricity_meter import MeterErrors
from drivers.simulation.environment_vaisala import SimulatedHMT330
from drivers.simulation.extra_instruments import further_devices, sample_of, size_of
from drivers.simulation.gauge import GaugeErrors, SimulatedGauge
from drivers.simulation.nameplate import BadNameplate, gauge_plate, scale_plate
from drivers.simulation.noise import uniform
from drivers.simulation.pace import SimulatedPace
from drivers.simulation.people import SimulatedPeople
from drivers.simulation.ports import hose, ports_of
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.room_air import RoomAir
from drivers.simulation.safety import Safety
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.scale_errors import ScaleErrors
from drivers.simulation.scale_model import ScaleModel
from drivers.simulation.simulation_file import Simulation
from drivers.simulation.time import RealTime, VirtualTime
from drivers.simulation.wiring import Inlet, Outlet, Ports, UnknownWire, Wiring

_NAMES = {
    "scale": Name("Steelyard simulation", "SIM-ACS 15 kg", "", "1.00"),
    "source": Name("Druck", "Pace5000 User Interface", "SIM-5000-01", "02.02.11"),
    "room": Name("Vaisala", "HMT330", "S0000001", "5.16"),
    "calibrator": Name("FLUKE", "5522A", "SIM-1972905", "1.1+1.3+1.8"),
    "meter": Name("Steelyard simulation", "SIM-DMM 7.5", "", "1.00"),
}


#: Nameplates for a bench that is served without a subject.
_USUAL: dict[str, dict[str, Any]] = {
    "scale": {"serial": "SIM-0001", "max": "15 kg", "e": "5 g"},
    "gauge": {"serial": "SIM-0001", "class": "1.6", "lower": "0 MPa", "upper": "1.6 MPa", "division": "0.05 MPa"},
    "multimeter": {"serial": "SIM-0001"},
}


@dataclass(frozen=True, slots=True)
class Inventory:
    """What stands on the simulated bench.

    Attributes:
        devices: Instruments with a wire, by the NAME of `sim:NAME`.
        people: The people.
        scale: Scale under test, if any.
        gauge: Gauge under test, if any.
        source: Pressure controller, if any.
        wiring: What stands on what.
        safety: What must never happen.
    """

    devices: Mapping[str, Device]
    people: SimulatedPeople
    wiring: Wiring
    safety: Safety
    scale: SimulatedScale | None = None
    gauge: SimulatedGauge | None = None
    source: SimulatedPace | None = None


def scale_sample(simulation: Simulation, serial: str, seed: int) -> ScaleErrors:
    """Errors of the scale with this serial number; raises `BenchFileError` for a defect that scales do not have."""
    entry, errors = sample_of(simulation, serial), scale_errors.honest(seed, serial)
    if not entry.defect:
        return errors
    size = size_of(entry, scale_errors.DEFECTS)
    return scale_errors.with_defect(errors, entry.defect, size)


def gauge_sample(simulation: Simulation, serial: str, seed: int) -> GaugeErrors:
    """Errors of the gauge with this serial number; raises `BenchFileError` for a defect that gauges do not have."""
    entry, errors = sample_of(simulation, serial), gauges.honest(seed, serial)
    if not entry.defect:
        return errors
    size = size_of(entry, gauges.DEFECTS)
    return gauges.with_defect(errors, entry.defect, size)


def set_up(
    file: BenchFile, units: Mapping[str, Mapping[str, Any]], seed: int, time: VirtualTime | RealTime
) -> Inventory:
    """Set up the bench with a unit at each position; an empty nameplate stands for a usual unit.

    Raises:
        BenchFileError: No simulation, an unknown defect, or a subject that nothing can be built from.
    """
    simulation = file.simulation
    if simulation is None:
        raise BenchFileError(["simulation: missing, this bench has nothing to simulate"])
    units = {position: unit or _USUAL[simulation.unit] for position, unit in units.items()}
    further = further_devices(simulation, seed, time, file.plugins, _serial(units))
    try:
        bench = _unit_bench(simulation, units, seed, time, ports_of(further))
    except BadNameplate as error:
        raise BenchFileError([f"subject: {error}"]) from error
    except UnknownWire as error:
        raise BenchFileError([f"simulation.wires: {error}"]) from error
    if taken := sorted(set(bench.devices) & set(further)):
        raise BenchFileError([f"simulation.devices: {', '.join(taken)} stands on this bench already"])
    return replace(bench, devices={**bench.devices, **further})


def _unit_bench(
    simulation: Simulation,
    units: Mapping[str, Mapping[str, Any]],
    seed: int,
    time: VirtualTime | RealTime,
    further: Ports,
) -> Inventory:
    first = next(iter(units.values()))
    if simulation.unit == "scale":
        return _scale_bench(simulation, first, seed, time, further)
    if simulation.unit == "multimeter":
        return _multimeter_bench(simulation, str(first.get("serial", "")), seed, time, further)
    return _gauge_bench(simulation, units, seed, time, further)


class _Hands:
    """What puts weights down."""


def _scale_bench(
    simulation: Simulation, subject: Mapping[str, Any], seed: int, time: VirtualTime | RealTime, further: Ports
) -> Inventory:
    serial = str(subject.get("serial", ""))
    scales = {"scale": _scale(simulation, subject, serial, seed, time)}
    if any("neighbour.pan" in inlets for inlets in simulation.wires.values()):
        scales["neighbour"] = _scale(simulation, subject, "NEIGHBOUR", seed, time)
    findings = {"seal": "铅封破损 seal broken"} if scales["scale"].model.errors.appearance else {}
    people = SimulatedPeople(seed, time, scales["scale"], {}, {"1": findings})
    safety = Safety()

    def put(model: ScaleModel, hands: _Hands | None) -> None:
        people.pans = [pan for pan in people.pans if pan is not model] + ([model] if hands else [])

    pans = {
        f"{name}.pan": Inlet(_Hands, partial(put, scale.model), "loads.hand" if name == "scale" else "")
        for name, scale in scales.items()
    }
    wiring = Wiring(Ports({"loads.hand": Outlet(_Hands())}, pans) | further, simulation.wires, safety)
    room = _room(simulation, seed, time)
    for scale in scales.values():
        scale.model.air = room.temperature
    devices: dict[str, Device] = {**scales, "room": room}
    return Inventory(devices, people, wiring, safety, scale=scales["scale"])


def _scale(
    simulation: Simulation, subject: Mapping[str, Any], serial: str, seed: int, time: VirtualTime | RealTime
) -> SimulatedScale:
    model = ScaleModel(scale_plate(subject), scale_sample(simulation, serial, seed), (seed, serial))
    return SimulatedScale(model, _name(simulation, "scale", serial), time)


def _gauge_bench(
    simulation: Simulation,
    units: Mapping[str, Mapping[str, Any]],
    seed: int,
    time: VirtualTime | RealTime,
    further: Ports,
) -> Inventory:
    full_scale = simulation.full_scale
    # The controller's own errors: up to a third of 0.02 % of full scale each, whatever its certificate says.
    gain, offset = 0.00005 * uniform(seed, "source", "gain"), 0.00005 * full_scale * uniform(seed, "source", "offset")
    line, room = PressureLine(full_scale, 1.0 + gain, offset, simulation.time_constant), _room(simulation, seed, time)
    source = SimulatedPace(line, _name(simulation, "source", ""), time, (seed, "source"))
    gauges: dict[str, SimulatedGauge] = {}
    findings: dict[str, dict[str, str]] = {}
    for position, unit in units.items():
        serial = str(unit.get("serial", ""))
        errors = gauge_sample(simulation, serial, seed)
        gauges[position] = SimulatedGauge(gauge_plate(unit), errors, line, (seed, serial), room.temperature)
        findings[position] = {"case": "表盘玻璃破裂 glass cracked"} if errors.appearance else {}
        if errors.jumps:
            findings[position]["smoothness"] = "指针跳动 pointer jumps"
    people = SimulatedPeople(seed, time, None, gauges, findings)
    safety = Safety()

    def put(gauge: SimulatedGauge, node: PressureLine | None) -> None:
        gauge.line = node or PressureLine(full_scale)  # open to the atmosphere

    inlets = {
        ("gauge" if len(gauges) == 1 else f"gauge@{place}") + ".input": Inlet(
            PressureLine, partial(put, gauge), "source.output", max(abs(gauge.plate.lower), gauge.plate.upper)
        )
        for place, gauge in gauges.items()
    }
    wiring = Wiring(Ports({"source.output": hose(source)}, inlets) | further, simulation.wires, safety)
    devices: dict[str, Device] = {"source": source, "room": room}
    return Inventory(devices, people, wiring, safety, gauge=next(iter(gauges.values())), source=source)


def _multimeter_bench(
    simulation: Simulation, serial: str, seed: int, time: VirtualTime | RealTime, further: Ports
) -> Inventory:
    entry, errors = sample_of(simulation, serial), MeterErrors.honest(seed, serial)
    if entry.defect:
        errors = errors.with_defect(entry.defect, size_of(entry, METER_DEFECTS))
    room = _room(simulation, seed, time)
    given = simulation.names.get("source")
    names = (Name(*given) if given else replace(_NAMES["calibrator"]), _name(simulation, "meter", serial))
    bench = electrical_bench(names, errors, simulation.wires, room.temperature, seed, time, further=further)
    people = SimulatedPeople(seed, time, None, {}, {})
    people.acts["connect"] = bench.connect
    devices: dict[str, Device] = {"source": bench.source, "meter": bench.meter, "room": room}
    return Inventory(devices, people, bench.wiring, bench.safety)


def _room(simulation: Simulation, seed: int, time: VirtualTime | RealTime) -> SimulatedHMT330:
    steps = tuple(sorted(simulation.temperature_steps))
    air = RoomAir(simulation.temperature, simulation.humidity, (seed, "room"), steps)
    return SimulatedHMT330(air, _name(simulation, "room", ""), time)


def _name(simulation: Simulation, device: str, serial: str) -> Name:
    given, usual = simulation.names.get(device), _NAMES[device]
    if given is not None:
        return Name(*given)
    return Name(usual.maker, usual.model, serial or usual.serial, usual.firmware)


def _serial(units: Mapping[str, Mapping[str, Any]]) -> str:
    """Serial number of the first unit."""
    return next((str(unit.get("serial", "")) for unit in units.values()), "")
