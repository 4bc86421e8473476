"""Maximum permissible errors (最大允许误差) as objects: composable, printable and exact.

A regulation's table is written down once, as it is printed, and then asked: `limit.at(point)` for its value,
`limit.text(point)` and `limit.formula("zh")` for documents. Edges belong to the row below them
unless stated otherwise, and beyond the last row there is no limit.
"""

from typing import TYPE_CHECKING

from metrology.limits.base import Limit, OutOfTable
from metrology.limits.text import limit_text, side_text

if TYPE_CHECKING:
    from metrology.limits.bands import Band, Bands
    from metrology.limits.composed import Greatest
    from metrology.limits.intervals import InIntervals
    from metrology.limits.level import Asymmetric, AtLeast, AtMost, Constant, OfSpan
    from metrology.limits.proportional import Linear, OfReading
    from metrology.limits.scaled import Scaled
else:
    from metrology.late import late

    __getattr__ = late(
        __name__,
        {
            "Asymmetric": "level",
            "AtLeast": "level",
            "AtMost": "level",
            "Band": "bands",
            "Bands": "bands",
            "Constant": "level",
            "Greatest": "composed",
            "InIntervals": "intervals",
            "Linear": "proportional",
            "OfReading": "proportional",
            "OfSpan": "level",
            "Scaled": "scaled",
        },
    )

__all__ = [
    "Asymmetric",
    "AtLeast",
    "AtMost",
    "Band",
    "Bands",
    "Constant",
    "Greatest",
    "InIntervals",
    "Limit",
    "Linear",
    "OfReading",
    "OfSpan",
    "OutOfTable",
    "Scaled",
    "limit_text",
    "side_text",
]
