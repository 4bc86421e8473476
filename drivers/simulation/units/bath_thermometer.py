"""Thermometers in a bath beside a reference thermometer, read by eye: with digits, or with a pointer."""

from drivers.simulation.blocks import AtFull, Bow, Channel, Defect, Gain, Hysteresis, Noise, Offset, Stuck, Takes, Unit

_COMPANY = {"bath": "fluke_7341", "standard": "fluke_1594a"}
_WIRES = {"bath.well": "standard.probe"}
_TAKES = {"temperature": Takes("°C", usual="bath.well")}

# Sizes in °C, chosen for limits of half a degree to a degree; they are of this simulation, not of a regulation.
DIGITAL = Unit(
    name="thermometer",
    usual={"serial": "SIM-0001", "upper": "70 °C"},
    company=_COMPANY,
    wires=_WIRES,
    takes=_TAKES,
    channels={
        "indication": Channel(
            "°C", "temperature", honest=(Offset(0.1), Noise(0.02)), lower=-100.0, upper="upper", step=0.1
        ),
    },
    defects={
        "offset": Defect(Offset(0.8), fails="accuracy"),
        "span": Defect(AtFull(1.6), fails="accuracy"),
        "bow": Defect(Bow(1.5), fails="accuracy"),
        "gain": Defect(Gain(0.04), fails="accuracy"),
        "stuck": Defect(Stuck(), fails="accuracy"),
        "seals": Defect(finding={"seals": "封印破损 | seal broken"}, fails="examination"),
        "book": Defect(finding={"book": "无计量手册 | no metrological log"}, fails="examination"),
    },
)
POINTER = Unit(
    name="thermometer",
    usual={"serial": "SIM-0001", "upper": "100 °C"},
    company=_COMPANY,
    wires=_WIRES,
    takes=_TAKES,
    channels={
        "indication": Channel(
            "°C",
            "temperature",
            honest=(AtFull(0.3), Offset(0.2), Noise(0.1), Hysteresis(0.1)),
            lower=-100.0,
            upper="upper",
            step=0.4,
        ),
    },
    defects={
        "offset": Defect(Offset(2.4), fails="indication"),
        "span": Defect(AtFull(3.0), fails="indication"),
        "gain": Defect(Gain(0.03), fails="indication"),
        "hysteresis": Defect(Hysteresis(1.2), fails="hysteresis"),
        "stuck": Defect(Stuck(), fails="indication"),
        "pointer": Defect(finding={"pointer": "指针卡滞 | the pointer sticks"}, fails="appearance"),
        "scale": Defect(finding={"scale": "标志不清 | illegible"}, fails="appearance"),
    },
)
