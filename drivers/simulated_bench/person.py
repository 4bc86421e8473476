"""Drivers for the roles that people fill, answered by the simulated people through the control port."""

import json
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Self

from drivers.errors import InstrumentError
from drivers.fitting import Fitting, SimulatedLaboratory
from drivers.roles import (
    FileReading,
    Inspector,
    Leads,
    LoadHandler,
    PointerGauge,
    PriceDisplay,
    Reading,
    SeriesReading,
    TextReading,
)


class SimulatedPerson:
    """A simulated operator.

    Fills `LoadHandler`, `PriceDisplay`, `PointerGauge`, `Inspector`, `Leads`, and every role whose methods the unit
    knows that the operator stands before: the unit under test, or with the address ``sim:NAME`` what is called so.

    Args:
        client: Line to the laboratory.
        currency: Unit of a price read from a display.
        position: Position on the bench the operator stands at.
        thing: Name of what is read and worked; empty for the unit under test.
    """

    ROLES = (LoadHandler, PriceDisplay, PointerGauge, Inspector, Leads)

    LINE = None

    def __init__(
        self, client: SimulatedLaboratory, currency: str = "CNY", position: str = "1", thing: str = ""
    ) -> None:
        self._client, self._currency, self._position, self._thing = client, currency, position, thing

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `currency` (CNY).
        """
        fitting.require_options(("currency",))
        if fitting.laboratory is None:
            what, remedy = "is a simulated person on a bench without simulation.", "Use driver person."
            raise InstrumentError(what, where=fitting.where, remedy=remedy)
        person = cls(fitting.laboratory, fitting.options.get("currency", "CNY"), fitting.position, fitting.thing)
        person.learn()
        return person

    def learn(self) -> None:
        """Know the readings and commands of what is before them; what puts something out has a safe state."""
        known = self._client.ask("methods", thing=self._thing, at=self._position)["done"]
        for method in known["methods"]:
            if not hasattr(self, method):
                setattr(self, method, partial(self._ask, method))
        if known["sets"]:
            self.make_safe = partial(self._client.ask, "safe", thing=self._thing, at=self._position)

    def _ask(self, method: str, *arguments: object) -> Reading | SeriesReading | str | None:
        """A reading or a command: what the unit shows, or what is done with it."""
        texts = json.dumps([str(argument) for argument in arguments], ensure_ascii=False)
        seen = self._client.ask("ask", method=method, arguments=texts, thing=self._thing, at=self._position)["done"]
        if seen is None:
            return None
        if "points" in seen:
            points = tuple((Decimal(t), Decimal(value)) for t, value in seen["points"])
            return SeriesReading(f"{len(points)} points", points, str(seen["unit"]), "s")
        try:
            return self._reading(seen)
        except InvalidOperation:
            return str(seen["text"])

    def place(self, load: Decimal, unit: str, position: str) -> None:
        """Put exactly `load` on the receptor."""
        self._client.ask("place", load=str(load), unit=unit, position=position)

    def substitute(self, load: Decimal, unit: str) -> None:
        """Have substitution loads on the receptor and no weights."""
        self._client.ask("substitute", load=str(load), unit=unit)

    def select_range(self, number: str) -> None:
        """Select a weighing range."""
        self._client.ask("select_range", number=number)

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

    def read_text(self, name: str) -> TextReading:
        """Read what is written at a place."""
        return TextReading(str(self._client.ask("read_text", name=name, at=self._position)["done"]))

    def photograph(self, name: str) -> FileReading:
        """Take a photograph: a small picture that says what it is not."""
        taken = str(self._client.ask("photograph", name=name, at=self._position)["done"])
        return FileReading(f"{name}.png", bytes.fromhex(taken))

    def _reading(self, seen: dict[str, Any], unit: str = "") -> Reading:
        return Reading(str(seen["text"]), Decimal(seen["value"]), unit or str(seen["unit"]))
