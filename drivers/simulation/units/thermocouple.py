"""A thermocouple of type K in a furnace that a person works, its EMF on a meter that a person reads."""

import math

from drivers.simulation.blocks import Channel, Defect, Gain, Large, Noise, Offset, Sets, Small, Stuck, Takes, Unit

#: Tables of type K in mV at 0 °C, 100 °C …; between them a straight line would be wrong by up to 0.1 mV.
_EXACT = (
    -0.176004136860e-01, 0.389212049750e-01, 0.185587700320e-04, -0.994575928740e-07, 0.318409457190e-09,
    -0.560728448890e-12, 0.560750590590e-15, -0.320207200030e-18, 0.971511471520e-22, -0.121047212750e-25,
)  # fmt: skip


def _type_k(t: float) -> float:
    """EMF in mV, as physics has it."""
    return sum(c * t**n for n, c in enumerate(_EXACT)) + 0.1185976 * math.exp(-0.1183432e-3 * (t - 126.9686) ** 2)


# Sizes in mV or parts of the EMF, chosen for a tolerance of some degrees; they are of no regulation.
UNIT = Unit(
    name="thermocouple",
    usual={"serial": "SIM-0001"},
    company={"furnace": "thermocouple_furnace"},
    takes={"temperature": Takes("°C", usual="furnace.temperature")},
    channels={
        "indication": Channel(
            "mV", "temperature", law=_type_k, honest=(Gain(0.001), Noise(0.0015)), lower=-1.0, upper=50.0, step=0.001
        )
    },
    defects={
        "gain": Defect(Gain(0.02), fails="deviation"),
        "offset": Defect(Offset(0.4), fails="deviation"),
        "hot": Defect(Large(0.05, above=0.6), fails="deviation"),
        "inhomogeneous": Defect(Small(0.08, below=0.7), fails="deviation"),
        "stuck": Defect(Stuck(), fails="deviation"),
        "junction": Defect(finding={"junction": "冰已融化 | the ice has melted"}, fails="appearance"),
        "sound": Defect(finding={"sound": "绝缘破损 | insulation broken"}, fails="appearance"),
    },
)
#: A furnace with the reference thermometer in it; the true temperature is up to 0.03 % beside the stated one.
FURNACE = Unit(
    name="furnace",
    sets={"temperature": Sets("°C", tau=60.0, rest=20.0, gain=0.0003)},
    channels={"temperature": Channel("°C", "temperature", upper=1200.0, step=0.01)},
)
