"""Water, gas and heat meters in service with the faults that investigations look for, and the line they stand in.

A person reads the register; its value is transmitted on M-Bus (`volume`, `heat_energy`), and the back end of the
supplier has it as `billed`. `field` is a magnet, 0 or 1. Sizes are of this simulation, parts of the amount but for the
amount that is counted at rest.
"""

from drivers.simulation.blocks import (
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Occasion,
    Set,
    Sets,
    Shaped,
    Small,
    Start,
    State,
    Takes,
    Total,
    Unit,
)
from drivers.simulation.units.heat_meter import heat_power

_HOUR = 3600.0
#: Inputs of the register, in their order; and the standard deviation of one passage.
FLOW, FIELD = range(2)
SCATTER = 0.001
#: Temperatures of the water that a heat meter measures, in °C.
HOT, COLD = 60.0, 40.0


def _forward(flow: float, _field: float) -> float:
    """A register that does not run backwards."""
    return max(0.0, flow)


def _heat(flow: float, _field: float) -> float:
    return heat_power(max(0.0, flow), HOT, COLD, "return")


def _in_field(at: State) -> float:
    return at.true * at.inputs[FIELD]


def _backwards(at: State) -> float:
    return min(0.0, at.inputs[FLOW])


def _meter(unit: str, transmitted: str, most: float, start: float) -> Unit:
    """One kind of meter.

    Args:
        unit: Unit of its register.
        transmitted: What its line calls the value.
        most: Largest rate, in m³/h or kW.
        start: What the register shows in the beginning.
    """
    heat = unit == "kWh"
    return Unit(
        name="meter",
        usual={"serial": "26110001"},
        answers="mbus",
        company={"line": "heat_line" if heat else "flow_line"},
        writings={"arrow": "同向", "seal": "FM-2026-0117"},
        takes={"flow": Takes("m³/h", usual="line.flow")},
        sets={"field": Sets("1")},
        channels={
            "register": Total(
                unit, ("flow", "field"), law=_heat if heat else _forward, rate="kW" if heat else "m³/h",
                honest=(Gain(0.005), Occasion(SCATTER, "passage")), upper=most, step=0.001 if heat else 0.0001,
                cut=True, per_second=1.0 / _HOUR, start=start,
            ),
            transmitted: Channel(unit, "register", upper=1e6, step=1 if heat else 0.001, cut=True),
            "billed": Channel(unit, "register", upper=1e6, step=1 if heat else 0.001, cut=True),
        },
        defects={
            "magnet": Defect(Shaped(-0.3, shape=_in_field), channel="register", fails="field"),
            "runs_back": Defect(
                Shaped(1.0 if not heat else 20.0, shape=_backwards), channel="register", fails="reverse"
            ),
            "worn": Defect(Gain(-0.12), channel="register", fails="indication"),
            "low_flow": Defect(Small(-0.6, below=0.3), channel="register", fails="indication"),
            "transmitter": Defect(Gain(-0.15), channel=transmitted, fails="accounts"),
            "other_bill": Defect(Gain(0.15), channel="billed", fails="accounts"),
            "counts_at_rest": Defect(Idle(0.05 if not heat else 1.0), channel="register", fails="rest"),
            "mounted_backwards": Defect(writing={"arrow": "反向"}, fails="mounting"),
            "other_seal": Defect(writing={"seal": "FM-2026-0999"}, fails="mounting"),
            "drift": Defect(GainDrift(-0.12, tau=600.0), channel="register", fails="indication"),
        },
    )  # fmt: skip


def _line(unit: str) -> Unit:
    """Valves and a reference meter: it counts backwards too."""

    def counted(flow: float) -> float:
        return heat_power(flow, HOT, COLD, "return") if unit == "kWh" else flow

    return Unit(
        name="line",
        sets={"flow": Sets("m³/h", tau=0.5)},
        channels={
            "passed": Total(
                unit, "flow", law=counted, rate="kW" if unit == "kWh" else "m³/h", honest=(Gain(0.001),), step=0.0001,
                per_second=1.0 / _HOUR,
            ),
        },
        does={"reset": Start("passed"), "set_flow": Set("flow"), "stop": Set("flow", 0.0)},
    )  # fmt: skip


WATER = _meter("m³", "volume", 2.5, 23.4567)
GAS = _meter("m³", "volume", 6.0, 1234.5678)
HEAT = _meter("kWh", "heat_energy", 100.0, 1234.5)
FLOW_LINE, HEAT_LINE = _line("m³"), _line("kWh")
