"""How a simulated weighing instrument errs: the honest draw and the defects on demand.

Errors are sized in verification intervals e of the partial range where they show, so that a defect of a given size
means the same on every scale. Each defect is shaped to show in one kind of test and to leave the others alone.
"""

from dataclasses import dataclass, replace

from drivers.simulation.noise import uniform

#: Default size of each defect, in e (price: in d of the weight used for the price).
DEFECTS = {
    "span": 2.0,
    "zero": 0.45,
    "zero_drift": 0.45,
    "tare": 0.45,
    "net": 2.0,
    "second_range": 2.0,
    "corner": 2.0,
    "repeatability": 1.0,
    "hysteresis": 1.6,
    "sticking": 1.0,
    "price": 4.0,
    "stuck": 1.0,
    "appearance": 1.0,
    "overload": 1.0,
    "copied": 1.0,
    "unlocked": 1.0,
    "drifting": 4.0,
    "creeping": 12.0,
    "temperature": 0.6,
    "dropped": 2.0,
    "lying": 2.0,
    "stale": 1.0,
}


@dataclass(frozen=True, slots=True)
class ScaleErrors:
    """Errors of one sample, in e unless stated.

    Attributes:
        gain: Error at Max of a straight characteristic, in e of the first range.
        bend: Error at Max of a cubic characteristic, in e of the last range: shows near Max only.
        curve: Amplitude of a full sine over the range, in e of the first range.
        hysteresis: Excess at half load while unloading, in e at that load.
        corners: Error at one third of Max on positions 1…4, in e at that load.
        zero: What zero setting leaves.
        tare: What taring leaves.
        net: Error of the net value at Max beside a tare, straight, in e of the last range.
        second_range: Error at Max in every selected range but the lowest, straight, in e of that range.
        drift: Zero shift that builds up within seconds after zero setting.
        scatter: Half width of the placement scatter.
        alternation: Heavy loads placed from zero read this much more and less in turn.
        backlash: How far the mechanism lags when small weights are put back after some were taken away, in e.
        price: Weight added before pricing, in d.
        creep: Creep at Max after long.
        growth: Error at Max that builds up within some minutes, cubic, in e of the last range.
        temperature: Error at Max per kelvin away from 20 °C.
        snap: Indications this close to a round load (100 d) are shown as that load.
        stale: Its line answers what was to be said to the question before.
        stuck: Gently added weights change nothing.
        appearance: Marks or seals are not in order.
        overload: It indicates weights beyond Max + 9 e.
        copied: Its production code is that of another scale.
        unlocked: It goes on working after its housing was opened.
    """

    gain: float = 0.0
    bend: float = 0.0
    curve: float = 0.0
    hysteresis: float = 0.0
    corners: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    zero: float = 0.0
    tare: float = 0.0
    net: float = 0.0
    second_range: float = 0.0
    drift: float = 0.0
    scatter: float = 0.0
    alternation: float = 0.0
    backlash: float = 0.0
    price: float = 0.0
    creep: float = 0.0
    growth: float = 0.0
    temperature: float = 0.0
    snap: float = 0.0
    stale: bool = False
    stuck: bool = False
    appearance: bool = False
    overload: bool = False
    copied: bool = False
    unlocked: bool = False


def honest(seed: int, serial: str) -> ScaleErrors:
    """Errors of an honest sample: drawn from the seed, everywhere well inside what an initial verification allows."""

    def draw(name: str) -> float:
        return uniform(seed, serial, name)

    corners = (draw("corner 1"), draw("corner 2"), draw("corner 3"), draw("corner 4"))
    return ScaleErrors(
        gain=0.30 * draw("gain"),
        curve=0.08 * draw("curve"),
        hysteresis=0.05 * draw("hysteresis"),
        corners=(0.15 * corners[0], 0.15 * corners[1], 0.15 * corners[2], 0.15 * corners[3]),
        zero=0.06 * draw("zero"),
        tare=0.06 * draw("tare"),
        scatter=0.02,
        creep=0.04 * draw("creep"),
    )


def with_defect(errors: ScaleErrors, defect: str, size: float) -> ScaleErrors:
    """The same sample with one defect; raises `KeyError` for a defect that scales do not have."""
    first, second, _, fourth = errors.corners
    changes: dict[str, ScaleErrors] = {
        "span": replace(errors, bend=size, gain=abs(errors.gain)),
        "zero": replace(errors, zero=size),
        "zero_drift": replace(errors, drift=size, zero=0.0),
        "tare": replace(errors, tare=size),
        "net": replace(errors, net=size, gain=abs(errors.gain)),
        "second_range": replace(errors, second_range=size, gain=abs(errors.gain)),
        "corner": replace(errors, corners=(first, second, size, fourth)),
        "repeatability": replace(errors, alternation=size, gain=0.0, curve=0.0, scatter=0.0),
        "hysteresis": replace(errors, hysteresis=size),
        "sticking": replace(errors, backlash=size),
        "price": replace(errors, price=size),
        "stuck": replace(errors, stuck=True),
        "drifting": replace(errors, growth=size, gain=abs(errors.gain)),
        "creeping": replace(errors, creep=size, gain=abs(errors.gain)),
        "temperature": replace(errors, temperature=size),
        "dropped": replace(errors, bend=size, corners=(first, second, size, fourth), gain=abs(errors.gain)),
        "lying": replace(errors, snap=size),
        "stale": replace(errors, stale=True),
        "appearance": replace(errors, appearance=True),
        "overload": replace(errors, overload=True),
        "copied": replace(errors, copied=True),
        "unlocked": replace(errors, unlocked=True),
    }
    return changes[defect]
