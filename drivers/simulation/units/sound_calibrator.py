"""A sound calibrator of several levels and frequencies, heard by a reference microphone with an analyser."""

from drivers.simulation.blocks import Channel, Defect, Gain, Noise, Offset, Sets, Shaped, State, Unit


def _low(at: State) -> float:
    return max(0.0, (500.0 - at.inputs[1]) / 500.0)


def _sound(level: float, _frequency: float) -> float:
    return level


def _beside(part: float) -> Channel:
    return Channel("dB", "sound", law=lambda level: level + part, honest=(Noise(0.003),), upper=150.0, step=0.01)


# Sizes are chosen for limits of 0.25 dB, 0.07 dB, 0.7 % and 2.5 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="calibrator",
    usual={"serial": "SIM-0001"},
    company={"barometer": "ptu300"},
    sets={"level": Sets("dB"), "frequency": Sets("Hz", rest=1000.0)},
    channels={
        "sound": Channel("dB", ("level", "frequency"), law=_sound, honest=(Offset(0.04),), upper=150.0, step=0.001),
        "level": _beside(0.0),
        "level_max": _beside(0.02),
        "level_min": _beside(-0.02),
        "frequency": Channel("Hz", "frequency", honest=(Gain(0.0004),), upper=20000.0, step=0.1),
        "distortion": Channel("%", "level", law=lambda _: 0.5, honest=(Noise(0.02),), upper=100.0, step=0.1),
    },
    defects={
        "loud": Defect(Offset(0.4), channel="sound", fails="level"),
        "leaky": Defect(Shaped(-0.8, shape=_low), channel="sound", fails="level"),
        "unsteady": Defect(Offset(0.12), channel="level_max", fails="fluctuation"),
        "fading": Defect(Offset(-0.12), channel="level_min", fails="fluctuation"),
        "detuned": Defect(Gain(0.012), channel="frequency", fails="frequency"),
        "distorted": Defect(Offset(2.6), channel="distortion", fails="distortion"),
        "battery": Defect(finding={"supply": "电池电压过低 | supply voltage too low"}, fails="examination"),
    },
)
