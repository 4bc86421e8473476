"""A bag filler, whose fills a person puts on a control instrument."""

import math

from drivers.simulation.blocks import Channel, Defect, Gain, Offset, Scatter, Set, Sets, Shaped, State, Unit
from drivers.simulation.units.catchweigher import after_tare, half_interval


def _drifting(at: State) -> float:
    """More from fill to fill."""
    return 1.0 - math.exp(-max(0.0, at.changed) / 100.0)


# Sizes are in kg, chosen for a deviation of 1 % and a set value error of a quarter of it; they are of this simulation.
UNIT = Unit(
    name="filler",
    usual={"serial": "SIM-0001", "max_fill": "50 kg", "d": "0.02 kg"},
    company={"control": "balance_60kg"},
    sets={"preset": Sets("kg"), "tared": Sets("1")},
    wires={"filler.filled": "control.pan"},
    channels={
        "filled": Channel(
            "kg", takes="preset", honest=(Gain(0.0005), Scatter(0.04), Offset(0.01)), upper="max_fill", step=0.001
        ),
        "changeover": Channel(
            "kg", takes=("preset", "tared"), law=half_interval, fields=(("d", "kg"),), step=0.0001,
            honest=(Offset(0.004), Shaped(0.002, shape=after_tare)),
        ),
    },
    does={"fill": Set("preset"), "zero": Set("preset", 0.0), "take_tare": Set("tared", 1.0)},
    defects={
        "offset": Defect(Offset(0.2), fails="preset"),
        "gain": Defect(Gain(-0.006), fails="preset"),
        "scatter": Defect(Scatter(0.28), fails="deviation"),
        "drift": Defect(Shaped(1.6, shape=_drifting), fails=("deviation", "preset")),
        "zero": Defect(Offset(0.09), channel="changeover", fails=("zero", "tare")),
        "tare": Defect(Shaped(0.09, shape=after_tare), channel="changeover", fails="tare"),
        "residue": Defect(finding={"residue": "斗内残留物料 | product remains in the hopper"}, fails="functions"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)  # fmt: skip
