"""An opacimeter, neutral filters for its light path, and smoke that a reference opacimeter takes too."""

import math

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Gain,
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

#: Opacity of the filters in %; 0 is clean air, 4 is opaque. Smoke by its number, in 1/m.
_FILTERS = (0.0, 19.6, 47.9, 72.8, 100.0)
_SMOKE = (0.0, 0.7, 1.5, 2.5, 3.1)
_LARGEST = 9.99


def _opacity(filtered: float, smoke: float, length: float) -> float:
    """What remains of the light after filter and smoke, as opacity in %."""
    return 100.0 * (1.0 - (1.0 - filtered / 100.0) * math.exp(-smoke * length))


def _absorption(opacity: float, length: float) -> float:
    """Beer and Lambert; the display ends somewhere."""
    return _LARGEST if opacity >= 98.7 else -math.log(1.0 - opacity / 100.0) / length


def _settling(at: State) -> float:
    return 1.0 - math.exp(-max(0.0, at.now - at.changed) / 60.0)


def _at_zero(at: State) -> float:
    return _settling(at) if at.true < 1.0 else 0.0


def _in_the_middle(at: State) -> float:
    return _settling(at) if 30.0 < at.true < 60.0 and at.inputs[1] == 0.0 else 0.0


def _in_smoke(at: State) -> float:
    return 1.0 if at.inputs[1] > 0.0 else 0.0


def _puff(at: State) -> float:
    """Each puff is a little thicker or thinner; no smoke is none."""
    return at.true * math.sin(7.0 * at.changed)


# Sizes are in % of opacity, chosen for limits of 2 % and 0.15 1/m; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="opacimeter",
    usual={"serial": "SIM-0001", "length": "430 mm"},
    company={"filters": "opacity_filters", "smoke": "smoke"},
    takes={"filter": Takes("%", usual="filters.opacity"), "smoke": Takes("1/m", usual="smoke.absorption")},
    channels={
        # What its light receiver sees; both scales are made of it.
        "optics": Channel(
            "%",
            ("filter", "smoke"),
            law=_opacity,
            fields=(("length", "m"),),
            honest=(AtFull(0.3), Offset(0.1), Noise(0.02)),
            upper=100.0,
            step=0.01,
        ),
        "N": Channel("%", "optics", law=lambda seen: min(max(seen, 0.0), 100.0), upper=100.0, step=0.1),
        "k": Channel("1/m", "optics", law=_absorption, fields=(("length", "m"),), upper=_LARGEST, step=0.01),
    },
    defects={
        "gain": Defect(Gain(-0.035), channel="optics", fails="calibration"),
        "zero": Defect(Offset(2.4), channel="optics", fails="calibration"),
        "scale": Defect(Gain(0.065), channel="k", fails=("calibration", "scales")),
        "drift": Defect(Shaped(1.5, shape=_at_zero), channel="optics", fails="drift"),
        "unstable": Defect(Shaped(1.5, shape=_in_the_middle), channel="optics", fails="stability"),
        "soot": Defect(Shaped(9.0, shape=_in_smoke), channel="optics", fails=("smoke", "accuracy")),
        "dilution": Defect(Shaped(-9.0, shape=_in_smoke), channel="optics", fails=("smoke", "accuracy")),
        "stuck": Defect(Stuck(), channel="optics", fails=("calibration", "smoke", "accuracy")),
        "log": Defect(finding={"log": "缺少计量履历本 | no metrological log book"}, fails="examination"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)
FILTERS = Unit(
    name="filters",
    sets={"number": Sets("1")},
    channels={"opacity": Channel("%", "number", law=lambda n: _FILTERS[round(n)], upper=100.0, step=0.1)},
    does={"insert": Set("number")},
)
SMOKE = Unit(
    name="smoke",
    sets={"number": Sets("1")},
    channels={
        "absorption": Channel(
            "1/m",
            "number",
            law=lambda number: _SMOKE[round(number)],
            honest=(Shaped(0.03, shape=_puff),),
            upper=_LARGEST,
            step=0.01,
        )
    },
    does={"emit": Set("number")},
)
