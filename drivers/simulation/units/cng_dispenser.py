"""A dispenser of compressed gas and a vessel on a scale; worked by hand, the scale on its line."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Set,
    Sets,
    Shaped,
    Start,
    State,
    Stuck,
    Takes,
    Total,
    Unit,
)

_FLOW = 12.0
_CYLINDER = 30.0


def _in_turn(at: State) -> float:
    """More and less of the flow in turn, from filling to filling."""
    return at.true * (1.0 if at.visit % 2 else -1.0)


# Sizes are parts of the mass, chosen for a limit of 2 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="dispenser",
    usual={"serial": "SIM-0001"},
    company={"vessel": "gas_vessel", "scale": "balance_60kg"},
    wires={"dispenser.rate": "vessel.rate", "vessel.gross": "scale.pan"},
    sets={"rate": Sets("kg/min", tau=0.3)},
    channels={
        "mass": Total(
            "kg", takes="rate", rate="kg/min", honest=(Gain(0.004),), upper=20.0, step=0.001, per_second=1.0 / 60.0
        ),
        "peak": Channel("kg/min", takes="rate", law=lambda _rate: _FLOW, step=0.1, upper=20.0),
    },
    shows={"flow": "peak"},
    does={"reset": Start("mass"), "begin": Set("rate", _FLOW), "finish": Set("rate", 0.0)},
    defects={
        "gain": Defect(Gain(0.03), fails=("from_zero", "from_half")),
        "scatter": Defect(Shaped(0.028, shape=_in_turn), fails=("from_zero", "from_half")),
        "drift": Defect(GainDrift(0.05, tau=200.0), fails=("from_zero", "from_half")),
        "stuck": Defect(Stuck(), fails=("from_zero", "from_half")),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "leak": Defect(finding={"special": "断开装置泄漏 | the breakaway leaks"}, fails="special"),
    },
)

#: The vessel weighs 30 kg when it is empty.
VESSEL = Unit(
    name="vessel",
    takes={"rate": Takes("kg/min", usual="dispenser.rate")},
    channels={
        "gross": Total(
            "kg", takes="rate", rate="kg/min", upper=60.0, step=0.001, per_second=1.0 / 60.0, start=_CYLINDER
        )
    },
    does={"vent": Start("gross", _CYLINDER), "release": Start("gross", _CYLINDER + 8.0)},
)
