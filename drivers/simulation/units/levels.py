"""A dip stick, a level gauge and a storage tank, each with a standard that applies lengths or volumes; read by eye."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Cubic,
    Defect,
    Drift,
    Gain,
    Hysteresis,
    Large,
    Noise,
    Offset,
    Sets,
    Shaped,
    Small,
    State,
    Takes,
    Unit,
)


def _sticks(at: State) -> float:
    """Just above every 125 mm the float hangs: up to 4 mm more are not shown."""
    return -min((at.true + 1.0) % 125.0 - 1.0, 4.0)


# Sizes are in mm, or parts of the volume; they are of this simulation, not of a regulation.
STICK = Unit(
    name="stick",
    usual={"serial": "SIM-0001", "length": "2000 mm"},
    company={"standard": "length_standard"},
    takes={"length": Takes("mm", usual="standard.length")},
    channels={
        "mark": Channel("mm", takes="length", honest=(Offset(0.1), AtFull(0.1)), upper="length", step=0.1, eye=0.1)
    },
    defects={
        "worn": Defect(Offset(-1.0), fails="scale"),
        "stretched": Defect(AtFull(1.5), fails="scale"),
        "bent": Defect(Cubic(-1.6), fails="scale"),
        "marks": Defect(finding={"marks": "刻线模糊 | marks illegible"}, fails="examination"),
        "loose": Defect(finding={"stop": "挡块松动 | the stop is loose"}, fails="stop"),
    },
)

GAUGE = Unit(
    name="gauge",
    usual={"serial": "SIM-0001", "highest": "12000 mm"},
    company={"standard": "length_standard"},
    takes={"length": Takes("mm", usual="standard.length")},
    channels={
        "level": Channel(
            "mm", takes="length", honest=(Offset(0.3), AtFull(0.3), Noise(0.05)), upper="highest", step=0.1
        ),
        "remote": Channel("mm", takes="level", upper="highest", step=1),
    },
    defects={
        "zero": Defect(Offset(5.0), fails="indication"),
        "span": Defect(AtFull(6.0), fails=("indication", "difference")),
        "hysteresis": Defect(Hysteresis(0.9), fails="reversal"),
        "sticking": Defect(Shaped(1.0, shape=_sticks), fails="sensitivity"),
        "remote": Defect(Offset(2.0), channel="remote", fails="displays"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "silent": Defect(finding={"faults": "断电后示值不变 | it stands still without supply"}, fails="faults"),
    },
)

TANK = Unit(
    name="tank",
    usual={"serial": "SIM-0001", "capacity": "20000 L"},
    company={"standard": "volume_standard"},
    takes={"volume": Takes("L", usual="standard.volume")},
    channels={"content": Channel("L", takes="volume", honest=(Gain(0.001),), upper="capacity", step=1)},
    defects={
        "dented": Defect(Gain(0.012), fails="volume"),
        "bottom": Defect(Small(0.02, below=0.5), fails="volume"),
        "dome": Defect(Large(-0.015, above=0.5), fails="volume"),
        "settling": Defect(Drift(250.0, tau=10.0), fails="volume"),
        "paper": Defect(finding={"certificate": "证书罐号不符 | certificate of another tank"}, fails="certificate"),
        "opening": Defect(finding={"openings": "无测量板 | no measuring plate"}, fails="openings"),
    },
)

LENGTH = Unit(
    name="standard",
    sets={"length": Sets("mm", tau=0.2, offset=0.02)},
    channels={"shown": Channel("mm", takes="length", step=0.01)},
)
VOLUME = Unit(
    name="standard",
    sets={"volume": Sets("L", tau=0.2, gain=0.0002)},
    channels={"shown": Channel("L", takes="volume", step=0.1)},
)
