"""Which simulator plays which driver's instrument, each able to stand alone."""

from importlib import import_module
from typing import TYPE_CHECKING

from drivers import plugins
from drivers.simulation.device import Device, Time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: Driver name of the registry to a function of world time and seed that makes a lone instrument.
SIMULATORS = {
    "mt_sics": "drivers.simulation.bench_standalone:mt_sics",
    "pace": "drivers.simulation.bench_standalone:pace",
    "hmt330": "drivers.simulation.environment_vaisala:hmt330",
    "mensor_cpc6050": "drivers.simulation.pressure_mensor:alone",
    "dhi_ppc4": "drivers.simulation.pressure_dhi:alone",
    "fluke_7341": "drivers.simulation.temperature_hart:alone",
    "fluke_9100": "drivers.simulation.temperature_hart:dry_well",
    "fluke_914x": "drivers.simulation.temperature_well:alone",
    "fluke_1594a": "drivers.simulation.temperature_readout:alone",
    "fluke_1586a": "drivers.simulation.temperature_readout:plain",
    "alicat": "drivers.simulation.flow_alicat:alone",
    "bronkhorst": "drivers.simulation.flow_bronkhorst:alone",
    "fluke_55xx": "drivers.simulation.electricity_standalone:fluke_55xx",
    "fluke_57xx": "drivers.simulation.electricity_standalone:fluke_57xx",
    "fluke_8508a": "drivers.simulation.electricity_standalone:fluke_8508a",
    "fluke_8588a": "drivers.simulation.electricity_standalone:fluke_8588a",
    "hp3458a": "drivers.simulation.electricity_standalone:hp3458a",
    "hp34401a": "drivers.simulation.electricity_standalone:hp34401a",
    "scpi_multimeter": "drivers.simulation.electricity_standalone:scpi_multimeter",
    "pymeasure_multimeter": "drivers.simulation.electricity_standalone:keithley_2000",
    "pymeasure_reader": "drivers.simulation.temperature_lakeshore:alone",
    "pymeasure_source": "drivers.simulation.electricity_gs200:alone",
    "keysight_53230a": "drivers.simulation.electricity_standalone:keysight_53230a",
    "dlt645": "drivers.simulation.meter_dlt645:alone",
    "dlt698": "drivers.simulation.meter_dlt698:alone",
    "cjt188": "drivers.simulation.meter_cjt188:alone",
    "mbus": "drivers.simulation.meter_mbus:alone",
    "iec62056_21": "drivers.simulation.meter_mode_c:alone",
    "dlms": "drivers.simulation.meter_dlms:alone",
    "modbus_meter": "drivers.simulation.meter_modbus:alone",
    "mt_sics_balance": "drivers.simulation.mass_balance:alone",
    "sartorius_sbi": "drivers.simulation.mass_balance:sbi",
    "continuous_indicator": "drivers.simulation.mass_continuous:alone",
    "reference_meter": "drivers.simulation.power_meter:alone",
    "three_phase_source": "drivers.simulation.power_source:alone",
    "ptu300": "drivers.simulation.environment_vaisala:ptu300",
    "modbus_gauge": "drivers.simulation.pressure_gauges:modbus",
    "scpi_gauge": "drivers.simulation.pressure_gauges:scpi",
    "kern_kcp": "drivers.simulation.mass_kern_kcp:alone",
}


def alone(driver: str, time: Time, seed: int = 1, folders: "Sequence[Path]" = ()) -> Device:
    """Make the instrument that a driver drives.

    Args:
        driver: Name in the driver registry.
        time: The world's time.
        seed: Everything random follows from it.
        folders: The laboratory's plug-in folders; a plug-in's own function ``alone(time, seed)`` makes its instrument.

    Raises:
        LookupError: No simulator plays it.
    """
    if driver in SIMULATORS:
        module, _, name = SIMULATORS[driver].partition(":")
        make: Callable[[Time, int], Device] = getattr(import_module(module), name)
        return make(time, seed)
    own = plugins.plugin(driver, folders)
    if own is not None and hasattr(own, "alone"):
        found: Device = own.alone(time, seed)
        return found
    raise LookupError(f"no simulator for driver {driver!r}; there are: {', '.join(sorted(SIMULATORS))}")
