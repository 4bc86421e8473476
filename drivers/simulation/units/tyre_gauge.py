"""A tyre pressure gauge on the line of a pressure controller."""

from drivers.simulation.blocks import AtFull, Bow, Channel, Defect, Gain, Hysteresis, Idle, Offset, Stuck, Takes, Unit

# Sizes are in kPa and chosen for limits of 8 kPa to 25 kPa; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="gauge",
    usual={"serial": "SIM-0001", "upper": "1200 kPa", "step": "1 kPa"},
    company={"source": "pace"},
    takes={"pressure": Takes("kPa", usual="source.output", stands="upper")},
    channels={
        "indication": Channel(
            "kPa", takes="pressure", honest=(AtFull(1.5), Offset(0.4), Hysteresis(0.8)), upper="upper", step="step"
        ),
    },
    defects={
        "span": Defect(Gain(0.04), fails="indication"),
        "zero": Defect(Idle(12.0), fails="zero"),
        "hysteresis": Defect(Hysteresis(9.0), fails="hysteresis"),
        "reversed": Defect(Hysteresis(-2.5), fails="monotone"),
        "bow": Defect(Bow(14.0), fails="indication"),
        "stuck": Defect(Stuck(), fails="indication"),
        "seal": Defect(finding={"seals": "铅封缺失 | a seal is missing"}, fails="examination"),
    },
)
