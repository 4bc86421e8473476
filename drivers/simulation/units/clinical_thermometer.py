"""A clinical thermometer of glass, in a bath beside a reference thermometer, read by eye."""

from drivers.simulation.blocks import AtFull, Channel, Defect, Gain, Offset, Stuck, Takes, Unit

# Sizes are in °C and chosen for limits of some 0.1 °C; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="thermometer",
    usual={"serial": "SIM-0001"},
    company={"bath": "fluke_7341", "standard": "fluke_1594a"},
    wires={"bath.well": "standard.probe"},
    takes={"temperature": Takes("°C", usual="bath.well")},
    channels={
        "indication": Channel("°C", "temperature", honest=(Offset(0.02),), lower=35.0, upper=42.0, step=0.05),
    },
    defects={
        "high": Defect(Offset(0.2), fails="indication"),
        "low": Defect(Offset(-0.25), fails="indication"),
        "scale": Defect(AtFull(0.3), fails="indication"),
        "bore": Defect(Gain(-0.007), fails="indication"),
        "retreater": Defect(
            finding={"recedes": "液柱不能下甩 | the column does not recede"}, fails=("device", "recession")
        ),
        "marks": Defect(
            finding={"graduation": "刻线不清 | not clear", "marks": "刻线不清 | not clear"},
            fails="examination",
        ),
        "fading": Defect(finding={"stains": "刻线掉色 | the colour comes off"}, fails="colour"),
        "stuck": Defect(Stuck(), fails="indication"),
    },
)

#: With a probe in a bath, or an ear thermometer before a blackbody.
DIGITAL = Unit(
    name="thermometer",
    usual={"serial": "SIM-0001"},
    company={"bath": "fluke_7341", "standard": "fluke_1594a"},
    wires={"bath.well": "standard.probe"},
    takes={"temperature": Takes("°C", usual="bath.well")},
    channels={"indication": Channel("°C", "temperature", honest=(Offset(0.02),), lower=32.0, upper=43.0, step=0.01)},
    defects={
        "high": Defect(Offset(0.5), fails="indication"),
        "low": Defect(Offset(-0.5), fails="indication"),
        "scale": Defect(AtFull(0.7), fails="indication"),
        "slope": Defect(Gain(-0.015), fails="indication"),
        "stuck": Defect(Stuck(), fails="indication"),
        "marks": Defect(finding={"marks": "标志不清 | marks not clear"}, fails="examination"),
    },
)
