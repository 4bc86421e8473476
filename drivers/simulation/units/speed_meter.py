"""A traffic speed meter before a simulator and beside a road, where a reference meter measures the same vehicles."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Large,
    Offset,
    Set,
    Sets,
    Small,
    Stuck,
    Takes,
    Unit,
)


def speed_of(vehicle: float) -> float:
    """Speed in km/h of a vehicle on the road; nothing moves before the first one."""
    return 45.0 + 13.0 * (vehicle * 5.0 % 8.0) if vehicle else 0.0


def _headway_of(vehicle: float) -> float:
    """Seconds behind the vehicle before."""
    return 0.8 + 0.3 * (vehicle % 6.0)


def _either(simulated: float, traffic: float) -> float:
    return simulated or traffic


_SPEED, _HEADWAY = ("simulated_speed", "traffic_speed"), ("simulated_headway", "traffic_headway")
_WRONG = ("laboratory", "linearity", "road")
# Sizes are parts of the speed, km/h or s; those of the defects are beyond the widest limits in service.
UNIT = Unit(
    name="meter",
    usual={"serial": "SIM-0001", "highest": "250 km/h", "test_step": "0.1 km/h"},
    company={"simulator": "speed_simulator", "traffic": "traffic_reference"},
    takes={
        "simulated_speed": Takes("km/h", usual="simulator.speed"),
        "simulated_headway": Takes("s", usual="simulator.headway"),
        "simulated_own": Takes("km/h", usual="simulator.own_speed"),
        "traffic_speed": Takes("km/h", usual="traffic.speed"),
        "traffic_headway": Takes("s", usual="traffic.headway"),
    },
    channels={
        "speed": Channel(
            "km/h", _SPEED, law=_either, honest=(Gain(0.002), Offset(0.2)), upper="highest", step="test_step"
        ),
        "whole_speed": Channel("km/h", "speed", step=1),
        "headway": Channel("s", _HEADWAY, law=_either, honest=(Offset(0.05),), step=0.01),
        "own_speed": Channel("km/h", "simulated_own", honest=(Gain(0.002),), upper="highest", step=0.01),
        "side_lobe": Channel("dB", "simulated_speed", law=lambda _: 21.0, honest=(Offset(1.0),), step=0.1),
        "horizontal_width": Channel("°", "simulated_speed", law=lambda _: 5.0, honest=(Offset(0.5),), step=0.1),
        "vertical_width": Channel("°", "simulated_speed", law=lambda _: 7.0, honest=(Offset(0.5),), step=0.1),
        "axis": Channel("°", "simulated_speed", law=lambda _: 0.0, honest=(Offset(0.2),), step=0.1),
        "clock_difference": Channel("s", "simulated_speed", law=lambda _: 0.0, honest=(Offset(0.3),), step=0.01),
    },
    defects={
        "gain": Defect(Gain(0.12), fails=_WRONG),
        "angle": Defect(Gain(-0.12), fails=_WRONG),
        "slow": Defect(Small(-0.6, below=0.3), fails=_WRONG),
        "fast": Defect(Large(0.2, above=0.4), fails=_WRONG),
        "stuck": Defect(Stuck(), fails=_WRONG),
        "headway": Defect(Offset(1.2), channel="headway", fails=("headway", "road_headway")),
        "own_speed": Defect(Gain(0.03), channel="own_speed", fails="own_speed"),
        "antenna": Defect(Offset(-8.0), channel="side_lobe", fails="antenna"),
        "clocks": Defect(Offset(1.4), channel="clock_difference", fails="clocks"),
        "alarm": Defect(finding={"alarm": "低电压不报警 | no alarm at low voltage"}, fails="functions"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails=("examination", "appearance")),
    },
)
SIMULATOR = Unit(
    name="simulator",
    sets={"speed": Sets("km/h"), "headway": Sets("s"), "own_speed": Sets("km/h")},
    channels={
        "speed": Channel("km/h", "speed", step=0.01),
        "headway": Channel("s", "headway", step=0.001),
        "own_speed": Channel("km/h", "own_speed", step=0.01),
    },
    does={
        "simulate_speed": Set("speed"),
        "simulate_headway": Set("headway"),
        "simulate_own_speed": Set("own_speed"),
        "end": (Set("speed", 0.0), Set("headway", 0.0), Set("own_speed", 0.0)),
    },
)
TRAFFIC = Unit(
    name="traffic",
    sets={"vehicle": Sets("1")},
    channels={
        "speed": Channel("km/h", "vehicle", law=speed_of, honest=(Gain(0.0005),), upper=300.0, step=0.01),
        "headway": Channel("s", "vehicle", law=_headway_of, step=0.001),
    },
    does={"next_vehicle": Set("vehicle")},
)
