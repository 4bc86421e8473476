"""The simulated people of the bench: they put weights on the pan, read the dial, look at seals and customer displays.

What they do takes time of the world's clock, as it does on a real bench.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drivers.simulation.gauge import SimulatedGauge
from drivers.simulation.noise import uniform
from drivers.simulation.scale import SimulatedScale
from drivers.simulation.time import RealTime, VirtualTime
from metrology.units import convert

if TYPE_CHECKING:
    from drivers.simulation.scale_model import ScaleModel

#: Seconds that each act takes.
HANDLING = {
    "place": Decimal(5),
    "add": Decimal(2),
    "before_tap": Decimal(2),
    "after_tap": Decimal(2),
    "check": Decimal(10),
    "price": Decimal(4),
    "connect": Decimal(30),
}
#: What the true mass of a set of M1 weights may differ from its nominal value here: well inside OIML R 111-1 table 1
#: (5·10⁻⁵ from 100 g upwards), the same part of every load, and a trace of its own for each.
_SET_PART, _OWN_PART = 3e-5, 1e-6


class Clumsy(ValueError):
    """The person could not do what was asked; the message says why."""


class SimulatedPeople:
    """Everybody in the simulated laboratory.

    Args:
        seed: Seed of the laboratory, from which the true masses of the weights come.
        time: The world's time.
        scale: The scale on the bench, if any.
        gauge: The gauge on the bench, if any.
        findings: What an inspector finds, by the name of the check; everything else conforms.

    Attributes:
        pans: Where the weights go: the scale's own pan, unless the bench is wired wrongly.
    """

    def __init__(
        self,
        seed: int,
        time: VirtualTime | RealTime,
        scale: SimulatedScale | None,
        gauges: Mapping[str, SimulatedGauge],
        findings: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._seed, self._time, self._scale, self._gauges, self._findings = seed, time, scale, gauges, findings
        self.pans: list[ScaleModel] = [] if scale is None else [scale.model]
        self.acts: dict[str, Callable[..., Any]] = {
            "place": self.place,
            "add": self.add,
            "before_tap": self.before_tap,
            "after_tap": self.after_tap,
            "check": self.check,
            "price": self.price,
        }

    def act(self, name: str, arguments: Mapping[str, str]) -> Any:
        """Do one thing; raises `Clumsy` when it cannot be done."""
        if name not in self.acts:
            raise Clumsy(f"nobody here knows how to {name!r}")
        result = self.acts[name](**arguments)
        self._time.advance(HANDLING[name])
        return result

    def true_mass(self, nominal: float) -> float:
        """True mass in g of the weights that make up a nominal load: within M1, and not what the certificate says."""
        own = uniform(self._seed, "weights", round(abs(nominal) * 1000))
        return nominal * (1.0 + _SET_PART * uniform(self._seed, "weights") + _OWN_PART * own)

    def place(self, load: str, unit: str, position: str) -> None:
        """Replace what is on the pan."""
        if position != "centre" and not position.isdecimal():
            raise Clumsy(f"there is no position {position!r}; positions are centre and numbers")
        self._need_scale()
        for pan in self.pans:
            pan.place(self.true_mass(self._grams(load, unit)), position, self._now())

    def add(self, load: str, unit: str) -> None:
        """Add weights gently, or take them away."""
        self._need_scale()
        for pan in self.pans:
            pan.add(self.true_mass(self._grams(load, unit)), self._now())

    def price(self, unit_price: str) -> dict[str, str]:
        """Read the price to pay from the customer display."""
        return {"text": str(shown := self._need_scale().price(Decimal(unit_price))), "value": str(shown)}

    def before_tap(self, at: str = "1") -> dict[str, str]:
        """Read the pointer as it stands."""
        gauge = self._need_gauge(at)
        return _dial(gauge.before_tap(self._now()), gauge)

    def after_tap(self, at: str = "1") -> dict[str, str]:
        """Tap the case and read the pointer."""
        gauge = self._need_gauge(at)
        return _dial(gauge.after_tap(self._now()), gauge)

    def check(self, name: str, at: str = "1") -> str:
        """Look at something; `conform`, or what is wrong."""
        findings = self._findings.get(at, {})
        return f"not_conform: {findings[name]}" if name in findings else "conform"

    def _grams(self, load: str, unit: str) -> float:
        return float(convert(Decimal(load), unit, "g"))

    def _now(self) -> float:
        return float(self._time.now())

    def _need_scale(self) -> SimulatedScale:
        if self._scale is None:
            raise Clumsy("there is no scale on this bench")
        return self._scale

    def _need_gauge(self, at: str) -> SimulatedGauge:
        if at not in self._gauges:
            raise Clumsy(f"there is no gauge at position {at}")
        return self._gauges[at]


def _dial(value: Decimal, gauge: SimulatedGauge) -> dict[str, str]:
    return {"text": f"{value:f}", "value": f"{value:f}", "unit": gauge.plate.unit}
