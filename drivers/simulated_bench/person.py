"""Drivers for the roles that people fill, answered by the simulated people through the control port."""

from decimal import Decimal
from typing import Any, Self

from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.roles import Inspector, Leads, LoadHandler, PointerGauge, PriceDisplay, Reading
from drivers.simulated_bench.client import ControlClient


class SimulatedPerson:
    """A simulated operator; fills `LoadHandler`, `PriceDisplay`, `PointerGauge`, `Inspector`, `Leads`.

    Args:
        client: Line to the laboratory.
        currency: Unit of a price read from a display.
        position: Position on the bench the operator stands at.
    """

    ROLES = (LoadHandler, PriceDisplay, PointerGauge, Inspector, Leads)

    LINE = None

    def __init__(self, client: ControlClient, currency: str = "CNY", position: str = "1") -> None:
        self._client, self._currency, self._position = client, currency, position

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver; option `currency`."""
        fitting.require_options(("currency",))
        if fitting.laboratory is None:
            what, remedy = "is a simulated person on a bench without simulation.", "Use driver person."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        return cls(fitting.laboratory, fitting.options.get("currency", "CNY"), fitting.position)

    def place(self, load: Decimal, unit: str, position: str) -> None:
        """Put exactly `load` on the receptor."""
        self._client.ask("place", load=str(load), unit=unit, position=position)

    def add(self, load: Decimal, unit: str) -> None:
        """Add weights gently, or take them away."""
        self._client.ask("add", load=str(load), unit=unit)

    def price(self, unit_price: Decimal) -> Reading:
        """Read the price to pay."""
        return self._reading(self._client.ask("price", unit_price=str(unit_price))["done"], self._currency)

    def before_tap(self) -> Reading:
        """Read the pointer as it stands."""
        return self._reading(self._client.ask("before_tap", at=self._position)["done"])

    def after_tap(self) -> Reading:
        """Tap the case and read the pointer."""
        return self._reading(self._client.ask("after_tap", at=self._position)["done"])

    def connect(self, circuit: str) -> None:
        """Lay the leads of a circuit."""
        self._client.ask("connect", circuit=circuit)

    def check(self, name: str) -> str:
        """Answer a visual or functional check."""
        return str(self._client.ask("check", name=name, at=self._position)["done"])

    def _reading(self, seen: dict[str, Any], unit: str = "") -> Reading:
        return Reading(str(seen["text"]), Decimal(seen["value"]), unit or str(seen["unit"]))
