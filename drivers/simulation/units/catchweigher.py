"""A checkweigher on a conveyor, with its test loads: a control instrument weighs them, then they pass."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Large,
    Offset,
    Scatter,
    Set,
    Sets,
    Shaped,
    State,
    Stuck,
    Unit,
)


def half_interval(_mass: float, _tare: float, e: float, *_asked: object) -> float:
    """Small weights that bring the indication to the next interval: half an interval, less what is shown too much."""
    return e / 2.0


def _beside(at: State) -> float:
    """1 where a load passes a quarter of a conveyor of 600 mm beside its centre."""
    return abs(at.inputs[1]) / 150.0


def after_tare(at: State) -> float:
    """1 while a tare is taken."""
    return at.inputs[1]


# Sizes are in e or parts of the load, chosen for limits of 1 e to 3 e; they are of this simulation.
UNIT = Unit(
    name="weigher",
    usual={"serial": "SIM-0001", "max": "60 kg", "e": "20 g", "d": "20 g"},
    company={"control": "balance_60kg"},
    sets={"mass": Sets("g", gain=2e-4), "aside": Sets("mm"), "tared": Sets("1")},
    wires={"weigher.mass": "control.pan"},
    channels={
        "indication": Channel(
            "g", takes=("mass", "aside"), honest=(Gain(0.0003), Scatter(0.25), Shaped(0.2, shape=_beside)),
            per="e", upper="max", step="d",
        ),
        "changeover": Channel(
            "g", takes=("mass", "tared"), law=half_interval, fields=(("e", "g"),), per="e", step=0.1,
            honest=(Offset(0.1), Shaped(0.05, shape=after_tare)),
        ),
    },
    does={
        "put_on_control": Set("mass"),
        "put_on_receptor": Set("mass"),
        "pass_over": Set("mass"),
        "shift": Set("aside"),
        "zero": Set("mass", 0.0),
        "take_tare": Set("tared", 1.0),
    },
    defects={
        "gain": Defect(Gain(0.003), fails=("mean_error", "static_error", "eccentricity")),
        "large": Defect(Large(0.004, above=0.6), fails=("mean_error", "static_error")),
        "scatter": Defect(Scatter(2.5), fails=("deviation", "eccentricity")),
        "side": Defect(Shaped(4.0, shape=_beside), fails="eccentricity"),
        "zero": Defect(Offset(0.5), channel="changeover", fails=("zero", "tare")),
        "tare": Defect(Shaped(0.5, shape=after_tare), channel="changeover", fails="tare"),
        "stuck": Defect(Stuck(), fails=("mean_error", "static_error", "eccentricity")),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)  # fmt: skip
