"""What can be connected of the instruments of the catalogue: the terminals, hoses, wells and probes of each kind."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol, runtime_checkable

from drivers.simulation.blocks.leads import Brought
from drivers.simulation.blocks.quantity import Node
from drivers.simulation.electricity_counter import Simulated53230A
from drivers.simulation.electricity_fluke import SimulatedFluke
from drivers.simulation.electricity_leads import Terminals
from drivers.simulation.electricity_meter import MeterModel
from drivers.simulation.flow_alicat import SimulatedAlicat
from drivers.simulation.flow_bronkhorst import SimulatedBronkhorst
from drivers.simulation.mains_load import MainsLoad
from drivers.simulation.mass_balance import SimulatedBalance, SimulatedSBI
from drivers.simulation.meter_device import SimulatedMeter
from drivers.simulation.pace import SimulatedPace
from drivers.simulation.power_analyser import SimulatedWT
from drivers.simulation.power_bus import PowerBus
from drivers.simulation.power_meter import SimulatedReferenceMeter
from drivers.simulation.power_source import SimulatedSource
from drivers.simulation.pressure_dhi import SimulatedDHI
from drivers.simulation.pressure_gauges import SimulatedModbusGauge, SimulatedSCPIGauge
from drivers.simulation.pressure_line import PressureLine
from drivers.simulation.pressure_mensor import SimulatedMensor
from drivers.simulation.pulses import NO_PULSES, Cycles, PulseOutput, Pulses, TimePulses
from drivers.simulation.temperature_hart import SimulatedHart
from drivers.simulation.temperature_lakeshore import SimulatedLakeShore211
from drivers.simulation.temperature_node import ThermalNode
from drivers.simulation.temperature_readout import SimulatedReadout
from drivers.simulation.temperature_well import SimulatedWell
from drivers.simulation.wiring import Inlet, Outlet, Ports

#: Largest value that the terminals of a multimeter stand, by pair.
STANDS = {"V": 1000.0, "A": 3.0}


@runtime_checkable
class PutsOut(Protocol):
    """Something that says itself which outputs it has: every unit, and a simulator of a plug-in that wants wires."""

    def outlets(self) -> Mapping[str, Outlet]:
        """Its outputs by name."""
        ...


@runtime_checkable
class TakesIn(Protocol):
    """Something that says itself which inputs it has."""

    def inlets(self) -> Mapping[str, Inlet]:
        """Its inputs by name."""
        ...


def ports_of(things: Mapping[str, object]) -> Ports:
    """Everything on these instruments and units that can be connected, by `NAME.PORT`."""
    outlets = {f"{name}.{port}": found for name, thing in things.items() for port, found in _of(thing)[0].items()}
    inlets = {f"{name}.{port}": found for name, thing in things.items() for port, found in _of(thing)[1].items()}
    return Ports(outlets, inlets)


def _of(thing: Any) -> tuple[Mapping[str, Outlet], Mapping[str, Inlet]]:
    return (
        thing.outlets() if isinstance(thing, PutsOut) else _outlets(thing),
        thing.inlets() if isinstance(thing, TakesIn) else _inlets(thing),
    )


def terminals(source: SimulatedFluke) -> dict[str, Outlet]:
    """Pairs of terminals of a calibrator: voltage and resistance, current, sense."""

    def outlet(pair: str) -> Outlet:
        told = source.model.told.setdefault(pair, [])
        return Outlet(Terminals(source, pair), told.append, lambda: source.energised(source.now))

    return {pair: outlet(pair) for pair in ("V", "A", "S")}


def leads(model: MeterModel, usual: str | None = None) -> dict[str, Inlet]:
    """Pairs of terminals of a multimeter, and the device that they should be on."""
    return {
        pair: Inlet(Terminals, partial(model.lead, pair), usual and f"{usual}.{pair}", STANDS.get(pair))
        for pair in ("V", "A", "S")
    }


def hose(source: SimulatedPace | SimulatedMensor | SimulatedDHI) -> Outlet:
    """Outlet of a pressure controller."""
    return Outlet(source.line, source.line.watched.append, lambda: source.output)


def _outlets(device: object) -> dict[str, Outlet]:
    if isinstance(device, SimulatedFluke):
        return terminals(device)
    if isinstance(device, SimulatedPace | SimulatedMensor | SimulatedDHI):
        return {"output": hose(device)}
    if isinstance(device, SimulatedAlicat | SimulatedBronkhorst):
        return {"flow": Outlet(device.pipe)}
    if isinstance(device, SimulatedHart):
        return {"well": Outlet(device.node)}
    if isinstance(device, SimulatedWell):
        return {"well": Outlet(device.node, energised=lambda: device.output)}
    return _power_outlets(device)


def _power_outlets(device: object) -> dict[str, Outlet]:
    if isinstance(device, SimulatedSource):
        return {"phases": Outlet(device.bus, energised=lambda: device.on)}
    if isinstance(device, SimulatedMeter):
        time = {"clock": Outlet(TimePulses(device.model))} if device.clock else {}
        return {"pulses": Outlet(PulseOutput(device.model, device.register, device.constant)), **time}
    return {}


def _inlets(device: Any) -> dict[str, Inlet]:
    if isinstance(getattr(device, "model", None), MeterModel):
        return leads(device.model)
    if isinstance(device, SimulatedModbusGauge | SimulatedSCPIGauge):
        return {"input": _input(device)}
    if isinstance(device, SimulatedReadout | SimulatedLakeShore211):
        return {"probe": Inlet(Node, lambda node: setattr(device, "node", _in("°C", node) or ThermalNode()), unit="°C")}
    if isinstance(device, SimulatedBalance | SimulatedSBI):
        return {"pan": Inlet(Node, device.pan.hang, unit="g")}
    if isinstance(device, Simulated53230A):
        return {channel: Inlet(Terminals | Pulses, partial(_count, device, channel)) for channel in ("1", "2")}
    return _power_inlets(device)


def _power_inlets(device: Any) -> dict[str, Inlet]:
    if isinstance(device, SimulatedReferenceMeter):
        return {
            "phases": Inlet(PowerBus, lambda node: setattr(device, "bus", node or PowerBus())),
            "pulses": Inlet(Pulses, lambda node: setattr(device, "pulses", node or NO_PULSES)),
            "clock": Inlet(TimePulses, lambda node: setattr(device, "clock", node)),
        }
    if isinstance(device, SimulatedWT):
        return {"load": Inlet(MainsLoad, lambda node: setattr(device, "load", node or MainsLoad()))}
    if isinstance(device, SimulatedMeter) and device.register == "active_energy_import":
        return {"phases": Inlet(PowerBus, lambda node: device.model.apply(node or PowerBus()))}
    return {}


def _input(gauge: SimulatedModbusGauge | SimulatedSCPIGauge) -> Inlet:
    full = gauge.model.full_scale

    def put(node: Node | None) -> None:
        gauge.model.line = _in("kPa", node) or PressureLine(full)

    return Inlet(Node, put, stands=full, unit="kPa")


def _in(unit: str, node: Node | None) -> Node | None:
    """What a wire brings, in the unit of the input."""
    return node if node is None or node.unit == unit else Brought(node, unit)


def _count(counter: Simulated53230A, channel: str, node: Terminals | Pulses | None) -> None:
    counter.pulses.pop(channel, None)
    if node is not None:
        counter.pulses[channel] = Cycles(node) if isinstance(node, Terminals) else node
