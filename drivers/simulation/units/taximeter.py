"""A taximeter in its car on a roller bench, and the stopwatch beside it: distance, time, fare, pulses of the wheels."""

from dataclasses import replace

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Offset,
    Set,
    Sets,
    Start,
    Stop,
    Stuck,
    Takes,
    Total,
    Unit,
)

_HOUR, _SWITCHING = 3600.0, 12.0


def _fare(distance: float, waiting: float, flag: float, included: float, per_km: float, jump: float) -> float:
    """Flag fall, then whole jumps and, per started five minutes of waiting, the price of a kilometre."""
    steps = max(0.0, distance - included) // jump
    return flag + jump * per_km * steps + per_km * (waiting // 300.0)


# Sizes are parts of distance and time and chosen for limits of 1 % to 4 %; they are of this simulation.
UNIT = Unit(
    name="taximeter",
    usual={"serial": "SIM-0001", "flag_fall": "13", "included": "3 km", "per_km": "2.3", "jump": "0.5 km", "k": "1000"},
    company={"rollers": "roller_bench"},
    takes={"speed": Takes("km/h", usual="rollers.speed")},
    channels={
        "distance": Total(
            "km", "speed", rate="km/h", honest=(Gain(0.001),), upper=120.0, step=0.001, per_second=1.0 / _HOUR
        ),
        # Below the switching speed it counts time: a second a second.
        "waiting": Total("s", "speed", law=lambda v: float(v < _SWITCHING), rate="1", honest=(Gain(0.0003),), step=1),
        "elapsed": Total("s", "speed", law=lambda _: 1.0, rate="1", step=0.01),
        "pulses": Total(
            "1", "speed", law=lambda v, k: v * k, fields=(("k", "1"),), rate="1", honest=(Gain(0.001),), step=1,
            per_second=1.0 / _HOUR,
        ),
        "fare": Channel(
            "CNY", ("distance", "waiting"), law=_fare,
            fields=(("flag_fall", "1"), ("included", "km"), ("per_km", "1"), ("jump", "km")), upper=1000.0, step=0.01,
        ),
    },
    does={
        "hire": (Start("distance"), Start("waiting"), Start("pulses")),
        "start_time": (Start("waiting"), Start("elapsed")),
        "stop_time": (Stop("waiting"), Stop("elapsed")),
    },
    defects={
        "distance": Defect(Gain(0.05), fails="distance"),
        "short": Defect(Gain(-0.05), fails="distance"),
        "drift": Defect(GainDrift(0.08, tau=600.0), fails="distance"),
        "clock": Defect(Gain(0.02), channel="waiting", fails="time"),
        "slow": Defect(Gain(-0.02), channel="waiting", fails="time"),
        "fare": Defect(Offset(1.0), channel="fare", fails="fare"),
        "stuck": Defect(Stuck(), fails="distance"),
        "constant": Defect(Gain(0.01), channel="pulses", fails="constant"),
        "seal": Defect(finding={"seal": "铅封破损 | seal broken"}, fails=("appearance", "examination")),
    },
)  # fmt: skip
UNIT_EUR = replace(UNIT, channels={**UNIT.channels, "fare": replace(UNIT.channels["fare"], unit="EUR")})

#: Rollers under the driven wheels; true distance up to 0.1 % beside the one that they show.
ROLLERS = Unit(
    name="rollers",
    sets={"speed": Sets("km/h", rate=5.0, tau=1.0)},
    channels={
        "distance": Total("km", "speed", rate="km/h", honest=(Gain(0.0003),), step=0.0001, per_second=1.0 / _HOUR),
        "speed": Channel("km/h", "speed", upper=150.0, step=0.1),
    },
    does={"reset": Start("distance"), "set_speed": Set("speed"), "stop": Set("speed", 0.0)},
)
