"""A non-automated sphygmomanometer with a dial or a column, on the line of a hand pump with a reference manometer."""

from drivers.simulation.blocks import (
    Channel,
    Creep,
    Defect,
    Gain,
    Hysteresis,
    Lag,
    Offset,
    Response,
    Sets,
    Stuck,
    Takes,
    Unit,
    Wave,
)

# Sizes are in mmHg and chosen for limits of some 4 mmHg; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="cuff",
    usual={"serial": "SIM-0001", "upper": "300 mmHg", "division": "2 mmHg"},
    company={"pump": "pressure_pump"},
    takes={"pressure": Takes("mmHg", usual="pump.pressure", stands="upper")},
    channels={
        "indication": Channel(
            "mmHg",
            takes="pressure",
            honest=(Gain(0.002), Offset(0.4), Wave(0.3), Hysteresis(0.3)),
            upper="upper",
            step="division",
        ),
        "fluctuation": Channel("mmHg", takes="pressure", law=lambda _: 4.0, honest=(Offset(0.5),), step=0.25),
        "response": Response("s", takes="indication", step=0.1, part=0.9),
    },
    shows={"pressure": "indication"},
    defects={
        "span": Defect(Gain(0.03), fails="indication"),
        "zero": Defect(Offset(6.0), fails=("zero", "indication")),
        "hysteresis": Defect(Hysteresis(5.0), fails=("hysteresis", "indication")),
        "leak": Defect(Creep(-16.0, tau=60.0), fails=("tightness", "indication")),
        "sluggish": Defect(Offset(-3.0), channel="fluctuation", fails="sensitivity"),
        "valve": Defect(finding={"valve": "气阀漏气 | the valve leaks"}, fails="valve"),
        "reservoir": Defect(finding={"reservoir": "贮汞瓶漏汞 | mercury is lost"}, fails="mercury"),
        "slow": Defect(Lag(4.0), fails="response"),
        "stuck": Defect(Stuck(), fails="indication"),
        "appearance": Defect(
            finding={"case": "表盘破损 | dial broken", "intact": "表盘破损 | dial broken"}, fails="appearance"
        ),
    },
)

#: A hand pump with the reference manometer that is read on it.
PUMP = Unit(
    name="pump",
    sets={"pressure": Sets("mmHg", tau=1.0, rate=20.0, gain=0.0002, offset=0.02)},
    channels={"pressure": Channel("mmHg", takes="pressure", honest=(Gain(0.0003),), upper=300.0, step=0.1)},
)
