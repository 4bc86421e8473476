"""A cold water meter without a data interface, on a gravimetric bench: pump, water, and a vessel on a balance."""

from drivers.simulation.blocks import (
    Channel,
    DeadBand,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Large,
    Set,
    Sets,
    Small,
    Start,
    Stuck,
    Takes,
    Total,
    Unit,
)

_HOUR = 3600.0


def _mass_flow(flow: float, temperature: float) -> float:
    """kg/h of water of a temperature that flows at m³/h."""
    return flow * density(temperature)


def density(temperature: float) -> float:
    """Density of water in kg/m³: Tanaka et al., Metrologia 38 (2001) 301, without its term for air."""
    t = temperature
    return 999.97495 * (1.0 - (t - 3.983035) ** 2 * (t + 301.797) / (522528.9 * (t + 69.34881)))


# Sizes are parts of the volume and chosen for limits of 2 % and 5 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "q3": "2.5 m³/h"},
    company={"bench": "water_bench", "balance": "balance_60kg"},
    wires={"bench.mass": "balance.pan"},
    takes={"flow": Takes("m³/h", usual="bench.flow")},
    channels={
        "volume": Total(
            "m³",
            takes="flow",
            rate="m³/h",
            honest=(Gain(0.006), Small(0.01, below=0.02), DeadBand(0.001)),
            upper="q3",
            step=0.00005,
            cut=True,
            per_second=1.0 / _HOUR,
            start=23.4567,
            pulses=10000,
        ),
    },
    defects={
        "gain": Defect(Gain(0.035), fails="indication"),
        "small": Defect(Small(-0.12, below=0.03), fails="indication"),
        "large": Defect(Large(0.06, above=0.6), fails="indication"),
        "starting": Defect(DeadBand(0.05), fails="indication"),
        "drift": Defect(GainDrift(0.05, tau=900.0), fails="indication"),
        "one_sign": Defect(Gain(0.015), fails="signs"),
        "idle": Defect(Idle(0.002), fails="zero_flow"),
        "stuck": Defect(Stuck(), fails="indication"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="appearance"),
    },
)

#: The pump with its rotameter, the water, and the vessel: `bench.mass` is what stands on a balance.
BENCH = Unit(
    name="bench",
    sets={"flow": Sets("m³/h", tau=0.8), "temperature": Sets("°C", rest=20.0)},
    channels={
        "flow": Channel("m³/h", takes="flow", honest=(Gain(0.01),), upper=4.0, step=0.001),
        "temperature": Channel("°C", takes="temperature", step=0.1),
        "mass": Total("kg", ("flow", "temperature"), law=_mass_flow, rate="kg/h", step=0.001, per_second=1.0 / _HOUR),
    },
    does={"drain": Start("mass"), "set_flow": Set("flow"), "stop": Set("flow", 0.0)},
)
