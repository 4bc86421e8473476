"""Thermometers in a bath beside a reference thermometer, read by eye: with digits, or with a pointer."""

from dataclasses import replace

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
_CLOCK = Channel("s", "temperature", law=lambda _: 0.0, honest=(Offset(4.0),), upper=86400.0, step=1)
#: A recorder for goods that are kept cold; a person compares its clock with a reference clock, in s.
RECORDER = replace(
    DIGITAL,
    usual={"serial": "SIM-0001", "upper": "30 °C"},
    channels={
        **DIGITAL.channels,
        "clock": _CLOCK,
        "begin": _CLOCK,
        "end": replace(_CLOCK, honest=(Offset(6.0),)),
    },
    defects={
        "offset": DIGITAL.defects["offset"],
        "gain": DIGITAL.defects["gain"],
        "stuck": DIGITAL.defects["stuck"],
        "slow": Defect(Offset(-240.0), channel="end", fails="time"),
        "plate": Defect(finding={"plate": "铭牌缺失 | no nameplate"}, fails="examination"),
        "printer": Defect(finding={"devices": "无法打印 | it does not print"}, fails="functions"),
        "seals": DIGITAL.defects["seals"],
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
