"""A digital gauge on the line of a pressure controller; it answers on a line of its own."""

from drivers.simulation.blocks import (
    AtFull,
    Bow,
    Channel,
    Defect,
    Drift,
    Gain,
    Hysteresis,
    Noise,
    Offset,
    Stuck,
    Takes,
    Unit,
    Warmth,
)

# A size of one is 1 kPa; sizes are chosen for limits of 1.6 kPa, not those of a regulation.
UNIT = Unit(
    name="gauge",
    usual={"serial": "SIM-0001", "upper": "1600 kPa", "resolution": "0.01 kPa"},
    company={"source": "pace"},
    answers="scpi_gauge",
    takes={"pressure": Takes("kPa", usual="source.output", stands="upper")},
    channels={
        "indication": Channel(
            "kPa",
            "pressure",
            honest=(AtFull(0.3), Offset(0.1), Bow(0.2), Hysteresis(0.1), Noise(0.02)),
            lower=-100.0,
            upper="upper",
            step="resolution",
        ),
        "insulation": Channel("MΩ", "pressure", law=lambda _: 200.0, upper=1000.0, step=1),
    },
    defects={
        "span": Defect(AtFull(5.0), fails="indication"),
        "zero": Defect(Offset(4.0), fails="indication"),
        "bow": Defect(Bow(4.0), fails="indication"),
        "hysteresis": Defect(Hysteresis(1.2), fails="hysteresis"),
        "drift": Defect(Drift(1.4, tau=1200.0), fails="drift"),
        "temperature": Defect(Warmth(0.01), fails="indication"),
        "stuck": Defect(Stuck(), fails="indication"),
        "earth": Defect(Gain(-0.95), channel="insulation", fails="insulation"),
        "leak": Defect(finding={"tight": "接口漏气 | leaks at the connection"}, fails="tightness"),
        "appearance": Defect(finding={"display": "显示缺划 | segments missing"}, fails="appearance"),
    },
)
