"""A charging point with meter, clock and prices, worked and read as a customer works and reads it."""

from drivers.simulation.blocks import (
    Channel,
    DeadBand,
    Defect,
    Gain,
    Large,
    Offset,
    Shaped,
    Small,
    Start,
    State,
    Stop,
    Stuck,
    Takes,
    Total,
    Unit,
)

_PHASES = ("l1", "l2", "l3")


def _together(*powers: float) -> float:
    """Power of all phases."""
    return sum(powers)


def _price(energy: float, unit_price: float) -> float:
    """Price of the energy that is shown, rounded to a hundredth as a back end does."""
    return round(round(energy, 3) * unit_price, 2)


def _second(at: State) -> float:
    """Power of the second phase alone."""
    return at.inputs[1]


# Sizes are parts of the power, seconds, or money, chosen for limits of 1 %; they are of this simulation.
UNIT = Unit(
    name="charger",
    usual={"serial": "SIM-0001", "power": "22 kW", "digit": "0.001 kWh", "unit_price": "0.45"},
    company={"load": "vehicle_load", "reference": "load_meter"},
    takes={phase: Takes("W", usual=f"load.{phase}") for phase in _PHASES},
    channels={
        "energy": Total(
            "kWh",
            _PHASES,
            law=_together,
            rate="W",
            honest=(Gain(0.002),),
            upper="power",
            step="digit",
            cut=True,
            per_second=1.0 / 3.6e6,
        ),
        "amount": Channel("EUR", "energy", law=_price, fields=(("unit_price", "1"),), upper=10000.0, step=0.01),
        "deviation": Channel("s", "energy", law=lambda _: 0.0, honest=(Offset(1.5),), upper=86400.0, step=1),
    },
    does={"begin_session": Start("energy"), "end_session": Stop("energy")},
    defects={
        "gain": Defect(Gain(0.018), fails="indication"),
        "large": Defect(Large(0.03), fails=("indication", "combined")),
        "small": Defect(Small(-0.0255, below=0.1), fails="indication"),
        "starting": Defect(DeadBand(500.0), fails="starting"),
        "phase": Defect(Shaped(0.0288, shape=_second), fails="single_phase"),
        "stuck": Defect(Stuck(), fails=("starting", "indication", "single_phase", "combined")),
        "price": Defect(Offset(0.05), channel="amount", fails="price"),
        "clock": Defect(Offset(90.0), channel="deviation", fails="clock"),
        "seal": Defect(finding={"seals": "封印破损 | seal broken"}, fails=("examination", "appearance")),
        "interference": Defect(
            finding={"no_interference": "枪间相互影响 | points disturb each other"}, fails="simultaneous"
        ),
    },
)
