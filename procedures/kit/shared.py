"""Items whose body several editions share: marked in a base without facts, examined by the editions that have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from procedures.kit.facts import Facts

Method = TypeVar("Method", bound=Callable[..., None])


class SharedItem(NamedTuple):
    """What `procedures.kit.facts.Facts.item` is given once the facts are known."""

    key: str
    columns: str
    unit: str


def item(columns: str = "", *, unit: str = "*", key: str = "") -> Callable[[Method], Method]:
    """Mark a method of a base class as the body of an item.

    A subclass with facts examines it where its ``[items]`` have the key; where they lack it, its regulation does not
    ask for it. Arguments as of `procedures.kit.facts.Facts.item`.
    """

    def mark(method: Method) -> Method:
        cast("Any", method).shared = SharedItem(key or method.__name__, columns, unit)
        return method

    return mark


def bind(cls: type, facts: Facts) -> None:
    """Give a class the items of its bases that its facts have, each with the clause and the status of the facts."""
    methods = {name: value for base in reversed(cls.__mro__) for name, value in vars(base).items()}
    for name, method in methods.items():
        original = getattr(method, "__wrapped__", method)
        shared = getattr(original, "shared", None)
        if isinstance(shared, SharedItem) and shared.key in facts.item_keys:
            setattr(cls, name, facts.item(shared.columns, unit=shared.unit, key=shared.key)(original))
