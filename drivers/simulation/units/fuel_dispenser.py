"""A fuel dispenser that shows volume, price and amount to pay, and a standard measure that it fills."""

import math

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Scatter,
    Set,
    Sets,
    Small,
    Start,
    Takes,
    Total,
    Unit,
)

_MINUTE = 60.0


def _amount(volume: float, price: float) -> float:
    """The amount to pay of the volume on the display, which is cut off after two digits."""
    return math.floor(volume * 100.0 + 1e-9) / 100.0 * price


# Sizes are parts of the volume and chosen for limits of 0.3 % to 0.5 %; they are of this simulation.
UNIT = Unit(
    name="dispenser",
    usual={"serial": "SIM-0001", "qmax": "50 L/min", "price": "7.85"},
    company={"measure": "standard_measure"},
    takes={"flow": Takes("L/min", usual="measure.flow")},
    channels={
        "volume": Total(
            "L", "flow", rate="L/min", honest=(Gain(0.001), Small(0.001)), upper="qmax", step=0.01, cut=True,
            per_second=1.0 / _MINUTE,
        ),
        "amount": Channel("CNY", "volume", law=_amount, fields=(("price", "1"),), upper=1000.0, step=0.01),
    },
    does={"reset": Start("volume")},
    defects={
        "gain": Defect(Gain(0.008), fails="indication"),
        "cheating": Defect(Gain(0.03), fails="indication"),
        "small": Defect(Small(0.02, below=0.3), fails="indication"),
        "drift": Defect(GainDrift(0.02, tau=900.0), fails="indication"),
        "repeatability": Defect(Scatter(0.4), fails="repeatability"),
        "idle": Defect(Idle(0.2), fails="zero"),
        "price": Defect(Gain(0.01), channel="amount", fails="price"),
        "seal": Defect(finding={"seal": "铅封破损 | seal broken"}, fails="appearance"),
    },
)  # fmt: skip

#: A standard measure under the nozzle, read at its neck; true volume up to 0.01 % beside the one that it shows.
MEASURE = Unit(
    name="measure",
    sets={"flow": Sets("L/min", tau=0.3), "temperature": Sets("°C", rest=20.0)},
    channels={
        "volume": Total("L", "flow", rate="L/min", honest=(Gain(0.0001),), step=0.002, per_second=1.0 / _MINUTE),
        "temperature": Channel("°C", "temperature", step=0.1),
    },
    does={"drain": Start("volume"), "set_flow": Set("flow"), "stop": Set("flow", 0.0)},
)
