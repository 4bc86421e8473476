"""Driver names of the bench file and the classes behind them, imported when a bench asks for them."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from drivers import plugins
from drivers.fitting import Driver

#: The role is filled by the operator; nothing is imported.
PERSON = "person"
#: The role is filled by a simulated operator.
SIMULATED_PERSON = "simulated_person"

BUILT_IN = {
    "mt_sics": "drivers.mass.mt_sics:MTSICSScale",
    "pace": "drivers.pressure.pace:PaceController",
    "hmt330": "drivers.environment.hmt330:HMT330",
    "simulated_person": "drivers.simulated_bench.person:SimulatedPerson",
    "mensor_cpc6050": "drivers.pressure.mensor:MensorController",
    "dhi_ppc4": "drivers.pressure.dhi:DHIController",
    "fluke_7341": "drivers.temperature.hart:HartBath",
    "fluke_9100": "drivers.temperature.hart:HartDryWell",
    "fluke_914x": "drivers.temperature.metrology_well:MetrologyWell",
    "fluke_1594a": "drivers.temperature.super_thermometer:SuperThermometer",
    "fluke_1586a": "drivers.temperature.scpi_readout:SCPIReadout",
    "dlt645": "drivers.meters.dlt645:DLT645Meter",
    "dlt698": "drivers.meters.dlt698:DLT698Meter",
    "cjt188": "drivers.meters.cjt188:CJT188Meter",
    "mbus": "drivers.meters.mbus:MBusMeter",
    "iec62056_21": "drivers.meters.iec62056_21:ModeCMeter",
    "dlms": "drivers.meters.dlms:DLMSMeter",
    "modbus_meter": "drivers.meters.modbus_meter:ModbusMeter",
    "port_analyser": "drivers.flow.port_analyser:PortTap",
    "alicat": "drivers.flow.alicat:AlicatController",
    "bronkhorst": "drivers.flow.bronkhorst:BronkhorstController",
    "fluke_55xx": "drivers.electricity.fluke_55xx:Fluke55xx",
    "fluke_57xx": "drivers.electricity.fluke_57xx:Fluke57xx",
    "fluke_8508a": "drivers.electricity.fluke_8508a:Fluke8508A",
    "fluke_8588a": "drivers.electricity.fluke_8588a:Fluke8588A",
    "hp3458a": "drivers.electricity.hp3458a:HP3458A",
    "hp34401a": "drivers.electricity.hp34401a:HP34401A",
    "scpi_multimeter": "drivers.electricity.scpi_multimeter:ScpiMultimeter",
    "pymeasure_multimeter": "drivers.electricity.pymeasure_multimeter:PyMeasureMultimeter",
    "pymeasure_reader": "drivers.pymeasure.reader:PyMeasureReader",
    "pymeasure_source": "drivers.pymeasure.source:PyMeasureSource",
    "keysight_53230a": "drivers.electricity.keysight_53230a:Keysight53230A",
    "mt_sics_balance": "drivers.mass.balance:MTSICSBalance",
    "mt_sics_printing": "drivers.mass.printing:PrintingBalance",
    "package_line": "drivers.mass.package_line:PackageLine",
    "sartorius_sbi": "drivers.mass.sbi:SBIBalance",
    "continuous_indicator": "drivers.mass.continuous:ContinuousIndicator",
    "reference_meter": "drivers.power.reference_meter:ReferenceMeter",
    "three_phase_source": "drivers.power.three_phase_source:ThreePhaseSource",
    "yokogawa_wt": "drivers.power.yokogawa_wt:YokogawaWT",
    "ptu300": "drivers.environment.ptu300:PTU300",
    "modbus_gauge": "drivers.pressure.modbus_gauge:ModbusGauge",
    "scpi_gauge": "drivers.pressure.scpi_gauge:SCPIGauge",
    "csv_file": "drivers.simulated_bench.csv_file:CSVFile",
    "kern_kcp": "drivers.mass.kern_kcp:KernKcp",
}


class UnknownDriver(LookupError):
    """No driver has this name; the message lists those that exist."""


def names(folders: Sequence[Path] = ()) -> list[str]:
    """Every driver name that a bench file may use, those in a laboratory's own folders included."""
    return sorted({PERSON, *BUILT_IN, *plugins.offered(), *plugins.names(folders)})


def load(name: str, folders: Sequence[Path] = ()) -> type[Driver]:
    """Import the class of a driver: one of ours, of another package, or of a laboratory's own folders, in this order.

    Args:
        name: Name in the bench file.
        folders: The laboratory's plugin folders; see `drivers.plugins`.

    Raises:
        UnknownDriver: No such name.
        ImportError: Its module or a library it needs is missing.
    """
    target = BUILT_IN.get(name) or plugins.offered().get(name)
    if target is None:
        if (own := plugins.plugin(name, folders)) is None:
            raise UnknownDriver(f"no driver {name!r}; known: {', '.join(names(folders))}")
        kind: type[Driver] = own.DRIVER
        return kind
    module, _, attribute = target.partition(":")
    found: type[Driver] = getattr(import_module(module), attribute)
    return found


def plugged_in(name: str, folders: Sequence[Path] = ()) -> Path | None:
    """Where the code of a driver lies that is not one of ours; None for ours, and for one that nobody has."""
    if name in {PERSON, *BUILT_IN}:
        return None
    target = plugins.offered().get(name)
    return plugins.place(name, folders) if target is None else plugins.installed(target.partition(":")[0])
