"""A totalising hopper weigher with a printer, whose product a person weighs on a weighbridge."""

from drivers.simulation.blocks import Channel, Defect, Gain, Offset, Set, Sets, Shaped, State, Stuck, Unit
from drivers.simulation.units.catchweigher import half_interval


def by_run(at: State) -> float:
    """More and less in turn, from run to run of product; 0 where the total was cleared."""
    return (1.0 if at.visit % 2 else -1.0) if at.true else 0.0


# Sizes are in kg or parts of the load, chosen for a limit of 0.5 % of some tonnes; they are of this simulation.
UNIT = Unit(
    name="totaliser",
    usual={"serial": "SIM-0001", "max": "500 kg", "d": "0.2 kg", "dt": "0.5 kg"},
    company={"control": "weighbridge"},
    sets={"mass": Sets("kg", gain=0.003), "tared": Sets("1")},
    wires={"totaliser.mass": "control.load"},
    channels={
        "total": Channel("kg", takes="mass", honest=(Gain(0.001), Shaped(0.9, shape=by_run)), upper=10000.0, step="dt"),
        "second_total": Channel("kg", takes="total", upper=10000.0, step="dt"),
        "changeover": Channel(
            "kg", takes=("mass", "tared"), law=half_interval, fields=(("d", "kg"),), step=0.001, honest=(Offset(0.02),)
        ),
    },
    does={"run_product": Set("mass"), "clear_total": Set("mass", 0.0), "zero": Set("mass", 0.0)},
    defects={
        "gain": Defect(Gain(0.009), fails="indication"),
        "uneven": Defect(Shaped(14.0, shape=by_run), fails=("indication", "repeatability")),
        "zero": Defect(Offset(0.12), channel="changeover", fails="zero"),
        "second": Defect(Offset(2.0), channel="second_total", fails="devices"),
        "stuck": Defect(Stuck(), fails="indication"),
        "residue": Defect(finding={"residue": "斗内残留物料 | product remains in the hopper"}, fails="functions"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)
