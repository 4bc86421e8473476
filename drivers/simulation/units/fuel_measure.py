"""A measure for two-stroke fuel, and the standard measure that its deliveries are caught in."""

from drivers.simulation.blocks import Alternation, Bow, Channel, Defect, Gain, Noise, Offset, Set, Sets, Takes, Unit

# Sizes are in mL or parts of the quantity and chosen for limits of 1 % and 5 mL; they are of this simulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001"},
    sets={"asked": Sets("mL")},
    channels={
        "delivered": Channel("mL", takes="asked", honest=(Gain(0.0015), Alternation(0.1)), upper=1000.0, step=0.01)
    },
    does={"deliver": Set("asked")},
    company={"measure": "fuel_beaker"},
    defects={
        "more": Defect(Gain(0.02), fails="indication"),
        "less": Defect(Gain(-0.02), fails="indication"),
        "residue": Defect(Offset(-6.0), fails="indication"),
        "dented": Defect(Bow(-12.0), fails="indication"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "leak": Defect(finding={"tight": "阀漏 | a valve leaks"}, fails="examination"),
    },
)

#: A glass measure read to 0.1 mL.
BEAKER = Unit(
    name="measure",
    takes={"fuel": Takes("mL", usual="meter.delivered")},
    channels={"indication": Channel("mL", takes="fuel", honest=(Offset(0.05), Noise(0.02)), upper=2000.0, step=0.1)},
)
