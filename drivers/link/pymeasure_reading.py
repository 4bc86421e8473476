"""Readings through PyMeasure's instrument classes, with nothing taken on trust.

PyMeasure hands on what it makes of a reply: a float without the digits, a string when no number was found, 9.9E37 as a
value. Here the reply itself is kept, decoded strictly, and must be the number that PyMeasure gives.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from drivers.codecs.multimeter import reading as decode
from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError
from drivers.link.line import LineLink
from drivers.link.pymeasure_adapter import LinkAdapter
from drivers.roles import Reading


class HeedfulAdapter(LinkAdapter):
    """A `LinkAdapter` that remembers the replies since it was last asked to forget them."""

    def __init__(self, link: LineLink) -> None:
        super().__init__(link)
        self.heard: list[str] = []

    def _read(self, **_unused: Any) -> str:
        reply = super()._read()
        self.heard.append(reply)
        return reply


def reading(adapter: HeedfulAdapter, ask: Callable[[], object], unit: str) -> Reading:
    """Take one reading through a PyMeasure property.

    Args:
        adapter: What the instrument class speaks through.
        ask: Reads the property, with one exchange.
        unit: Unit of the number.

    Raises:
        Malformed: Not exactly one reply, no number, an overload, or another number than PyMeasure gives.
    """
    adapter.heard.clear()
    given = ask()
    if len(adapter.heard) != 1:
        raise Malformed(f"{len(adapter.heard)} replies {adapter.heard} to one reading")
    text = adapter.heard[0]
    value = decode(text)
    if isinstance(given, bool) or not isinstance(given, int | float) or float(value) != given:
        raise Malformed(f"PyMeasure makes {given!r} of {text!r}")
    return Reading(text, value, unit)


@contextmanager
def mapped(link: LineLink) -> Iterator[None]:
    """Turn what PyMeasure raises over a value or a reply into `BadReply`; the link is poisoned.

    Its classes raise whatever their authors liked, bare `Exception` included.
    """
    try:
        yield
    except (InstrumentError, Malformed):
        raise
    except Exception as error:
        raise link.reject(f"PyMeasure: {type(error).__name__} {error}") from error
