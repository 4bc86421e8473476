"""A taximeter in its car, with the functions that investigations look for; on rollers or on a road.

The wheels give pulses on the rollers as on the road; the taximeter divides them by its constant and bills what
comes while it is hired. States are 0 or 1. Every size is of this simulation, as a part of the distance.
"""

from dataclasses import replace

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Occasion,
    Offset,
    Set,
    Sets,
    Shaped,
    Start,
    Takes,
    Total,
    Unit,
    while_on,
)
from drivers.simulation.units.taximeter import ROLLERS

_HOUR = 3600.0
#: Inputs of the wheels, and of what is billed, in their order.
SPEED, BLIND, CIRCUMFERENCE = range(3)
WHEELS, HIRED, CONSTANT = range(3)
#: Standard deviation of the reference distance of one ride, as a part of it.
TRACK = 0.0005


UNIT = Unit(
    name="taximeter",
    usual={"serial": "SIM-0001", "k": "1000", "circumference": "1980 mm"},
    company={"drive": "driven_car"},
    takes={"speed": Takes("km/h", usual="drive.speed")},
    sets={"blind": Sets("1"), "hired": Sets("1")},
    channels={
        "circumference": Channel(
            "mm", "hired", law=lambda _hired, u: u, fields=(("circumference", "mm"),), honest=(Gain(0.002),),
            upper=1e4, step=1,
        ),
        "wheels": Channel(
            "km/h", ("speed", "blind", "circumference"), law=lambda speed, _blind, turning, u: speed * u / turning,
            fields=(("circumference", "mm"),), upper=120.0, step=0.001,
        ),
        "constant": Channel("1", "hired", law=lambda _hired, k: k, fields=(("k", "1"),), upper=1e5, step=1),
        "changes": Channel("1", "hired", law=lambda _hired: 0.0, upper=100.0, step=1),
        "distance": Total(
            "km", ("wheels", "hired", "constant"), law=lambda wheels, hired, constant, k: wheels * hired * k / constant,
            fields=(("k", "1"),), rate="km/h", upper=120.0, step=0.001, per_second=1.0 / _HOUR,
        ),
        "pulses": Total(
            "1", "wheels", law=lambda wheels, k: wheels * k, fields=(("k", "1"),), rate="1", step=1, cut=True,
            per_second=1.0 / _HOUR,
        ),
    },
    does={
        "hire": (Set("hired", 1.0), Start("distance"), Start("pulses")),
        "for_hire": (Set("hired", 0.0), Start("distance"), Start("pulses")),
    },
    defects={
        "taxi_boost": Defect(Shaped(0.06, shape=while_on(BLIND)), channel="wheels", fails="on_the_road"),
        "small_tyre": Defect(Gain(-0.03), channel="circumference", fails=("on_rollers", "tyres")),
        "added_pulses": Defect(Gain(0.03), channel="wheels", fails=("on_rollers", "tyres")),
        "k_edit": Defect(Offset(-40.0), channel="constant", fails="parameters"),
        "k_restored": Defect(Offset(2.0), channel="changes", fails="parameters"),
        "idle_pulse": Defect(Idle(0.5), channel="wheels", fails="idle"),
        "half_flag": Defect(
            Shaped(1.0, shape=lambda at: at.inputs[WHEELS] * (1.0 - at.inputs[HIRED])), channel="distance", fails="flag"
        ),
        "drift": Defect(GainDrift(0.02, tau=600.0), channel="wheels", fails="on_rollers"),
    },
)  # fmt: skip

#: The car: driven on rollers, or on a road with a receiver that keeps its track; both are read to 0.1 m.
DRIVEN_CAR = replace(
    ROLLERS,
    name="drive",
    channels={
        "distance": Total(
            "km", "speed", rate="km/h", honest=(Occasion(TRACK, "ride"),), step=0.0001, per_second=1.0 / _HOUR
        ),
        "speed": ROLLERS.channels["speed"],
    },
)
