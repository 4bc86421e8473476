"""Meters of insulation and of earth resistance on a resistance box that a person sets."""

from drivers.simulation.blocks import Channel, Defect, Gain, Noise, Sets, Takes, Unit


def _box(unit: str, upper: float) -> Unit:
    return Unit(
        name="box",
        sets={"resistance": Sets(unit, gain=0.0005)},
        channels={"resistance": Channel(unit, "resistance", upper=upper, step=0.001)},
    )


HIGH_BOX = _box("MΩ", 1e5)
"""A resistance box for high voltages, set in MΩ."""
BOX = _box("Ω", 1e5)
"""A resistance box, set in Ω."""
_WAYS = ("front", "back", "left", "right")


def _read(unit: str, *honest: Gain | Noise, step: float) -> Channel:
    """An indication of the resistance of the box."""
    return Channel(unit, "resistance", honest=honest, upper=1e5, step=step)


def _steady(unit: str, law: float, *honest: Gain, step: float) -> Channel:
    """What does not depend on the box."""
    return Channel(unit, "resistance", law=lambda _: law, honest=honest, upper=1e5, step=step)


_FLASHOVER = Defect(finding={"withstands": "出现飞弧 | flashover"}, fails="strength")
_MARKS = Defect(finding={"marks": "标志不清 | illegible"}, fails="appearance")
_DAMP = Defect(Gain(-0.95), channel="insulation", fails="insulation")

# Sizes are of this simulation, chosen for a class of 10 and one of 5; they are of no regulation.
INSULATION = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "rated_voltage": "500 V"},
    company={"box": "high_resistance_box"},
    takes={"resistance": Takes("MΩ", usual="box.resistance")},
    channels={
        "resistance": _read("MΩ", Gain(0.02), step=0.01),
        "level": _read("MΩ", step=0.01),
        **{way: _read("MΩ", Gain(0.01), step=0.01) for way in _WAYS},
        "voltage": _steady("V", 510.0, Gain(0.01), step=1.0),
        "lowest_voltage": _steady("V", 508.0, step=1.0),
        "highest_voltage": _steady("V", 513.0, step=1.0),
        "insulation": _steady("MΩ", 200.0, step=1.0),
    },
    defects={
        "gain": Defect(Gain(0.3), channel="resistance", fails="indication"),
        "low_voltage": Defect(Gain(-0.2), channel="voltage", fails="voltage"),
        "unsteady": Defect(Gain(0.08), channel="highest_voltage", fails="stability"),
        "tilt": Defect(Gain(0.09), channel="left", fails="tilt"),
        "damp": _DAMP,
        "flashover": _FLASHOVER,
        "open": Defect(finding={"open": "指针不到∞ | the pointer does not reach ∞"}, fails="initial"),
        "marks": _MARKS,
    },
)
EARTH = Unit(
    name="meter",
    usual={"serial": "SIM-0001"},
    company={"box": "resistance_box"},
    takes={"resistance": Takes("Ω", usual="box.resistance")},
    channels={
        "resistance": _read("Ω", Gain(0.01), step=0.01),
        **{state: _read("Ω", step=0.01) for state in ("level", "aux_500")},
        **{way: _read("Ω", Gain(0.01), step=0.01) for way in _WAYS},
        **{f"aux_{R}": _read("Ω", Gain(0.01), step=0.01) for R in (0, 1000, 2000, 5000)},
        "insulation": _steady("MΩ", 200.0, step=1.0),
    },
    defects={
        "gain": Defect(Gain(-0.09), channel="resistance", fails="indication"),
        "tilt": Defect(Gain(0.08), channel="back", fails="tilt"),
        "no_current": Defect(Gain(-0.15), channel="aux_5000", fails="auxiliary"),
        "feedback": Defect(Gain(0.08), channel="aux_0", fails="auxiliary"),
        "damp": _DAMP,
        "flashover": _FLASHOVER,
        "marks": _MARKS,
    },
)
