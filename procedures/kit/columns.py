"""What a conclusion hands to documents: numbers for print, a point of the error curve, references."""

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Final

from metrology.exact import Number
from metrology.rounding import Rounding
from procedures.kit.limits import Sides
from procedures.kit.value import Origin
from procedures.run import Plot
from procedures.standards import Reference
from procedures.text import Text

SENSITIVITY: Final = Context(prec=12)


def rounded(number: Decimal, rounding: Rounding | Number | None) -> str:
    """A number rounded as it is compared."""
    rule = rounding if isinstance(rounding, Rounding) else Rounding(rounding if rounding is not None else 1)
    return rule.text(number)


@dataclass(frozen=True, slots=True)
class Curve:
    """Where a point is drawn.

    Attributes:
        series: Which line, such as a direction; a key.
        chart: Which error curve of the item, such as a range; a key, empty where the item has one.
        words: What that curve is called, ``中文 | English``; by default its key.
        x_unit: Unit of the point; empty where it is that of the error, ``1`` for a ratio.
    """

    series: str
    chart: str = ""
    words: str = ""
    x_unit: str = ""

    def __post_init__(self) -> None:
        """Refuse keys that a journal cannot hold.

        Raises:
            ValueError: One of them is not ASCII.
        """
        if not (self.series.isascii() and self.chart.isascii()):
            raise ValueError(f"{self.series!r}, {self.chart!r}: keys are ASCII; give the name of the curve as words")


def plot(curve: Curve, x: Decimal | None, y: Decimal, pair: Sides, unit: str) -> Plot | None:
    """A point of an error curve; None where the limit has but one side."""
    lower, upper = pair
    if x is None or lower is None or upper is None:
        return None
    caption = Text.of(curve.words or curve.chart)
    return Plot(curve.series, x, y, (lower, upper), unit, curve.chart, caption, curve.x_unit)


def references(origins: tuple[Origin, ...]) -> tuple[Reference, ...]:
    """Which values of standards a result depends on; a sensitivity to twelve digits is more than any certificate has."""
    of_standards = (o for o in origins if o.standard)
    return tuple(Reference(o.role, o.at, o.unit, SENSITIVITY.plus(o.sensitivity)) for o in of_standards)
