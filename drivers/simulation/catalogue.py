"""What there is to put on a simulated bench: an instrument for each driver, and units that people read and work."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from drivers import plugins
from drivers.simulation.device import Device, Time
from drivers.simulation.lone_instruments import SIMULATORS, VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from drivers.simulation.simulation_file import Simulation
    from drivers.simulation.world import World

#: Units under test, and standards that people work by hand: name to where they are described.
UNITS = {
    "scale": "drivers.simulation.units.scale:UNIT",
    "investigated_meter": "drivers.simulation.units.investigated_meter:UNIT",
    "investigated_charging_point": "drivers.simulation.units.investigated_charging_point:UNIT",
    "investigated_water_meter": "drivers.simulation.units.investigated_flow_meters:WATER",
    "investigated_gas_meter": "drivers.simulation.units.investigated_flow_meters:GAS",
    "investigated_heat_meter": "drivers.simulation.units.investigated_flow_meters:HEAT",
    "flow_line": "drivers.simulation.units.investigated_flow_meters:FLOW_LINE",
    "heat_line": "drivers.simulation.units.investigated_flow_meters:HEAT_LINE",
    "investigated_scale": "drivers.simulation.units.investigated_scale:UNIT",
    "type_scale": "drivers.simulation.units.type_scale:UNIT",
    "gauge": "drivers.simulation.units.gauge:UNIT",
    "contact_gauge": "drivers.simulation.units.contact_gauge:UNIT",
    "precision_gauge": "drivers.simulation.units.gauge:PRECISION",
    "multimeter": "drivers.simulation.units.multimeter:UNIT",
    "electricity_meter": "drivers.simulation.units.electricity_meter:UNIT",
    "electricity_meter_698": "drivers.simulation.units.electricity_meter:UNIT_698",
    "reactive_meter": "drivers.simulation.units.reactive_meter:UNIT",
    "sphygmomanometer": "drivers.simulation.units.sphygmomanometer:UNIT",
    "x_ray_source": "drivers.simulation.units.radiation_sources:DIAGNOSTIC",
    "ct_scanner": "drivers.simulation.units.radiation_sources:SCANNER",
    "accelerator": "drivers.simulation.units.radiation_sources:ACCELERATOR",
    "bone_densitometer": "drivers.simulation.units.radiation_sources:DENSITOMETER",
    "automated_sphygmomanometer": "drivers.simulation.units.patient_monitors:AUTOMATED",
    "patient_monitor": "drivers.simulation.units.patient_monitors:MONITOR",
    "electrocardiograph": "drivers.simulation.units.patient_monitors:RECORDER",
    "clinical_thermometer": "drivers.simulation.units.clinical_thermometer:UNIT",
    "electronic_thermometer": "drivers.simulation.units.clinical_thermometer:DIGITAL",
    "infusion_pump": "drivers.simulation.units.infusion_pump:UNIT",
    "patient_simulator": "drivers.simulation.units.patient_monitors:SIMULATOR",
    "exposure_panel": "drivers.simulation.units.radiation_sources:PANEL",
    "tyre_gauge": "drivers.simulation.units.tyre_gauge:UNIT",
    "pressure_pump": "drivers.simulation.units.sphygmomanometer:PUMP",
    "gas_detector": "drivers.simulation.units.gas_detector:LEL",
    "gas_mixing": "drivers.simulation.units.gas_detector:MIXING",
    "carbon_monoxide_detector": "drivers.simulation.units.gas_detector:CO",
    "co_mixing": "drivers.simulation.units.gas_detector:CO_MIXING",
    "steam_flow_meter": "drivers.simulation.units.steam_meter:UNIT",
    "steam_reference": "drivers.simulation.units.steam_meter:REFERENCE",
    "steam_line": "drivers.simulation.units.steam_meter:LINE",
    "temperature_sensor": "drivers.simulation.units.temperature_sensor:UNIT",
    "immersion_contact": "drivers.simulation.units.temperature_sensor:CONTACT",
    "water_channel": "drivers.simulation.units.temperature_sensor:CHANNEL",
    "breath_analyser": "drivers.simulation.units.breath_analyser:UNIT",
    "breath_simulator": "drivers.simulation.units.breath_analyser:SIMULATOR",
    "exhaust_analyser": "drivers.simulation.units.exhaust_analyser:UNIT",
    "exhaust_gases": "drivers.simulation.units.exhaust_analyser:GASES",
    "opacimeter": "drivers.simulation.units.opacimeter:UNIT",
    "opacity_filters": "drivers.simulation.units.opacimeter:FILTERS",
    "smoke": "drivers.simulation.units.opacimeter:SMOKE",
    "particle_counter": "drivers.simulation.units.particle_counter:UNIT",
    "aerosol": "drivers.simulation.units.particle_counter:AEROSOL",
    "ph_meter": "drivers.simulation.units.ph_meter:UNIT",
    "ph_source": "drivers.simulation.units.ph_meter:SOURCE",
    "ph_buffers": "drivers.simulation.units.ph_meter:BUFFERS",
    "sound_calibrator": "drivers.simulation.units.sound_calibrator:UNIT",
    "sound_level_meter": "drivers.simulation.units.sound_level_meter:UNIT",
    "sound_source": "drivers.simulation.units.sound_level_meter:SOURCE",
    "grain_moisture_meter": "drivers.simulation.units.grain_moisture_meter:UNIT",
    "grain_samples": "drivers.simulation.units.grain_moisture_meter:SAMPLES",
    "speed_meter": "drivers.simulation.units.speed_meter:UNIT",
    "speed_simulator": "drivers.simulation.units.speed_meter:SIMULATOR",
    "traffic_reference": "drivers.simulation.units.speed_meter:TRAFFIC",
    "taximeter": "drivers.simulation.units.taximeter:UNIT",
    "taximeter_eur": "drivers.simulation.units.taximeter:UNIT_EUR",
    "investigated_taximeter": "drivers.simulation.units.investigated_taximeter:UNIT",
    "driven_car": "drivers.simulation.units.investigated_taximeter:DRIVEN_CAR",
    "roller_bench": "drivers.simulation.units.taximeter:ROLLERS",
    "digital_pressure_gauge": "drivers.simulation.units.digital_pressure_gauge:UNIT",
    "pressure_transmitter": "drivers.simulation.units.pressure_transmitter:UNIT",
    "heat_meter": "drivers.simulation.units.heat_meter:UNIT",
    "heat_bench": "drivers.simulation.units.heat_meter:BENCH",
    "heat_simulator": "drivers.simulation.units.heat_meter:SIMULATOR",
    "gas_meter": "drivers.simulation.units.gas_meter:UNIT",
    "gas_bench": "drivers.simulation.units.gas_meter:BENCH",
    "water_meter": "drivers.simulation.units.water_meter:UNIT",
    "water_bench": "drivers.simulation.units.water_meter:BENCH",
    "belt_weigher": "drivers.simulation.units.belt_weigher:UNIT",
    "rail_weighbridge": "drivers.simulation.units.rail_weighbridge:UNIT",
    "static_rail_weighbridge": "drivers.simulation.units.rail_weighbridge:STATIC",
    "weighbridge": "drivers.simulation.units.weighbridge:UNIT",
    "organisation": "drivers.simulation.units.organisation:UNIT",
    "packing": "drivers.simulation.units.packing:UNIT",
    "discontinuous_totaliser": "drivers.simulation.units.discontinuous_totaliser:UNIT",
    "filling_machine": "drivers.simulation.units.filling_machine:UNIT",
    "catchweigher": "drivers.simulation.units.catchweigher:UNIT",
    "fuel_dispenser": "drivers.simulation.units.fuel_dispenser:UNIT",
    "charging_point": "drivers.simulation.units.charging_point:UNIT",
    "vehicle_load": "drivers.simulation.vehicle_load:LOAD",
    "load_meter": "drivers.simulation.vehicle_load:METER",
    "fuel_dispenser_eur": "drivers.simulation.units.fuel_dispenser:UNIT_EUR",
    "tank_truck_meter": "drivers.simulation.units.tank_truck_meter:UNIT",
    "thermocouple": "drivers.simulation.units.thermocouple:UNIT",
    "thermocouple_furnace": "drivers.simulation.units.thermocouple:FURNACE",
    "current_transformer": "drivers.simulation.units.instrument_transformers:CURRENT",
    "voltage_transformer": "drivers.simulation.units.instrument_transformers:VOLTAGE",
    "insulation_meter": "drivers.simulation.units.resistance_meters:INSULATION",
    "earth_meter": "drivers.simulation.units.resistance_meters:EARTH",
    "resistance_box": "drivers.simulation.units.resistance_meters:BOX",
    "high_resistance_box": "drivers.simulation.units.resistance_meters:HIGH_BOX",
    "gauge_blocks": "drivers.simulation.units.set_and_read:BLOCKS",
    "thermometer_simulator": "drivers.simulation.units.set_and_read:SIMULATOR",
    "meter_calibrator": "drivers.simulation.units.set_and_read:CALIBRATOR",
    "caliper": "drivers.simulation.units.set_and_read:CALIPER",
    "micrometer": "drivers.simulation.units.set_and_read:MICROMETER",
    "dial_indicator": "drivers.simulation.units.set_and_read:DIAL_INDICATOR",
    "temperature_indicator": "drivers.simulation.units.set_and_read:TEMPERATURE_INDICATOR",
    "voltmeter": "drivers.simulation.units.set_and_read:VOLTMETER",
    "food_thermometer": "drivers.simulation.units.bath_thermometer:DIGITAL",
    "temperature_recorder": "drivers.simulation.units.bath_thermometer:RECORDER",
    "bimetal_thermometer": "drivers.simulation.units.bath_thermometer:POINTER",
    "gas_volume_converter": "drivers.simulation.units.gas_volume_converter:UNIT",
    "cng_dispenser": "drivers.simulation.units.cng_dispenser:UNIT",
    "gas_vessel": "drivers.simulation.units.cng_dispenser:VESSEL",
    "dip_stick": "drivers.simulation.units.levels:STICK",
    "level_gauge": "drivers.simulation.units.levels:GAUGE",
    "storage_tank": "drivers.simulation.units.levels:TANK",
    "length_standard": "drivers.simulation.units.levels:LENGTH",
    "volume_standard": "drivers.simulation.units.levels:VOLUME",
    "proving_can": "drivers.simulation.units.fuel_dispenser:CAN",
    "investigated_dispenser": "drivers.simulation.units.investigated_dispenser:UNIT",
    "independent_encoder": "drivers.simulation.units.investigated_dispenser:ENCODER",
    "fuel_measure": "drivers.simulation.units.fuel_measure:UNIT",
    "fuel_beaker": "drivers.simulation.units.fuel_measure:BEAKER",
    "packages": "drivers.simulation.units.packages:UNIT",
    "weights": "drivers.simulation.units.weights:UNIT",
    "pipette": "drivers.simulation.units.volumes:PIPETTE",
    "glassware": "drivers.simulation.units.volumes:GLASSWARE",
    "bottles": "drivers.simulation.units.bottles:UNIT",
    "water_heater": "drivers.simulation.units.water_heater:UNIT",
    "reference_material": "drivers.simulation.units.reference_material:UNIT",
    "television": "drivers.simulation.units.appliances:TELEVISION",
    "refrigerator": "drivers.simulation.units.appliances:REFRIGERATOR",
    "washer": "drivers.simulation.units.appliances:WASHER",
    "air_conditioner": "drivers.simulation.units.appliances:AIR_CONDITIONER",
}
_INSTRUMENTS = {**SIMULATORS, **VARIANTS}


class Kind(Protocol):
    """A kind of unit under test: `Unit` of `drivers.simulation.blocks`, or an object like it.

    It may have ``at_each(world, unit, suffix)`` for what stands at every position beside the unit, such as a counter of
    its pulses; its names on the bench end with the suffix.
    """

    @property
    def name(self) -> str:
        """What it is called on a bench, `sim:NAME`."""
        ...

    @property
    def usual(self) -> "Mapping[str, Any]":
        """Nameplate on a bench that is served without a subject."""
        ...

    @property
    def methods(self) -> frozenset[str]:
        """Readings and commands that a person can be asked for with it."""
        ...

    def build(self, world: "World", plate: "Mapping[str, Any]", position: str) -> object:
        """The unit with this nameplate; raises `BenchFileError` for a defect that its kind does not have."""
        ...

    def beside(self, world: "World", plate: "Mapping[str, Any]", unit: object) -> "Mapping[str, object]":
        """What stands on its bench usually."""
        ...


def unit(name: str, folders: "Sequence[Path]" = ()) -> Kind:
    """A kind of unit; raises `LookupError` where there is none of this name, or a folder has one of the same name.

    Args:
        name: Its name in the catalogue, the name of a driver for the instrument that this driver drives, or the name of
            a plug-in that offers ``UNIT``; ``PLUGIN:NAME`` is another unit that it offers.
        folders: The laboratory's plug-in folders.
    """
    if name in UNITS:
        if (there := plugins.place(name, folders)) is not None:
            raise LookupError(f"{name!r} is a unit of Steelyard; give that of {there} another name")
        module, _, attribute = UNITS[name].partition(":")
        described: Kind = getattr(import_module(module), attribute)
        return described
    module, _, attribute = name.partition(":")
    own = plugins.simulated(module, folders)
    if own is not None and hasattr(own, attribute or "UNIT"):
        theirs: Kind = getattr(own, attribute or "UNIT")
        return theirs
    if name in _INSTRUMENTS or (own is not None and hasattr(own, "simulator")):
        from drivers.simulation.instrument_under_test import InstrumentUnderTest

        return InstrumentUnderTest(name)
    raise LookupError(f"nothing simulated is called {name!r}; there are: {', '.join(sorted({*_INSTRUMENTS, *UNITS}))}")


def operated(simulation: "Simulation", name: str, folders: "Sequence[Path]" = ()) -> frozenset[str]:
    """Readings and commands that a person can be asked for.

    Args:
        simulation: What the bench file says.
        name: What the person stands before; empty for the unit under test.
        folders: The laboratory's plug-in folders.
    """
    wanted = name or ("" if simulation.unit else simulation.under_test)
    try:
        under_test = unit(simulation.unit, folders) if simulation.unit else None
        beside = getattr(under_test, "company", {}) | simulation.devices
        if under_test is not None and wanted in ("", under_test.name, simulation.under_test):
            return under_test.methods
        if (own := getattr(under_test, "worked", {}).get(wanted)) is not None:
            return frozenset(own)
        return unit(beside[wanted], folders).methods
    except LookupError:
        return frozenset()


def unknown(simulation: "Simulation", folders: "Sequence[Path]" = ()) -> list[str]:
    """What a bench file names that the catalogue does not have, one line each."""
    named = {"simulation.unit": simulation.unit} if simulation.unit else {}
    named |= {f"simulation.devices.{name}": kind for name, kind in simulation.devices.items()}
    reasons = []
    for place, kind in named.items():
        try:
            unit(kind, folders)
        except LookupError as error:
            reasons.append(f"{place}: {error}")
    return reasons


def make(kind: str, world: "World", name: str) -> object:
    """An instrument or a composed unit that stands beside the unit under test, called `name` on the bench.

    Raises:
        LookupError: There is none of this kind.
    """
    if kind in _INSTRUMENTS:
        return alone(kind, world.time, world.seed, world.folders)
    own = plugins.simulated(kind, world.folders)
    if own is not None and hasattr(own, "simulator"):
        return alone(kind, world.time, world.seed, world.folders)
    serial = world.simulation.names[name][2] if name in world.simulation.names else name
    return unit(kind, world.folders).build(world, {"serial": serial}, name)


def alone(driver: str, time: Time, seed: int = 1, folders: "Sequence[Path]" = ()) -> Device:
    """Make the instrument that a driver drives.

    Args:
        driver: Name in the driver registry.
        time: The world's time.
        seed: Everything random follows from it.
        folders: The laboratory's plug-in folders; a plug-in's own ``simulator(time, seed)`` makes its instrument.

    Raises:
        LookupError: No simulator plays it.
    """
    if driver in _INSTRUMENTS:
        module, _, name = _INSTRUMENTS[driver].partition(":")
        maker: Callable[[Time, int], Device] = getattr(import_module(module), name)
        return maker(time, seed)
    own = plugins.simulated(driver, folders)
    if own is not None and hasattr(own, "simulator"):
        found: Device = own.simulator(time, seed)
        return found
    raise LookupError(f"no simulator for driver {driver!r}; there are: {', '.join(sorted(SIMULATORS))}")
