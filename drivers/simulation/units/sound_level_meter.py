"""A sound level meter with A weighting, on a sound source of level and frequency."""

import math

from drivers.simulation.blocks import (
    AtFull,
    Bow,
    Channel,
    Defect,
    Noise,
    Offset,
    Scatter,
    Sets,
    Shaped,
    State,
    Stuck,
    Takes,
    Unit,
)


def a_weighting(frequency: float) -> float:
    """A weighting in dB, IEC 61672-1:2013 annex E: poles at 20.6, 107.7, 737.9 and 12194 Hz, 0 dB at 1 kHz."""
    return 20.0 * math.log10(_response(frequency) / _response(1000.0)) if frequency > 0 else -200.0


def _response(f: float) -> float:
    s = f * f
    poles = (s + 20.598997**2) * (s + 12194.217**2) * math.sqrt((s + 107.65265**2) * (s + 737.86223**2))
    return 12194.217**2 * s * s / poles


def _octaves_above_2_khz(at: State) -> float:
    return max(0.0, math.log2(at.inputs[0] / 2000.0)) if at.inputs[0] > 0 else 0.0


# Sizes are in dB and chosen for limits of about 1 dB; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "upper": "130 dB"},
    company={"source": "sound_source"},
    takes={"level": Takes("dB", "source.level", stands="upper"), "frequency": Takes("Hz", "source.frequency")},
    channels={
        "weighting": Channel("dB", "frequency", law=a_weighting, upper=20.0, step=0.1),
        "indication": Channel(
            "dB",
            ("level", "weighting"),
            law=lambda level, weighting: level + weighting,
            honest=(Offset(0.15), AtFull(0.1), Noise(0.02)),
            lower=20.0,
            upper="upper",
            step=0.1,
        ),
    },
    defects={
        "calibration": Defect(Offset(1.8), channel="indication", fails="indication"),
        "linearity": Defect(Bow(2.0), channel="indication", fails="linearity"),
        "weighting": Defect(Shaped(-3.0, shape=_octaves_above_2_khz), channel="weighting", fails="weighting"),
        "unsteady": Defect(Scatter(1.0), channel="indication", fails="repeatability"),
        "stuck": Defect(Stuck(), channel="indication", fails="indication"),
        "appearance": Defect(finding={"microphone": "传声器保护罩破损 | grid broken"}, fails="appearance"),
    },
)

#: A calibrator and an electrical generator in one: true level up to 0.08 dB beside the stated one.
SOURCE = Unit(
    name="source",
    sets={"level": Sets("dB", tau=0.1, offset=0.08), "frequency": Sets("Hz", rest=1000.0)},
    channels={"level": Channel("dB", "level", upper=140.0, step=0.01), "frequency": Channel("Hz", "frequency", step=1)},
)
