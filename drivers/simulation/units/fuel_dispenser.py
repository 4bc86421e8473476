"""A nozzle of a fuel dispenser that delivers into a measure with a neck scale; worked and read by hand."""

from dataclasses import replace

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    Idle,
    Large,
    Set,
    Sets,
    Shaped,
    Small,
    Start,
    State,
    Stuck,
    Takes,
    Total,
    Unit,
)

#: Cubic expansion of gasoline and of stainless steel in 1/°C.
FUEL, STEEL = 12e-4, 50e-6


def _price(volume: float, unit_price: float) -> float:
    """Price to pay, rounded to the smallest variation as a computer does."""
    return round(round(volume, 2) * unit_price, 2)


def _in_the_measure(volume: float, fuel: float, measure: float) -> float:
    """Reading of the neck scale, for the measure at 20 °C, of a volume that left the nozzle at another temperature."""
    return volume * (1.0 + FUEL * (measure - fuel)) / (1.0 + STEEL * (measure - 20.0))


def _in_turn(at: State) -> float:
    """More and less of the flow in turn, from delivery to delivery."""
    return at.true * (1.0 if at.visit % 2 else -1.0)


# Sizes are parts of the volume, chosen for limits of 0.3 % and 0.1 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="dispenser",
    usual={"serial": "SIM-0001", "qmax": "60 L/min", "unit_price": "7.95"},
    company={"can": "proving_can"},
    sets={"flow": Sets("L/min", tau=0.3), "fuel": Sets("°C", rest=21.5)},
    wires={"dispenser.flow": "can.flow", "dispenser.fuel": "can.fuel"},
    channels={
        "volume": Total(
            "L",
            takes="flow",
            rate="L/min",
            honest=(Gain(0.0008),),
            upper="qmax",
            step=0.01,
            per_second=1.0 / 60.0,
        ),
        "amount": Channel("CNY", takes="volume", law=_price, fields=(("unit_price", ""),), upper=10000.0),
        "temperature": Channel("°C", takes="fuel", step=0.1),
    },
    does={
        "reset": Start("volume"),
        "open_nozzle": Set("flow"),
        "close_nozzle": Set("flow", 0.0),
    },
    defects={
        "gain": Defect(Gain(0.006), fails="indication"),
        "small": Defect(Small(0.02, below=0.6), fails="indication"),
        "scatter": Defect(Shaped(0.0015, shape=_in_turn), fails="repeatability"),
        "price": Defect(Gain(0.004), channel="amount", fails="payment"),
        "stuck": Defect(Stuck(), fails=("indication", "payment")),
        "seal": Defect(finding={"seals": "编码器封印破损 | seal of the encoder broken"}, fails="appearance"),
        "unlocked": Defect(finding={"lock": "自锁功能失效 | does not lock"}, fails="lock"),
    },
)

# Chosen for limits of 0.5 % at two flow rates and 1 % of the smallest quantity at the lowest.
UNIT_EUR = replace(
    UNIT,
    usual={"serial": "SIM-0001", "qmax": "40 L/min", "unit_price": "1.559"},
    channels={**UNIT.channels, "amount": replace(UNIT.channels["amount"], unit="EUR")},
    defects={
        "gain": Defect(Gain(0.008), fails=("highest", "reduced")),
        "large": Defect(Large(0.012, above=0.6), fails="highest"),
        "small": Defect(Small(-0.03, below=0.3), fails="minimum"),
        "creep": Defect(Idle(1.0), fails="zero"),
        "price": Defect(Gain(0.004), channel="amount", fails="payment"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "power": Defect(finding={"power": "断电后示值丢失 | the indication is lost"}, fails="operation"),
    },
)

CAN = Unit(
    name="can",
    takes={"flow": Takes("L/min", usual="dispenser.flow"), "fuel": Takes("°C", usual="dispenser.fuel")},
    sets={"measure": Sets("°C", rest=21.0)},
    channels={
        "filled": Total("L", takes="flow", rate="L/min", upper=200.0, step=0.001, per_second=1.0 / 60.0),
        "volume_at_20": Channel("L", takes=("filled", "fuel", "measure"), law=_in_the_measure, upper=200.0, step=0.01),
        "temperature": Channel("°C", takes="measure", step=0.1),
    },
    does={"drain": Start("filled")},
)
