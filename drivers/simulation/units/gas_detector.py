"""Gas detectors with an alarm on a mixture of two mass-flow controllers, or on clean air."""

import math
from collections.abc import Mapping

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Gain,
    Lag,
    Noise,
    Offset,
    Set,
    Sets,
    Shaped,
    State,
    Stuck,
    Takes,
    Unit,
)


def mixed(admitted: float, component: float, diluent: float, bottle: float) -> float:
    """Content of what stands before the detector."""
    flow = component + diluent
    return bottle * component / flow if admitted > 0.5 and flow > 0 else 0.0


def swinging(state: State) -> float:
    """Now more, now less, when gas or air has been there for some minutes; the first minute of it is without doubt."""
    long = state.now - state.changed > 150.0
    return math.copysign(1.0, math.sin(7.3 * state.now)) if long else 0.0


def ageing(state: State) -> float:
    """More and more: the square of the time in hours of two."""
    return (state.now / 7200.0) ** 2


def mixing(unit: str, step: float) -> Unit:
    """The point where both flows meet, with the valve to the detector and the bottle of the component."""
    return Unit(
        name="mixing",
        takes={"component": Takes("L/min", usual="component.flow"), "diluent": Takes("L/min", usual="diluent.flow")},
        sets={
            "admitted": Sets("1"),
            "bottle": Sets(unit, rest=100.0 if unit == "%" else 2000.0, gain=0.003),
        },
        channels={
            "value": Channel(unit, "bottle", upper=3000.0, step=step),
            "gas": Channel(unit, ("admitted", "component", "diluent", "bottle"), law=mixed, upper=3000.0, step=step),
        },
        does={"admit": Set("admitted", 1.0), "clear": Set("admitted", 0.0)},
    )


def detector(unit: str, usual: Mapping[str, str], company: str, full: float) -> Unit:
    """A detector of a scale; sizes of errors are parts of the scale."""
    return Unit(
        name="detector",
        usual={"serial": "SIM-0001", **usual},
        company={"mixing": company},
        takes={"gas": Takes(unit, usual="mixing.gas", stands="upper")},
        channels={
            "indication": Channel(
                unit,
                "gas",
                honest=(AtFull(0.01 * full), Offset(0.002 * full), Noise(0.001 * full), Lag(6.0)),
                upper="upper",
                step="step",
            ),
            # What it shows when it begins to sound.
            "alarm_at": Channel(
                unit,
                "gas",
                law=lambda _, at: at,
                fields=(("alarm", unit),),
                honest=(Offset(0.002 * full),),
                step="step",
            ),
            "insulation": Channel("MΩ", "gas", law=lambda _: 200.0, upper=1000.0, step=1),
        },
        defects={
            "span": Defect(Gain(0.25), fails="indication"),
            "zero": Defect(Offset(0.08 * full), fails="indication"),
            "unsteady": Defect(Shaped(0.02 * full, shape=swinging), fails=("repeatability", "drift")),
            "slow": Defect(Lag(40.0), fails="response"),
            "drift": Defect(Shaped(0.03 * full, shape=ageing), fails="drift"),
            "stuck": Defect(Stuck(), fails=("indication", "response")),
            "deaf": Defect(finding={"sounds": "不报警 | no alarm"}, fails="alarm"),
            "earth": Defect(Gain(-0.95), channel="insulation", fails="insulation"),
            "case": Defect(finding={"case": "外壳破损 | case broken"}, fails="appearance"),
        },
    )


LEL = detector("%", {"upper": "100 %", "step": "0.1 %", "alarm": "25 %"}, company="gas_mixing", full=100.0)
CO = detector(
    "µmol/mol", {"upper": "500 µmol/mol", "step": "1 µmol/mol", "alarm": "50 µmol/mol"}, company="co_mixing", full=500.0
)
MIXING = mixing("%", 0.01)
CO_MIXING = mixing("µmol/mol", 0.1)
