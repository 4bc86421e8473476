"""A heat meter on M-Bus, with a display of higher resolution in its test mode, on a flow bench with two baths."""

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
    Stuck,
    Takes,
    Total,
    Unit,
)

_HOUR = 3600.0


def _power(flow: float, hot: float, cold: float) -> float:
    """Power in kW of water at m³/h that is cooled: 1.163 kWh per m³ and K at 20 °C, less at higher temperatures."""
    mean = (hot + cold) / 2.0
    return flow * (1.163 - 0.0005 * (mean - 20.0)) * (hot - cold)


# Sizes are parts of energy and volume and chosen for limits of some 3 %; they are of this simulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "26110001", "qp": "1.5 m³/h"},
    answers="mbus",
    company={"bench": "heat_bench"},
    takes={
        "flow": Takes("m³/h", usual="bench.flow"),
        "hot": Takes("°C", usual="bench.hot"),
        "cold": Takes("°C", usual="bench.cold"),
    },
    channels={
        "heat_energy": Total(
            "kWh", ("seen_flow", "flow_temperature", "return_temperature"), law=_power, rate="kW",
            honest=(Gain(0.004),), upper=100.0, step=0.001, cut=True, per_second=1.0 / _HOUR, start=1234.5,
        ),
        "volume": Total(
            "m³", "seen_flow", rate="m³/h", upper="qp", step=0.0001, cut=True, per_second=1.0 / _HOUR, start=56.78
        ),
        "flow_temperature": Channel("°C", "hot", honest=(Offset(0.04),), upper=150.0, step=0.01),
        "return_temperature": Channel("°C", "cold", honest=(Offset(0.04),), upper=150.0, step=0.01),
        "seen_flow": Channel(
            "m³/h", "flow", honest=(Gain(0.005), Small(0.005, below=0.05), DeadBand(0.002)), upper="qp", step=0.0001
        ),
    },
    shows={"indication": "heat_energy"},
    defects={
        "flow": Defect(Gain(0.06), channel="seen_flow", fails="flow_sensor"),
        "small": Defect(Small(-0.2, below=0.1), channel="seen_flow", fails="flow_sensor"),
        "large": Defect(Large(0.08), channel="seen_flow", fails="flow_sensor"),
        "pair": Defect(Offset(0.4), channel="flow_temperature", fails="temperature_sensors"),
        "calculator": Defect(Gain(0.03), channel="heat_energy", fails="calculator"),
        "drift": Defect(GainDrift(0.06, tau=900.0), channel="heat_energy", fails="calculator"),
        "stuck": Defect(Stuck(), channel="heat_energy", fails="calculator"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="appearance"),
    },
)  # fmt: skip

#: Pump with a reference flow sensor, and two baths with reference thermometers.
BENCH = Unit(
    name="bench",
    sets={"flow": Sets("m³/h", tau=0.8), "hot": Sets("°C", rest=60.0), "cold": Sets("°C", rest=40.0)},
    channels={
        "energy": Total("kWh", ("flow", "hot", "cold"), law=_power, rate="kW", step=1e-5, per_second=1.0 / _HOUR),
        "volume": Total("m³", "flow", rate="m³/h", honest=(Gain(0.0005),), step=1e-6, per_second=1.0 / _HOUR),
        "flow": Channel("m³/h", "flow", upper=5.0, step=0.001),
        "hot": Channel("°C", "hot", step=0.01),
        "cold": Channel("°C", "cold", step=0.01),
    },
    does={"set_flow": Set("flow"), "stop": Set("flow", 0.0)},
)
