"""A grain moisture meter, and samples whose content of water a laboratory has found by drying."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Gain,
    GainDrift,
    Large,
    Offset,
    Set,
    Sets,
    Small,
    Stuck,
    Takes,
    Unit,
)


def content_of(sample: float) -> float:
    """Water in a sample in % of its mass: dry, middle, moist in turn."""
    return 9.4 + 4.1 * ((sample - 1.0) % 3.0) + 0.13 * sample if sample else 0.0


# Sizes are parts of the content, or % of the mass; chosen for limits of 4 % to 6 % of the content.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "step": "0.1 %", "control": "50"},
    company={"samples": "grain_samples"},
    takes={"content": Takes("%", usual="samples.content")},
    channels={
        "moisture": Channel("%", "content", honest=(Gain(0.005), AtFull(0.05)), upper=30.0, step="step"),
        "control_value": Channel(
            "1", "content", law=lambda _, control: control, fields=(("control", "1"),), honest=(Offset(0.3),), step=0.1
        ),
    },
    does={"select": ()},
    defects={
        "gain": Defect(Gain(0.12), fails="indication"),
        "low": Defect(Gain(-0.12), fails="indication"),
        "dry": Defect(Small(0.6, below=0.4), fails="indication"),
        "moist": Defect(Large(0.25, above=0.4), fails="indication"),
        "drift": Defect(GainDrift(0.15, tau=20.0), fails="indication"),
        "stuck": Defect(Stuck(), fails="indication"),
        "control": Defect(Offset(4.0), channel="control_value", fails="control"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)
SAMPLES = Unit(
    name="samples",
    sets={"sample": Sets("1")},
    channels={"content": Channel("%", "sample", law=content_of, honest=(Offset(0.02),), upper=40.0, step=0.01)},
    does={"pour": Set("sample")},
)
