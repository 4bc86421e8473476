"""A syringe pump that delivers onto a balance, and the instruments beside it; worked and read by a person."""

import math

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Large,
    Noise,
    Offset,
    Set,
    Sets,
    Shaped,
    Small,
    Start,
    State,
    Stop,
    Total,
    Unit,
)


def _varies(at: State) -> float:
    """From one delivery to the next, as a part of the flow; nothing drips from a pump at rest."""
    return at.true * math.sin(2.4 * at.visit)


# Sizes are of this simulation, not of a specification. A balance shows 0.9971 g for 1 mL of water at 20.5 °C in air.
UNIT = Unit(
    name="pump",
    usual={"serial": "SIM-0001"},
    company={"balance": "mt_sics_balance"},
    wires={"pump.mass": "balance.pan"},
    sets={"flow": Sets("mL/h"), "threshold": Sets("kPa"), "running": Sets("1")},
    channels={
        "mass": Total(
            "g",
            "flow",
            rate="mL/h",
            per_second=0.9971 / 3600,
            honest=(Gain(0.01), Shaped(0.002, shape=_varies)),
            upper=1000.0,
            step=0.0001,
        ),
        "time": Total("s", "running", rate="1", honest=(Gain(0.00005),), upper=2.0, step=0.01),
        "pressure": Channel("kPa", "threshold", honest=(Gain(0.05), Noise(0.3)), upper=200.0, step=0.1),
        "temperature": Channel("°C", "flow", law=lambda _: 20.5, honest=(Offset(0.05),), step=0.1),
    },
    does={
        "start": (Set("flow"), Set("running", 1.0), Start("time")),
        "stop": (Set("flow", 0.0), Set("running", 0.0), Set("threshold", 0.0), Stop("time")),
        "occlude": Set("threshold"),
    },
    defects={
        "fast": Defect(Gain(0.09), channel="mass", fails="flow"),
        "slow": Defect(Gain(-0.09), channel="mass", fails="flow"),
        "small": Defect(Small(-0.3, below=0.05), channel="mass", fails="flow"),
        "large": Defect(Large(-0.8, above=0.1), channel="mass", fails="flow"),
        "deaf": Defect(Gain(0.6), channel="pressure", fails="occlusion"),
        "syringe": Defect(Gain(-0.2), channel="mass", fails="flow"),
        "keys": Defect(finding={"working": "不能停止 | it does not stop"}, fails="appearance"),
    },
)
