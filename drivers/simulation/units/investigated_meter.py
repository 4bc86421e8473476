"""An electricity meter in service with a reference meter in series, and the faults that investigations look for.

A person loads and reads it; its record of events is read on its DL/T 645 line.
Each phase carries a power that is set. Sizes are of this simulation, as parts of the energy or as counts.
"""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Offset,
    Set,
    Sets,
    Shaped,
    Start,
    State,
    Total,
    Unit,
)

_HOUR = 3600.0
#: Inputs of the energy, in their order.
A, B, C, FIELD = range(4)


def _sum(a: float, b: float, c: float, _field: float) -> float:
    return a + b + c


def _phase_b(at: State) -> float:
    return at.inputs[B]


def _in_field(at: State) -> float:
    return at.true * at.inputs[FIELD]


_POWERS = ("a", "b", "c", "field")
UNIT = Unit(
    name="meter",
    usual={"serial": "202617000001", "constant": "1200"},
    answers="dlt645",
    writings={"software": "DT862-V2.06"},
    sets={"a": Sets("kW"), "b": Sets("kW"), "c": Sets("kW"), "field": Sets("1")},
    channels={
        "energy": Total("kWh", _POWERS, law=_sum, rate="kW", honest=(Gain(0.003),), step=0.001, per_second=1.0 / _HOUR),
        "reference_energy": Total(
            "kWh", _POWERS, law=_sum, rate="kW", honest=(Gain(0.0005),), step=0.0001, per_second=1.0 / _HOUR
        ),
        "pulses": Channel(
            "1", "energy", law=lambda e, k: e * k, fields=(("constant", "1"),), upper=1e6, step=1, cut=True
        ),
        "billed": Channel("kWh", "energy", upper=1e6, step=0.001),
        "cover_openings": Channel("1", "field", law=lambda _field: 0.0, upper=100.0, step=1),
        "field_events": Channel("1", "field", law=lambda _field: 0.0, upper=100.0, step=1),
    },
    does={
        "begin": (Start("energy"), Start("reference_energy")),
        "rest": (Set("a", 0.0), Set("b", 0.0), Set("c", 0.0)),
    },
    defects={
        "shorted_current": Defect(Shaped(-0.9, shape=_phase_b), channel="energy", fails="phases"),
        "resistor": Defect(Gain(-0.1), channel="energy", fails="phases"),
        "magnet": Defect(Shaped(-0.4, shape=_in_field), channel="energy", fails="field"),
        "other_firmware": Defect(writing={"software": "DT862-V2.06a"}, fails="firmware"),
        "opened": Defect(Offset(2.0), channel="cover_openings", fails="events"),
        "attacked": Defect(Offset(3.0), channel="field_events", fails="events"),
        "other_bill": Defect(Gain(0.06), channel="billed", fails="accounts"),
        "drift": Defect(GainDrift(0.05, tau=600.0), channel="energy", fails="phases"),
    },
)  # fmt: skip
