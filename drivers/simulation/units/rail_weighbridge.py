"""A rail weighbridge in motion, its reference wagons, and the static weighbridge that weighs them one by one."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Offset,
    Scatter,
    Set,
    Sets,
    Shaped,
    State,
    Stuck,
    Takes,
    Unit,
)
from drivers.simulation.units.catchweigher import half_interval

#: kg, in the order in which they stand.
WAGONS = (22_010.0, 43_970.0, 66_020.0, 87_990.0)


def _wagon(_passed: float, number: float = 1.0) -> float:
    """True mass of a wagon, for the question after it."""
    return WAGONS[int(number) - 1]


def _train(_passed: float) -> float:
    return sum(WAGONS)


def _lightest(at: State) -> float:
    """1 for the lightest wagon, as a loose coupling does it."""
    return float(at.true < WAGONS[1])


# Sizes are in kg or parts of the load, chosen for limits of 0.5 % of a wagon; they are of this simulation.
UNIT = Unit(
    name="weighbridge",
    usual={"serial": "SIM-0001", "max": "120 t", "d": "50 kg"},
    company={"control": "static_rail_weighbridge"},
    sets={"passed": Sets("1"), "alone": Sets("1", rest=1.0)},
    wires={"weighbridge.alone": "control.number"},
    channels={
        "wagon": Channel(
            "kg", takes="passed", law=_wagon, honest=(Gain(0.0008), Scatter(15.0), Shaped(10.0, shape=_lightest)),
            upper="max", step="d",
        ),
        "train_mass": Channel(
            "kg", takes="passed", law=_train, honest=(Gain(0.0008), Scatter(30.0)), upper=10_000_000.0, step="d"
        ),
        "changeover": Channel(
            "kg", takes=("passed", "alone"), law=half_interval, fields=(("d", "kg"),), step=1, honest=(Offset(5.0),)
        ),
    },
    does={"put_wagon": Set("alone"), "run_train": Set("passed", 1.0), "zero": Set("passed", 0.0)},
    defects={
        "gain": Defect(Gain(0.012), fails=("wagons", "coupled_share")),
        "some": Defect(Shaped(320.0, shape=_lightest), fails="coupled_share"),
        "scatter": Defect(Scatter(600.0), fails=("wagons", "coupled_share")),
        "sum": Defect(Gain(0.007), channel="train_mass", fails="train"),
        "zero": Defect(Offset(30.0), channel="changeover", fails="zero"),
        "stuck": Defect(Stuck(), fails=("wagons", "coupled_share")),
        "speed": Defect(finding={"speed": "超速时仍打印质量 | a mass is printed when too fast"}, fails="functions"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)  # fmt: skip


def _standing(number: float) -> float:
    return WAGONS[int(number) - 1]


STATIC = Unit(
    name="control",
    takes={"number": Takes("1")},
    channels={
        "mass": Channel("kg", takes="number", law=_standing, honest=(Gain(0.0001),), upper=150_000.0, step=10),
    },
)
