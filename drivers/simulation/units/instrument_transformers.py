"""Instrument transformers on a test set that a person reads; honest ones of class 0.2."""

from drivers.simulation.blocks import Channel, Defect, Noise, Offset, Takes, Unit


def _errors(unit: str, size: float, *names: str) -> dict[str, Channel]:
    """What the test set shows of one kind of error at several places."""
    honest = (Offset(size), Noise(size / 10))
    return {
        name: Channel(unit, "voltage", law=lambda *_: 0.0, honest=honest, lower=-400.0, upper=400.0, step=0.001)
        for name in names
    }


def _transformer(
    ratios: tuple[str, ...], phases: tuple[str, ...], defects: dict[str, Defect], findings: tuple[str, ...]
) -> Unit:
    found = {name: Defect(finding={name: "不符合 | not as it should be"}, fails="appearance") for name in findings}
    return Unit(
        name="transformer",
        usual={"serial": "SIM-0001"},
        company={"calibrator": "meter_calibrator"},
        takes={"voltage": Takes("V", usual="calibrator.voltage")},
        channels=_errors("%", 0.05, *ratios) | _errors("′", 2.0, *phases),
        defects=defects | found,
    )


_PARTS = (1, 5, 20, 100, 120)
# Sizes in % and minutes, chosen for the limits that a draft remembers; they are of no regulation.
CURRENT = _transformer(
    tuple(f"ratio_{p}" for p in _PARTS),
    tuple(f"phase_{p}" for p in _PARTS),
    {
        "small": Defect(Offset(1.2), channel="ratio_5", fails="ratio_5"),
        "turns": Defect(Offset(0.4), channel="ratio_100", fails="ratio_100"),
        "core": Defect(Offset(45.0), channel="phase_5", fails="phase_5"),
        "saturated": Defect(Offset(25.0), channel="phase_120", fails="phase_120"),
    },
    ("polarity", "insulation"),
)
VOLTAGE = _transformer(
    ("ratio",),
    ("phase",),
    {
        "turns": Defect(Offset(0.5), channel="ratio", fails="ratio"),
        "reverse": Defect(Offset(-0.5), channel="ratio", fails="ratio"),
        "leakage": Defect(Offset(25.0), channel="phase", fails="phase"),
    },
    ("polarity", "insulation", "marks"),
)
