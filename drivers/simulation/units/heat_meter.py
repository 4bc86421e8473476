"""A heat meter on M-Bus, with a display of higher resolution in its test mode; its flow bench, baths and simulator.

Water by IAPWS-IF97 at 1.6 MPa. The calculator takes the signals of a simulator while that gives pulses.
"""

from seuif97 import pt

from drivers.simulation.blocks import (
    Channel,
    DeadBand,
    Defect,
    Gain,
    GainDrift,
    Large,
    Offset,
    Set,
    Sets,
    Small,
    Start,
    Stuck,
    Takes,
    Total,
    Unit,
)

_HOUR, _PRESSURE = 3600.0, 1.6


def heat_power(flow: float, hot: float, cold: float, pipe: str) -> float:
    """Power in kW of water at m³/h, measured in one of the pipes, that is cooled."""
    at = cold if pipe == "return" else hot
    return float(flow * (pt(_PRESSURE, hot, 4) - pt(_PRESSURE, cold, 4)) / pt(_PRESSURE, at, 3) / _HOUR)


def _calculated(
    seen: float, hot: float, cold: float, flow: float, simulated_hot: float, simulated_cold: float, pipe: str
) -> float:
    """Power that the calculator is given: by its sensors, or by a simulator."""
    return heat_power(flow, simulated_hot, simulated_cold, pipe) if flow else heat_power(seen, hot, cold, pipe)


def _resistance(temperature: float, sensor: str) -> float:
    """IEC 60751, from 0 °C on."""
    return float(sensor.removeprefix("Pt")) * (1 + 3.9083e-3 * temperature - 5.775e-7 * temperature**2)


_SENSOR = (("sensor", "text"),)
_SIGNALS = ("simulated_flow", "simulated_hot", "simulated_cold")
# Sizes are parts of energy and volume, or K; those of the defects are beyond twice the limits of class 2.
UNIT = Unit(
    name="meter",
    usual={"serial": "26110001", "qp": "1.5 m³/h", "pipe": "return", "sensor": "Pt500"},
    answers="mbus",
    company={"bench": "heat_bench", "simulator": "heat_simulator"},
    takes={
        "flow": Takes("m³/h", usual="bench.flow"),
        "hot": Takes("°C", usual="bench.hot"),
        "cold": Takes("°C", usual="bench.cold"),
        "simulated_flow": Takes("m³/h", usual="simulator.flow"),
        "simulated_hot": Takes("°C", usual="simulator.hot"),
        "simulated_cold": Takes("°C", usual="simulator.cold"),
    },
    channels={
        "heat_energy": Total(
            "kWh", ("seen_flow", "flow_temperature", "return_temperature", *_SIGNALS), law=_calculated,
            rate="kW", fields=(("pipe", "text"),), honest=(Gain(0.003),), upper=100.0, step=0.001, cut=True,
            per_second=1.0 / _HOUR, start=1234.5,
        ),
        "volume": Total(
            "m³", "seen_flow", rate="m³/h", upper="qp", step=0.0001, cut=True, per_second=1.0 / _HOUR, start=56.78
        ),
        "flow_temperature": Channel("°C", "hot", honest=(Offset(0.02),), upper=150.0, step=0.01),
        "return_temperature": Channel("°C", "cold", honest=(Offset(0.02),), upper=150.0, step=0.01),
        "flow_resistance": Channel("Ω", "flow_temperature", law=_resistance, fields=_SENSOR, step=0.001),
        "return_resistance": Channel("Ω", "return_temperature", law=_resistance, fields=_SENSOR, step=0.001),
        "seen_flow": Channel(
            "m³/h", "flow", honest=(Gain(0.005), Small(0.005, below=0.05), DeadBand(0.002)), upper="qp", step=0.0001
        ),
    },
    shows={"indication": "heat_energy"},
    defects={
        "flow": Defect(Gain(0.16), channel="seen_flow", fails=("flow_sensor", "complete")),
        "small": Defect(Small(-0.2, below=0.1), channel="seen_flow", fails=("flow_sensor", "complete")),
        "large": Defect(Large(0.2), channel="seen_flow", fails=("flow_sensor", "complete")),
        "pair": Defect(Offset(0.9), channel="flow_temperature", fails=("temperature_sensors", "complete")),
        "calculator": Defect(Gain(0.16), channel="heat_energy", fails=("calculator", "complete")),
        "drift": Defect(GainDrift(0.2, tau=900.0), channel="heat_energy", fails=("calculator", "complete")),
        "stuck": Defect(Stuck(), channel="heat_energy", fails=("calculator", "complete")),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails=("appearance", "examination")),
    },
)  # fmt: skip
_DOES = {
    "reset": Start("volume"), "set_flow": Set("flow"), "set_hot": Set("hot"), "set_cold": Set("cold"),
    "stop": Set("flow", 0.0),
}  # fmt: skip

#: Pump with a reference flow sensor, and two baths with reference thermometers.
BENCH = Unit(
    name="bench",
    sets={"flow": Sets("m³/h", tau=0.8), "hot": Sets("°C", rest=60.0), "cold": Sets("°C", rest=40.0)},
    channels={
        "volume": Total("m³", "flow", rate="m³/h", honest=(Gain(0.0005),), step=1e-6, per_second=1.0 / _HOUR),
        "flow": Channel("m³/h", "flow", upper=5.0, step=0.0001),
        "hot": Channel("°C", "hot", honest=(Offset(0.002),), step=0.001),
        "cold": Channel("°C", "cold", honest=(Offset(0.002),), step=0.001),
    },
    does=_DOES,
)
#: Pulses and resistances in place of a flow sensor and two temperature sensors.
SIMULATOR = Unit(
    name="simulator",
    sets={"flow": Sets("m³/h"), "hot": Sets("°C", rest=60.0), "cold": Sets("°C", rest=40.0)},
    channels={
        "volume": Total("m³", "flow", rate="m³/h", step=1e-6, per_second=1.0 / _HOUR),
        "flow": Channel("m³/h", "flow", upper=5.0, step=0.0001),
        "hot": Channel("°C", "hot", step=0.001),
        "cold": Channel("°C", "cold", step=0.001),
    },
    does=_DOES,
)
