"""A charging point with the functions that investigations look for: its meter, its display, its bill.

The load draws (`l1` to `l3`); the meter of the charging point counts (`metered`) and gives pulses; the display shows
`energy`; the back end of the operator bills `billed`. States are 0 or 1. Every size is of this simulation, and a part
of the energy but for s, W and money. `fails` names the item that must show an anomaly; others may.
"""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Occasion,
    Offset,
    Sets,
    Shaped,
    Start,
    State,
    Stop,
    Takes,
    Total,
    Unit,
    on_some,
    while_on,
)

#: Standard deviation of one transaction, and part of the transactions that `intermittent` is beyond in.
SCATTER, FRACTION = 0.0005, 0.10
#: Inputs of what the meter counts, in their order.
L1, L2, L3, ACCOUNT, LINK, PRESET = range(6)
_PHASES = ("l1", "l2", "l3")
_STATES = ("account", "link", "preset")


def _power(l1: float, l2: float, l3: float, *_states: float) -> float:
    return l1 + l2 + l3


def _without_preset(at: State) -> float:
    return at.true * (1.0 - at.inputs[PRESET])


def _price(energy: float, unit_price: float) -> float:
    return round(round(energy, 3) * unit_price, 2)


UNIT = Unit(
    name="charger",
    usual={"serial": "SIM-0001", "power": "22 kW", "digit": "0.001 kWh", "unit_price": "1.20", "constant": "1000"},
    company={"load": "vehicle_load", "reference": "load_meter"},
    writings={"software": "CP-3.1.0"},
    takes={phase: Takes("W", usual=f"load.{phase}") for phase in _PHASES},
    sets={"account": Sets("1", rest=1.0), "link": Sets("1", rest=1.0), "preset": Sets("1")},
    channels={
        "metered": Total(
            "kWh", (*_PHASES, *_STATES), law=_power, rate="W", honest=(Gain(0.002), Occasion(SCATTER, "transaction")),
            upper="power", step=0.0001, cut=True, per_second=1.0 / 3.6e6,
        ),
        "energy": Channel("kWh", "metered", upper=1e6, step="digit", cut=True),
        "pulses": Channel(
            "1", "metered", law=lambda e, k: e * k, fields=(("constant", "1"),), upper=1e6, step=1, cut=True
        ),
        "billed": Channel("kWh", "energy", upper=1e6, step="digit"),
        "amount": Channel("CNY", "billed", law=_price, fields=(("unit_price", "1"),), upper=10000.0, step=0.01),
        "deviation": Channel("s", "metered", law=lambda _: 0.0, honest=(Offset(1.5),), upper=86400.0, step=1),
    },
    does={"begin_session": Start("metered"), "end_session": Stop("metered")},
    defects={
        "account_aware": Defect(Shaped(0.03, shape=while_on(ACCOUNT)), channel="metered", fails="switching"),
        "back_end_remote": Defect(Shaped(0.02, shape=while_on(LINK)), channel="metered", fails="switching"),
        "preset_aware": Defect(Shaped(0.03, shape=_without_preset), channel="metered", fails="switching"),
        "intermittent": Defect(Shaped(0.02, shape=on_some(FRACTION)), channel="metered", fails="occasional"),
        "losses": Defect(Gain(0.05), channel="metered", fails="indication"),
        "false_display": Defect(Gain(0.03), channel="energy", fails=("accounts", "indication")),
        "other_bill": Defect(Gain(0.06), channel="billed", fails="accounts"),
        "other_price": Defect(Offset(0.05), channel="amount", fails="accounts"),
        "standby": Defect(Idle(60.0), channel="metered", fails="rest"),
        "clock": Defect(Offset(3600.0), channel="deviation", fails="clock"),
        "other_software": Defect(writing={"software": "CP-3.1.0b"}, fails="software"),
        "drift": Defect(GainDrift(0.03, tau=3600.0), channel="metered", fails="indication"),
    },
)  # fmt: skip
