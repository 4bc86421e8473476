"""Methods that examine an item."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from procedures.kit.author import blaming
from procedures.kit.terms import own_terms
from procedures.regulation import Item


def marked(method: Callable[[Any], None], item: Item) -> Callable[[Any], None]:
    """The method as the examination of an item; while it runs, the procedure knows the item."""

    @wraps(method)
    def examine(self: Any) -> None:
        self.examined = item
        with own_terms(self.facts.terms), blaming(type(self).__module__, running=True):
            method(self)

    examine.item = item  # type: ignore[attr-defined]
    return examine


def looking(names: tuple[str, ...]) -> Callable[[Any], None]:
    """A method that asks a person for checks."""

    def look(self: Any) -> None:
        self.look(*names)

    return look
