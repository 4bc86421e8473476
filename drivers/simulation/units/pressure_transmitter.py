"""A pressure transmitter of 4 mA to 20 mA, on the line of a controller, its current read by a multimeter."""

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
    Takes,
    Unit,
    Warmth,
)

_ZERO, _SPAN = 0.004, 0.016

# A size of one is 0.1 % of the span of the current; sizes are chosen for limits of 0.2 %, not those of a regulation.
UNIT = Unit(
    name="transmitter",
    usual={"serial": "SIM-0001", "upper": "1600 kPa"},
    company={"source": "pace", "meter": "scpi_multimeter"},
    wires={"transmitter.current": "meter.A"},
    takes={"pressure": Takes("kPa", usual="source.output", stands="upper")},
    channels={
        "current": Channel(
            "A",
            "pressure",
            law=lambda pressure, upper: _ZERO + _SPAN * pressure / upper,
            fields=(("upper", "kPa"),),
            honest=(AtFull(0.5), Offset(0.3), Bow(0.3), Hysteresis(0.2), Noise(0.02)),
            lower=_ZERO,
            upper=_ZERO + _SPAN,
            per=_SPAN / 1000.0,
            step=1e-7,
        ),
        "insulation": Channel("MΩ", "pressure", law=lambda _: 200.0, upper=1000.0, step=1),
    },
    defects={
        "span": Defect(AtFull(8.0), fails="indication"),
        "zero": Defect(Offset(8.0), fails="indication"),
        "bow": Defect(Bow(8.0), fails="indication"),
        "hysteresis": Defect(Hysteresis(4.0), fails="hysteresis"),
        "drift": Defect(Drift(40.0, tau=900.0), fails=("indication", "hysteresis")),
        "temperature": Defect(Warmth(0.004), fails="indication"),
        "earth": Defect(Gain(-0.95), channel="insulation", fails="insulation"),
        "leak": Defect(finding={"tight": "接口漏气 | leaks at the connection"}, fails="tightness"),
        "appearance": Defect(finding={"case": "外壳破损 | case broken"}, fails="appearance"),
    },
)
