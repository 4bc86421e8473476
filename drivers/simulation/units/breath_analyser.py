"""A breath analyser, and a simulator that blows gas of known alcohol content into it."""

import math

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Large,
    Noise,
    Offset,
    Set,
    Sets,
    Shaped,
    Small,
    State,
    Stuck,
    Takes,
    Unit,
)


def hurried(state: State) -> float:
    """Too little of a blow that is shorter than usual: parts of the content."""
    _, duration = state.inputs
    return -state.true if duration < 4.0 else 0.0


def swinging(state: State) -> float:
    """Now more, now less: the same size from blow to blow."""
    return math.copysign(1.0, math.sin(7.3 * state.now))


BOTH = ("indication", "injection")

# Sizes are parts of the content, or mg/L; chosen for limits of some 0.03 mg/L and 8 %.
UNIT = Unit(
    name="analyser",
    usual={"serial": "SIM-0001", "upper": "3 mg/L", "step": "0.001 mg/L"},
    company={"simulator": "breath_simulator"},
    takes={
        "alcohol": Takes("mg/L", usual="simulator.alcohol"),
        "duration": Takes("s", usual="simulator.duration"),
    },
    channels={
        "indication": Channel(
            "mg/L",
            ("alcohol", "duration"),
            law=lambda alcohol, _: alcohol,
            honest=(Gain(0.01), Offset(0.002), Noise(0.002)),
            upper="upper",
            step="step",
        )
    },
    defects={
        "gain": Defect(Gain(0.15), fails=BOTH),
        "low": Defect(Small(-1.2, below=0.11), fails="indication"),
        "saturating": Defect(Large(-0.4, above=0.25), fails="indication"),
        "drifting": Defect(GainDrift(0.2, tau=30.0), fails=BOTH),
        "stuck": Defect(Stuck(), fails=BOTH),
        "unsteady": Defect(Shaped(0.02, shape=swinging), fails="repeatability"),
        "hurried": Defect(Shaped(0.3, shape=hurried), fails="injection"),
        "wording": Defect(
            finding={
                "void": "差值过大仍给出结果 | a result in spite of a large difference",
                "lowest": "显示较大值 | the greater value is shown",
            },
            fails="cycle",
        ),
        "seal": Defect(finding={"seals": "封印破损 | seal broken"}, fails=("examination", "appearance")),
    },
)
#: A wet bath whose true content is up to 0.4 % beside the stated one.
SIMULATOR = Unit(
    name="simulator",
    sets={"alcohol": Sets("mg/L", gain=0.004), "duration": Sets("s", rest=5.0)},
    channels={"content": Channel("mg/L", "alcohol", upper=3.0, step=0.001)},
    does={"inject": Set("alcohol"), "blow_for": Set("duration")},
)
