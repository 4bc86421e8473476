"""A measuring system on a tank truck that delivers into a large measure; worked and read by hand."""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Large,
    Set,
    Sets,
    Shaped,
    Small,
    Start,
    State,
    Total,
    Unit,
)


def _in_turn(at: State) -> float:
    """More and less of the flow in turn, from one run to the next: each run approaches its flow rate twice."""
    return at.true * (1.0 if (at.visit // 2) % 2 else -1.0)


# Sizes are parts of the volume, chosen for limits of 0.5 % and 0.1 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="dispenser",
    usual={"serial": "SIM-0001", "qmax": "800 L/min"},
    company={"can": "proving_can"},
    sets={"flow": Sets("L/min", tau=0.3), "fuel": Sets("°C", rest=21.5)},
    wires={"dispenser.flow": "can.flow", "dispenser.fuel": "can.fuel"},
    channels={
        "volume": Total(
            "L",
            takes="flow",
            rate="L/min",
            honest=(Gain(0.001),),
            upper="qmax",
            step=0.1,
            per_second=1.0 / 60.0,
        ),
        "temperature": Channel("°C", takes="fuel", step=0.1),
    },
    does={
        "reset": Start("volume"),
        "open_nozzle": Set("flow"),
        "close_nozzle": Set("flow", 0.0),
    },
    defects={
        "gain": Defect(Gain(0.008), fails=("lowest", "highest")),
        "large": Defect(Large(0.012, above=0.5), fails="highest"),
        "small": Defect(Small(-0.02, below=0.3), fails="lowest"),
        "scatter": Defect(Shaped(0.0012, shape=_in_turn), fails=("lowest", "highest")),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "bypass": Defect(finding={"pipes": "有未经批准的旁路 | a branch that was not approved"}, fails="pipes"),
    },
)
