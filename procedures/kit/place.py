"""Where a reading or a conclusion belongs: the keys of a point, and the words for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from metrology.exact import plain
from metrology.units import Quantity
from procedures.kit.terms import known_term
from procedures.text import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

Key: TypeAlias = "str | Decimal | Quantity"
"""A part of a point: a word of the catalogue, a number in the unit of judgement, or a quantity."""
_ASCII = {"°C": "degC", "Ω": "ohm", "%": "pct", "µ": "u", "μ": "u", "³": "3", "²": "2", "·": "", "⁻": "-", "¹": "1"}
_ARROWS = ("↑", "↓")


@dataclass(frozen=True, slots=True)
class Place:
    """A point within an item.

    Attributes:
        keys: ASCII keys, the parts of the address.
        label: The point as documents name it.
        question: The point as a person is asked about it, directions in words.
        nominal: The number of the point in `unit`; None where it has none.
        unit: Unit of `nominal`.
    """

    keys: tuple[str, ...] = ()
    label: Text = NO_TEXT
    question: Text = NO_TEXT
    nominal: Decimal | None = None
    unit: str = ""

    def within(self, parts: Sequence[Key], unit: str, words: str = "") -> Place:
        """The point that further keys lead to; `words` (``中文 | English``) replace those of the keys."""
        found = self
        for part in parts:
            found = found._with(part, unit)
        if words:
            text = Text.of(words)
            found = replace(found, label=_joined(self.label, text), question=_joined(self.question, text))
        return found

    def _with(self, part: Key, unit: str) -> Place:
        if isinstance(part, str):
            term = known_term(part)
            name = Text.same(part) if term is None else term.name
            arrow = term is not None and term.symbol in _ARROWS
            label = Text.same(term.symbol) if term is not None and arrow else name
            return replace(
                self,
                keys=(*self.keys, ascii_key(part)),
                label=_joined(self.label, label),
                question=_joined(self.question, name),
            )
        number, own = (part.value, part.unit) if isinstance(part, Quantity) else (part, unit)
        text = Text.same(f"{plain(number)} {own}".strip())
        key = f"{plain(number)}{ascii_key(own)}"
        label, question = _joined(self.label, text), _joined(self.question, text)
        return Place((*self.keys, key), label, question, number, own)


def ascii_key(text: str) -> str:
    """A key of an address.

    >>> ascii_key("0.5 Ω"), ascii_key("Imax")
    ('0.5ohm', 'Imax')

    Raises:
        ValueError: Nothing of the text can stand in an address.
    """
    for sign, plainly in _ASCII.items():
        text = text.replace(sign, plainly)
    key = re.sub(r"[\s/]+", "", text)
    if not key.isascii():
        raise ValueError(f"{text!r}: a key of an address is ASCII; give the words beside it: at(key, words=...)")
    return key


def _joined(before: Text, after: Text) -> Text:
    """Both texts; an arrow stands behind the number it belongs to."""
    if before.zh in _ARROWS:
        before, after = after, before
    return Text(f"{before.zh} {after.zh}".strip(), f"{before.en} {after.en}".strip())
