"""PyMeasure's Fluke 7341 made strict: labels are checked, digits are kept, nothing is rounded on the way out.

`pymeasure.instruments.fluke.Fluke7341` drops the label of each answer, casts to float, writes the set-point with `%g`
(six digits) and knows the range of the 7341 alone. Its commands are right, so they are used; what it loses is kept.
"""

from decimal import Decimal
from typing import Any

from pymeasure.instruments.fluke.fluke7341 import Fluke7341
from pymeasure.instruments.instrument import Instrument

from drivers.codecs import hart as codec
from drivers.link.line import LineLink
from drivers.link.pymeasure_adapter import LinkAdapter


class LabelledAdapter(LinkAdapter):
    """Checks each answer's label before PyMeasure throws it away.

    Args:
        link: The line.

    Attributes:
        payload: What followed the label of the last answer, with the digits received.
    """

    def __init__(self, link: LineLink) -> None:
        super().__init__(link)
        self._asked = ""
        self.payload = ""

    def _write(self, command: str, **_unused: Any) -> None:
        self._asked = command
        super()._write(command)

    def _read(self, **_unused: Any) -> str:
        line = super()._read()
        self.payload = codec.answer(self._asked, line)
        return line


def within(value: object, values: tuple[Decimal, Decimal]) -> Decimal:
    """Validate a set-point: a finite Decimal inside the range, never clamped.

    Raises:
        ValueError: Anything else.
    """
    low, high = values
    if not isinstance(value, Decimal) or not value.is_finite() or not low <= value <= high:
        raise ValueError(f"{value!r} is not a Decimal from {low} to {high}")
    return value


class HartInstrument(Fluke7341):
    """A bath or dry-well of this family.

    Args:
        adapter: `LabelledAdapter` on a bench.
        low: Lowest set-point in °C.
        high: Highest set-point in °C.
    """

    def __init__(self, adapter: Any, low: Decimal, high: Decimal) -> None:
        super().__init__(adapter, "Hart Scientific / Fluke")  # type: ignore[no-untyped-call]  # PyMeasure's
        self.set_point_values = (low, high)

    set_point = Instrument.control(
        "s",
        "s=%s",
        "Set-point in the present unit.",
        validator=within,
        values=(Decimal(0), Decimal(0)),
        dynamic=True,
        set_process=lambda value: f"{value:f}",
        preprocess_reply=lambda reply: reply.split()[0],
    )
    cutout = Instrument.measurement("c", "Temperature and state of the cut-out.", cast=str, separator="\x00")
