"""A taximeter in its car on a roller bench: distance, waiting time, fare."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Idle,
    Offset,
    Set,
    Sets,
    Start,
    Stuck,
    Takes,
    Total,
    Unit,
)

_HOUR, _SWITCHING = 3600.0, 12.0


def _fare(distance: float, waiting: float, flag: float, included: float, per_km: float) -> float:
    """Flag fall, then steps of 0.5 km and, per started five minutes of waiting, the price of a kilometre."""
    steps = max(0.0, distance - included) // 0.5
    return flag + 0.5 * per_km * steps + per_km * (waiting // 300.0)


# Sizes are parts of distance and time and chosen for limits of 1 % to 4 %; they are of this simulation.
UNIT = Unit(
    name="taximeter",
    usual={"serial": "SIM-0001", "flag_fall": "13", "included": "3 km", "per_km": "2.3"},
    company={"rollers": "roller_bench"},
    takes={"speed": Takes("km/h", usual="rollers.speed")},
    channels={
        "distance": Total(
            "km", "speed", rate="km/h", honest=(Gain(0.004),), upper=120.0, step=0.001, per_second=1.0 / _HOUR
        ),
        # Below the switching speed it counts time: a second a second.
        "waiting": Total("s", "speed", law=lambda v: float(v < _SWITCHING), rate="1", honest=(Gain(0.0005),), step=1),
        "fare": Channel(
            "CNY", ("distance", "waiting"), law=_fare,
            fields=(("flag_fall", "1"), ("included", "km"), ("per_km", "1")), upper=1000.0, step=0.1,
        ),
    },
    does={"hire": Start("distance"), "hire_waiting": Start("waiting")},
    defects={
        "distance": Defect(Gain(0.05), fails="distance"),
        "short": Defect(Gain(-0.05), fails="distance"),
        "idle": Defect(Idle(2.0), fails="waiting"),
        "clock": Defect(Gain(0.02), channel="waiting", fails="waiting"),
        "fare": Defect(Offset(1.0), channel="fare", fails="fare"),
        "stuck": Defect(Stuck(), fails="distance"),
        "seal": Defect(finding={"seal": "铅封破损 | seal broken"}, fails="appearance"),
    },
)  # fmt: skip

#: Rollers under the driven wheels; true distance up to 0.1 % beside the one that they show.
ROLLERS = Unit(
    name="rollers",
    sets={"speed": Sets("km/h", rate=5.0, tau=1.0)},
    channels={
        "distance": Total("km", "speed", rate="km/h", honest=(Gain(0.001),), step=0.0001, per_second=1.0 / _HOUR),
        "speed": Channel("km/h", "speed", upper=150.0, step=0.1),
    },
    does={"reset": Start("distance"), "set_speed": Set("speed"), "stop": Set("speed", 0.0)},
)
