"""What a bench file must say of a driver that is fitted to its own simulated instrument, with nothing around it."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
OPTIONS = {
    "keysight_53230a": {"time_base": "external"},
    "pymeasure_multimeter": {
        "class": "keithley.Keithley2000",
        "dc_voltage": "mode = voltage, voltage_range = {range}, voltage",
    },
    "pymeasure_reader": {"class": "lakeshore.LakeShore211", "errors": "none", "temperature": "temperature_celsius; °C"},
    "pymeasure_source": {
        "class": "yokogawa.YokogawaGS200",
        "quantity": "voltage",
        "unit": "V",
        "set": "source_level",
        "before": "source_mode = voltage/VOLT, source_range = 10",
        "on": "source_enabled = True",
        "off": "source_enabled = False",
        "low": "0",
        "high": "10",
        "window": "0.0001",
    },
    "fluke_1586a": {"query": "MEAS:TEMP?"},
    "scpi_gauge": {"query": "MEAS:PRES?", "pressure_unit": "kPa"},
    "modbus_gauge": {
        "value": "0x0000 float CDAB",
        "serial": "0x0002 u32 CDAB",
        "proof": "0x0004 float CDAB",
        "proof_value": "1000",
        "pressure_unit": "kPa",
    },
    "mbus": {"address": "1"},
    "modbus_meter": {"map": str(ROOT / "config/registers/simulated-meter.toml")},
}
