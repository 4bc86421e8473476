"""A belt weigher, whose product a person weighs on a weighbridge; the empty belt runs for its zero."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Idle,
    Noise,
    Offset,
    Set,
    Sets,
    Shaped,
    State,
    Total,
    Unit,
)
from drivers.simulation.units.discontinuous_totaliser import by_run

_HOUR = 3600.0
#: Product on a weigh table of 2 m for each kg on it, t/h, at 2 m/s.
_PER_KG = 3600.0


def _of_table(moving: float, weights: float) -> float:
    """kg/h that weights on the table of a running belt are counted as."""
    return moving * weights * _PER_KG


def _slow(at: State) -> float:
    """Of the load, where product runs at less than 50 t/h."""
    return at.true * float(at.inputs[1] < 50.0)


def _beside(at: State) -> float:
    """Of the load, for product a quarter of a belt of 800 mm beside its centre."""
    return at.true * abs(at.inputs[2]) / 200.0


# Sizes are in kg, kg/h or parts of the load, chosen for limits of 1 % and of zero; they are of this simulation.
UNIT = Unit(
    name="totaliser",
    usual={"serial": "SIM-0001", "max": "200 kg", "dt": "5 kg", "d0": "0.5 kg", "speed": "2 m/s"},
    company={"control": "weighbridge"},
    sets={
        "mass": Sets("kg", gain=0.003), "feed": Sets("t/h", rest=100.0), "aside": Sets("mm"), "moving": Sets("1"),
        "weights": Sets("kg"),
    },
    wires={"totaliser.mass": "control.load"},
    channels={
        "total": Channel(
            "kg", takes=("mass", "feed", "aside"), honest=(Gain(0.002), Shaped(0.001, shape=_beside)),
            upper=10000.0, step="dt",
        ),
        "second_total": Channel("kg", takes="total", upper=10000.0, step="dt"),
        "zero_total": Total(
            "kg", takes=("moving", "weights"), law=_of_table, rate="kg/h", per_second=1.0 / _HOUR,
            honest=(Gain(0.01), Idle(20.0), Noise(3.0)), upper=100000.0, step="d0",
        ),
        "speed": Channel(
            "m/s", takes="moving", law=lambda moving, marked: moving * marked, fields=(("speed", "m/s"),),
            honest=(Gain(0.015),), upper=5.0, step=0.01,
        ),
    },
    does={
        "run_product": Set("mass"),
        "clear_total": Set("mass", 0.0),
        "set_feed": Set("feed"),
        "shift": Set("aside"),
        "put_weights": Set("weights"),
        "run_empty": Set("moving", 1.0),
        "stop": Set("moving", 0.0),
    },
    defects={
        "gain": Defect(Gain(0.016), fails=("indication", "eccentricity")),
        "slow_feed": Defect(Shaped(0.025, shape=_slow), fails="indication"),
        "uneven": Defect(Shaped(24.0, shape=by_run), fails=("indication", "repeatability", "eccentricity")),
        "zero": Defect(Idle(180.0), channel="zero_total", fails=("zero_check", "zero_variation")),
        "unsteady": Defect(Noise(40.0), channel="zero_total", fails="zero_stability"),
        "insensitive": Defect(Gain(-1.0), channel="zero_total", fails="sensitivity"),
        "side": Defect(Shaped(0.014, shape=_beside), fails="eccentricity"),
        "speed": Defect(Gain(0.08), channel="speed", fails="speed"),
        "second": Defect(Offset(10.0), channel="second_total", fails="devices"),
        "slip": Defect(finding={"slip": "物料在皮带上滑动 | the product slips on the belt"}, fails="installation"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)  # fmt: skip
