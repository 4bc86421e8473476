"""A sound level meter with A, C and Z weighting and F, S, averaging and peak displays, on a generator of signals."""

import math

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Drift,
    Noise,
    Offset,
    Sets,
    Shaped,
    State,
    Takes,
    Unit,
)

_F, _S = 0.125, 1.0
_QUIET = -200.0
#: What the peak of one or half a cycle is above the level of the steady signal in dB, IEC 61672-1:2013 table 5.
_PEAK = {(1, 31.5): 2.5, (1, 500.0): 3.5, (1, 8000.0): 3.4, (2, 500.0): 2.4, (3, 500.0): 2.4}


def a_weighting(frequency: float) -> float:
    """A weighting in dB, IEC 61672-1:2013 annex E: poles at 20.6, 107.7, 737.9 and 12194 Hz, 0 dB at 1 kHz."""
    return 20.0 * math.log10(_response(frequency) / _response(1000.0)) if frequency > 0 else _QUIET


def c_weighting(frequency: float) -> float:
    """C weighting in dB: poles at 20.6 and 12194 Hz, 0 dB at 1 kHz."""
    return 20.0 * math.log10(_wide(frequency) / _wide(1000.0)) if frequency > 0 else _QUIET


def _wide(f: float) -> float:
    s = f * f
    return 12194.217**2 * s / ((s + 20.598997**2) * (s + 12194.217**2))


def _response(f: float) -> float:
    s = f * f
    return _wide(f) * s / math.sqrt((s + 107.65265**2) * (s + 737.86223**2))


def _maximum(tau: float, level: float, milliseconds: float) -> float:
    """The highest reading of a burst with a time constant; of a steady signal its level."""
    return level if milliseconds <= 0 else level + 10.0 * math.log10(1.0 - math.exp(-milliseconds / 1000.0 / tau))


def _exposure(level: float, milliseconds: float) -> float:
    return level if milliseconds <= 0 else level + 10.0 * math.log10(milliseconds / 1000.0)


def _peak(level: float, cycles: float, frequency: float) -> float:
    """The peak of a signal of one or half a cycle; of a steady sine 3 dB above its level."""
    nominal = min((f for _, f in _PEAK), key=lambda f: abs(math.log(max(frequency, 1.0) / f)))
    return level + _PEAK.get((round(cycles), nominal), 3.01)


def _high(at: State) -> float:
    return max(0.0, math.log2(at.inputs[0] / 2000.0)) if at.inputs[0] > 0 else 0.0


def _above_100(at: State) -> float:
    return max(0.0, (at.inputs[0] - 100.0) / 25.0)


def _in_a_burst(at: State) -> float:
    return 1.0 if at.inputs[1] > 0.0 else 0.0


def _in_a_cycle(at: State) -> float:
    return 1.0 if at.inputs[1] > 0.0 else 0.0


def _sum(level: float, weighting: float) -> float:
    return level + weighting


def _display(takes: str, law: object = None, *more: str) -> Channel:
    return Channel("dB", (takes, *more), law=law, lower=20.0, upper=140.0, step=0.1)  # type: ignore[arg-type]


# Sizes are in dB and chosen for limits of about 1 dB; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001"},
    company={"source": "sound_source", "barometer": "ptu300"},
    takes={
        "level": Takes("dB", "source.level"),
        "frequency": Takes("Hz", "source.frequency"),
        "burst": Takes("ms", "source.burst"),
        "cycles": Takes("1", "source.cycles"),
    },
    channels={
        # Amplifier, weighting networks, and what each display is made of.
        "amplifier": Channel("dB", "level", honest=(Offset(0.05), Noise(0.01)), lower=20.0, upper=140.0, step=0.1),
        "weighting_A": Channel("dB", "frequency", law=a_weighting, upper=20.0, step=0.1),
        "weighting_C": Channel("dB", "frequency", law=c_weighting, upper=20.0, step=0.1),
        "weighted_A": _display("amplifier", _sum, "weighting_A"),
        "weighted_C": _display("amplifier", _sum, "weighting_C"),
        "LAF": _display("weighted_A", lambda level: level),
        "LAS": _display("weighted_A", lambda level: level),
        "LAeq": _display("weighted_A", lambda level: level),
        "LCF": _display("weighted_C", lambda level: level),
        "LZF": _display("amplifier", lambda level: level),
        "LAFmax": _display("weighted_A", lambda level, burst: _maximum(_F, level, burst), "burst"),
        "LASmax": _display("weighted_A", lambda level, burst: _maximum(_S, level, burst), "burst"),
        "LAE": _display("weighted_A", _exposure, "burst"),
        "LCpeak": _display("weighted_C", _peak, "cycles", "frequency"),
        # Level of the generator at which overload is first shown, and the own noise of the electrical input.
        "overload": Channel("dB", "cycles", law=lambda _: 138.0, honest=(Noise(0.1),), upper=150.0, step=0.1),
        "noise_A": Channel("dB", "level", law=lambda _: 18.4, honest=(Noise(0.1),), upper=140.0, step=0.1),
        "noise_C": Channel("dB", "level", law=lambda _: 22.1, honest=(Noise(0.1),), upper=140.0, step=0.1),
        "noise_Z": Channel("dB", "level", law=lambda _: 27.5, honest=(Noise(0.1),), upper=140.0, step=0.1),
    },
    defects={
        "weighting": Defect(Shaped(-2.5, shape=_high), channel="weighting_A", fails="electrical"),
        "weighting_C": Defect(Shaped(-2.5, shape=_high), channel="weighting_C", fails=("acoustic", "electrical")),
        "offset_C": Defect(Offset(0.6), channel="LCF", fails="weightings"),
        "slow_S": Defect(Offset(-0.4), channel="LAS", fails="times"),
        "linearity": Defect(Shaped(-1.6, shape=_above_100), channel="amplifier", fails="linearity"),
        "burst_F": Defect(Shaped(-3.0, shape=_in_a_burst), channel="LAFmax", fails="burst"),
        "peak": Defect(Shaped(-4.0, shape=_in_a_cycle), channel="LCpeak", fails="peak"),
        "overload": Defect(
            Shaped(-3.0, shape=lambda at: float(round(at.inputs[0]) == 3)), channel="overload", fails="overload"
        ),
        "drift": Defect(Drift(6.0, tau=12000.0), channel="amplifier", fails=("stability", "high_level")),
        "microphone": Defect(finding={"microphone": "传声器保护罩破损 | grid broken"}, fails="examination"),
    },
)
#: A calibrator of several frequencies and a generator in one: true level up to 0.03 dB beside the stated one.
SOURCE = Unit(
    name="source",
    sets={
        "level": Sets("dB", tau=0.02, offset=0.03),
        "frequency": Sets("Hz", rest=1000.0),
        "burst": Sets("ms"),
        "cycles": Sets("1"),
    },
    channels={
        "level": Channel("dB", "level", upper=150.0, step=0.01),
        "frequency": Channel("Hz", "frequency", step=0.1),
    },
)
