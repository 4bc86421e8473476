"""What all meters on a data line have in common: frames asked and answered, quantities, units that fit them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import FrameLength, LineLink
from drivers.roles import QUANTITIES, Reading
from metrology.units import UnitError, convert

Answer = TypeVar("Answer")
Where = TypeVar("Where")


class Meter(IdentifiedDriver):
    """Base of the meters' drivers.

    Args:
        link: Its line.
    """

    def __init__(self, link: LineLink) -> None:
        super().__init__(link)

    def _ask(self, request: bytes, length: FrameLength, decode: Callable[[bytes], Answer]) -> tuple[bytes, Answer]:
        """Send a frame; give the frame that answers it, and what it decodes to."""
        raw = self._link.exchange(request, length)
        with decoding(self._link):
            return raw, decode(raw)

    def _place(self, quantity: str, places: Mapping[str, Where]) -> Where:
        """Where a quantity is found; raises `InstrumentError` when it is not."""
        if quantity not in places:
            known = ", ".join(places)
            what = f"There is no register {quantity!r} in this meter's protocol."
            raise InstrumentError(what, where=self._link.where, remedy=f"Ask for one of {known}.")
        return places[quantity]


def shown(raw: bytes, value: Decimal, unit: str, quantity: str) -> Reading:
    """The reading of a frame, its text the bytes in hexadecimal.

    Raises:
        Malformed: A unit that does not measure the quantity.
    """
    return Reading(raw.hex(" ").upper(), value, fitting_unit(unit, quantity))


def fitting_unit(unit: str, quantity: str) -> str:
    """The unit, if it measures the quantity; an empty unit is that of a pure number.

    Raises:
        Malformed: Another dimension, or a unit that is not in `metrology.units`.
    """
    expected = QUANTITIES[quantity]
    if (unit or "1") == expected:
        return expected
    try:
        convert(Decimal(1), unit, expected)
    except UnitError as error:
        raise Malformed(f"{unit!r} is no unit of {quantity}: {error}") from error
    return unit


def choice(fitting: Fitting, name: str, usual: str, allowed: tuple[str, ...]) -> str:
    """An option that is one of several words; raises `InstrumentError` naming them."""
    found = fitting.options.get(name, usual)
    if found not in allowed:
        what = f"Option {name} = {found!r} is not known."
        raise InstrumentError(what, where=fitting.where, remedy=f"Use one of {', '.join(allowed)}.")
    return found


def whole(fitting: Fitting, name: str, usual: int, most: int) -> int:
    """An option that is a whole number from 0 to `most`; raises `InstrumentError`."""
    text = fitting.options.get(name, str(usual))
    if not (text.isdecimal() and text.isascii()) or int(text) > most:
        what = f"Option {name} = {text!r} is not a whole number up to {most}."
        raise InstrumentError(what, where=fitting.where, remedy="Correct the bench file.")
    return int(text)


def digits(fitting: Fitting, name: str, count: int, usual: str) -> str:
    """An option that is an address of `count` digits, leading zeros added; raises `InstrumentError`."""
    text = fitting.options.get(name, "")
    if not text:
        return usual
    if not (text.isdecimal() and text.isascii()) or len(text) > count:
        what = f"Option {name} = {text!r} is not an address of up to {count} digits."
        raise InstrumentError(what, where=fitting.where, remedy="Use the number printed on the meter.")
    return text.zfill(count)
