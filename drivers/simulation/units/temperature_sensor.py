"""A temperature sensor that is plunged into flowing water, a contact that closes as it enters, a recorder for each."""

from drivers.simulation.blocks import Add, Channel, Defect, Drift, Lag, Noise, Offset, Set, Sets, Takes, Unit
from drivers.simulation.units.recorded import RecordedUnit

#: Air and water in °C.
_AIR, _WATER = 24.6, 65.3


def _around(immersed: float) -> float:
    return _AIR + immersed * (_WATER - _AIR)


def _contact(immersed: float) -> float:
    return 5.0 * immersed


def _nothing(_: float) -> float:
    return 0.0


# Sizes in °C and s; they are of this simulation, not of a specification.
UNIT = RecordedUnit(
    name="sensor",
    usual={"serial": "SIM-0001"},
    company={"channel": "water_channel", "contact": "immersion_contact"},
    takes={"immersed": Takes("1", usual="channel.immersed"), "marked": Takes("1", usual="channel.marked")},
    channels={
        "temperature": Channel(
            "°C", "immersed", law=_around, honest=(Offset(0.05), Noise(0.04), Lag(0.8)), upper=200.0, step=0.01
        ),
        "clock": Channel("s", "immersed", law=_nothing, honest=(Offset(0.005),), upper=1e6, step=1e-6),
    },
    intervals={"marker": 0.01},
    writings={"skew": "修正"},
    defects={
        "slow": Defect(Lag(1.3), channel="temperature", fails="response"),
        "fouled": Defect(Lag(2.1), channel="temperature", fails="response"),
        "sound": Defect(finding={"sound": "保护管开裂 | sheath cracked"}, fails="appearance"),
        "leads": Defect(finding={"sound": "引线绝缘破损 | insulation of the leads broken"}, fails="appearance"),
        "skewed": Defect(Offset(0.08), channel="clock", fails="alignment"),
        "running_apart": Defect(Drift(40.0, tau=40000.0), channel="clock", fails="alignment"),
        "noisy": Defect(Noise(25.0), channel="temperature", fails="response"),
        "broken": Defect(Lag(1e7), channel="temperature", fails="response"),
    },
)
CONTACT = RecordedUnit(
    name="contact",
    takes={"immersed": Takes("1", usual="channel.immersed"), "marked": Takes("1", usual="channel.marked")},
    channels={"contact": Channel("V", "immersed", law=_contact, honest=(Noise(0.01),), upper=10.0, step=0.01)},
    intervals={"marker": 0.01, "contact": 0.001},
)
CHANNEL = Unit(
    name="channel",
    sets={"immersed": Sets("1"), "marked": Sets("1"), "water": Sets("°C", rest=_WATER), "flow": Sets("m/s", rest=0.4)},
    channels={
        "temperature": Channel("°C", "water", upper=100.0, step=0.1),
        "velocity": Channel("m/s", "flow", upper=2.0, step=0.01),
    },
    does={"mark": Add("marked"), "plunge": Set("immersed", 1.0), "withdraw": Set("immersed", 0.0)},
)
