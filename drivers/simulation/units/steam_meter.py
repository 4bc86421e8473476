"""A steam pipe that runs, a flow meter in it, and a reference meter in series; each with a record and a clock."""

import math

from drivers.simulation.blocks import Add, Channel, Defect, Gain, Noise, Offset, Sets, Shaped, State, Takes, Unit
from drivers.simulation.units.recorded import RecordedUnit


def _swinging(at: State) -> float:
    """The consumers: slowly more and less, with a faster swing on top."""
    return math.sin(at.now / 190.0) + 0.3 * math.sin(at.now / 17.0)


def _scattering(at: State) -> float:
    """From window to window by another amount."""
    return math.sin(3.7 * math.floor(at.now / 310.0)) * at.true


def _nothing(_: float) -> float:
    return 0.0


_TAKES = {"steam": Takes("t/h", usual="line.flow"), "marked": Takes("1", usual="line.marked")}
_CLOCK = Channel("s", "steam", law=_nothing, honest=(Offset(0.4),), upper=1e6, step=1e-6)
_EVERY = {"flow": 1.0, "marker": 0.01}

# Sizes are in t/h, s, or parts of the flow; they are of this simulation, not of a specification.
UNIT = RecordedUnit(
    name="meter",
    usual={"serial": "SIM-0001"},
    company={"line": "steam_line", "reference": "steam_reference"},
    takes=_TAKES,
    channels={
        "flow": Channel("t/h", "steam", honest=(Gain(0.004), Noise(0.02)), upper=50.0, step=0.01),
        "clock": _CLOCK,
    },
    intervals=_EVERY,
    running=("flow",),
    writings={"skew": "修正"},
    defects={
        "gain": Defect(Gain(0.035), channel="flow", fails="error"),
        "zero": Defect(Offset(-0.5), channel="flow", fails="error"),
        "worn": Defect(Gain(-0.03), channel="flow", fails="error"),
        "leak": Defect(finding={"sound": "法兰泄漏 | a flange leaks"}, fails="appearance"),
        "isolated": Defect(finding={"running": "流量计已切出 | the meter is shut off"}, fails="appearance"),
        "scattering": Defect(Shaped(0.03, shape=_scattering), channel="flow", fails="error"),
        "skewed": Defect(Offset(6.0), channel="clock", fails="alignment"),
    },
)
REFERENCE = RecordedUnit(
    name="reference",
    takes=_TAKES,
    channels={"flow": Channel("t/h", "steam", honest=(Gain(0.0005), Noise(0.01)), upper=50.0, step=0.001)},
    intervals=_EVERY,
    running=("flow",),
)
LINE = Unit(
    name="line",
    sets={"level": Sets("t/h", rest=12.0), "marked": Sets("1")},
    channels={"flow": Channel("t/h", "level", honest=(Shaped(0.12, shape=_swinging),), upper=50.0, step=0.001)},
    does={"mark": Add("marked")},
)
