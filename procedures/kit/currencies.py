"""Currencies in which instruments show prices: in the columns of an item ``¤`` stands for that of the instrument."""

from typing import Final, NamedTuple

from procedures.text import Text


class Currency(NamedTuple):
    """A currency as documents print it.

    Attributes:
        symbol: Its unit in columns and decisions, a symbol of `metrology.units`.
        name: In words.
    """

    symbol: str
    name: Text


SIGN: Final = "¤"
CURRENCIES: Final = {"CNY": Currency("元", Text("元", "yuan")), "EUR": Currency("€", Text("欧元", "euro"))}
"""By their ISO 4217 codes, which are the units of readings of a price."""
