"""A meter of reactive energy on a bench that shows its error; honest ones of class 2."""

from drivers.simulation.blocks import Channel, Defect, Noise, Offset, Takes, Unit

#: Errors in %: balanced loads and one element, by sin φ, below and from the change of the limits.
ERRORS = ("low_1", "high_1", "low_05", "high_05", "high_025", "one_1", "one_05", "one_025")


def _error() -> Channel:
    """What the bench shows at some loads."""
    honest = (Offset(0.3), Noise(0.03))
    return Channel("%", "voltage", law=lambda *_: 0.0, honest=honest, lower=-20.0, upper=20.0, step=0.01)


# Sizes in %, chosen for class 2; they are of no regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001"},
    company={"calibrator": "meter_calibrator"},
    takes={"voltage": Takes("V", usual="calibrator.voltage")},
    channels={name: _error() for name in ERRORS},
    defects={
        "gain": Defect(Offset(3.0), channel="high_1", fails="high_1"),
        "small": Defect(Offset(-4.0), channel="low_1", fails="low_1"),
        "angle": Defect(Offset(3.0), channel="high_05", fails="high_05"),
        "large_angle": Defect(Offset(-4.0), channel="high_025", fails="high_025"),
        "element": Defect(Offset(4.5), channel="one_1", fails="one_1"),
        "broken_seal": Defect(finding={"seals": "封印破损 | seal broken"}, fails="examination"),
    },
)
