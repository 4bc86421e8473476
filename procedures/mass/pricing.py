"""Price computing: the price to pay agrees with weight times unit price to one price interval."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from metrology.exact import plain
from metrology.status import Source, Status
from procedures.mass.weigher import CENTRE
from procedures.standards import INDEPENDENT
from procedures.text import Text

if TYPE_CHECKING:
    from drivers.roles import LoadHandler, PriceDisplay
    from procedures.mass.r76.instrument import Scale
    from procedures.mass.weigher import Weigher
    from procedures.run import Run

PRICE = Source("OIML R 76-1 4.14", Status.UNVERIFIED)
UNIT_PRICES = (Decimal("9.99"), Decimal("26.80"))  # yuan per kg; any two would do


class Bench(Protocol):
    """Roles this needs, besides the scale."""

    loads: LoadHandler
    price: PriceDisplay


class Pricing:
    """Compares prices shown with those computed, on one scale.

    Args:
        run: Run handle.
        bench: Roles `loads` and `price`.
        weigher: Reads the scale.
        scale: Its nameplate.
        interval: Price interval, yuan.
    """

    def __init__(self, run: Run, bench: Bench, weigher: Weigher, scale: Scale, interval: Decimal) -> None:
        self._run, self._bench, self._weigher, self._scale, self._interval = run, bench, weigher, scale, interval

    def examine(self, load: Decimal) -> None:
        """Decide the price at every unit price, with one load on the receptor."""
        weight, shown = self._run.together("price", lambda: self._read(load))
        kilograms = self._scale.grams(weight) / 1000
        for unit_price, p in shown.items():
            with self._run.point(_place(unit_price)):
                difference = p - kilograms * unit_price
                self._run.decide(
                    Text.same(f"{plain(unit_price)} 元/kg"), difference, self._interval, unit="元",
                    formula="p − W·U", substitution=f"{plain(p)} − {plain(kilograms)} × {plain(unit_price)}",
                    source=PRICE, reference=INDEPENDENT,
                    values={"W": weight, "U": unit_price, "shown": p, "E": difference, "MPE": self._interval},
                )  # fmt: skip

    def _read(self, load: Decimal) -> tuple[Decimal, dict[Decimal, Decimal]]:
        """The weight shown, and the price shown at each unit price."""
        shown: dict[Decimal, Decimal] = {}
        self._bench.loads.place(load, self._scale.unit, CENTRE)
        weight = self._weigher.indication("W", load)
        kilograms = self._scale.grams(weight) / 1000
        for unit_price in UNIT_PRICES:
            name = plain(unit_price)
            ask = Text(f"单价 {name} 元/kg 的显示价格", f"Price shown at {name} yuan/kg")
            ideal = (kilograms * unit_price).quantize(self._interval)
            with self._run.point(_place(unit_price)):
                shown[unit_price] = self._run.observe(
                    "price", self._bench.price.price, unit_price, unit="CNY", expect=ideal, ask=ask
                )
        return weight, shown


def _place(unit_price: Decimal) -> str:
    return f"{plain(unit_price)}CNY_per_kg"
