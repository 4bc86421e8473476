"""A gas meter whose register is read by eye, on a bench with a reference meter in series."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Large,
    Set,
    Sets,
    Small,
    Stuck,
    Takes,
    Total,
    Unit,
)  # fmt: skip

_HOUR = 3600.0
_GAS = ("flow", "temperature", "pressure", "meter_temperature", "meter_pressure")


def _at_the_reference(flow: float, ts: float, ps: float, tm: float, pm: float) -> float:
    """The flow of the gas through the reference, which has its own temperature and pressure."""
    return flow * pm / ps * (ts + 273.15) / (tm + 273.15)


def _loss(flow: float, qmax: float) -> float:
    """Loss of pressure, which grows with the square of the flow rate."""
    return 150.0 * (flow / qmax) ** 2


# Sizes are parts of the volume, chosen for limits of 1.5 % and 3 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "qmax": "65 m³/h", "interval": "2 L"},
    company={"bench": "gas_bench"},
    takes={"flow": Takes("m³/h", usual="bench.flow")},
    channels={
        "volume": Total(
            "m³",
            takes="flow",
            rate="m³/h",
            honest=(Gain(0.004), Small(0.006, below=0.03)),
            upper="qmax",
            step=0.0005,
            cut=True,
            per_second=1.0 / _HOUR,
            start=1234.5678,
        ),
        "pressure_loss": Channel("Pa", takes="flow", law=_loss, fields=(("qmax", "m³/h"),), step=1, upper=1000.0),
    },
    defects={
        "gain": Defect(Gain(0.05), fails="indication"),
        "worn": Defect(Gain(0.022), fails="indication"),
        "small": Defect(Small(-0.12, below=0.05), fails="indication"),
        "large": Defect(Large(0.06, above=0.6), fails="indication"),
        "drift": Defect(GainDrift(0.08, tau=600.0), fails="indication"),
        "idle": Defect(Idle(0.05), fails="zero_flow"),
        "stuck": Defect(Stuck(), fails="indication"),
        "blocked": Defect(Gain(1.5), channel="pressure_loss", fails="pressure_loss"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails=("examination", "appearance")),
    },
)

#: Blower, reference meter and sensors: the pressure at the meter is a little below that at the reference.
BENCH = Unit(
    name="bench",
    sets={
        "flow": Sets("m³/h", tau=0.8),
        "temperature": Sets("°C", rest=20.0),
        "pressure": Sets("kPa", rest=101.8),
        "meter_temperature": Sets("°C", rest=20.4),
        "meter_pressure": Sets("kPa", rest=101.3),
    },
    channels={
        "volume": Total(
            "m³", _GAS, law=_at_the_reference, rate="m³/h", honest=(Gain(0.0005),), step=0.00001,
            per_second=1.0 / _HOUR, start=10.0,
        ),
        "flow": Channel("m³/h", takes="flow", honest=(Gain(0.005),), upper=250.0, step=0.01),
        "temperature": Channel("°C", takes="temperature", step=0.1),
        "pressure": Channel("kPa", takes="pressure", step=0.01),
        "meter_temperature": Channel("°C", takes="meter_temperature", step=0.1),
        "meter_pressure": Channel("kPa", takes="meter_pressure", step=0.01),
    },
    does={"set_flow": Set("flow"), "stop": Set("flow", 0.0)},
)  # fmt: skip
