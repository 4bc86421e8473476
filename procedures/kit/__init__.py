"""What a regulation's module is written with: facts, terms, values, points, readings and comparisons.

From the body of an item follow its plan, its form, its columns, its trace, its error curve, the checks of every entry
and the suitability of the standards.
"""

from metrology.units import Quantity
from procedures.kit.agreed import Agreed
from procedures.kit.columns import Curve
from procedures.kit.entry import forward
from procedures.kit.facts import Facts
from procedures.kit.kept import Kept
from procedures.kit.limits import at_least, at_most, between, less_uncertainty, within
from procedures.kit.nameplate import Nameplate, Row, ascending, quantity
from procedures.kit.place import ascii_key
from procedures.kit.procedure import KitProcedure, Requirements
from procedures.kit.read_items import ReadItems
from procedures.kit.recording import Marks
from procedures.kit.shared import item
from procedures.kit.span import Span
from procedures.kit.value import Value, function, mean, root_sum_square, spread, standard_deviation

__all__ = [
    "Agreed",
    "Curve",
    "Facts",
    "Kept",
    "KitProcedure",
    "Marks",
    "Nameplate",
    "Quantity",
    "ReadItems",
    "Requirements",
    "Row",
    "Span",
    "Value",
    "ascending",
    "ascii_key",
    "at_least",
    "at_most",
    "between",
    "forward",
    "function",
    "item",
    "less_uncertainty",
    "mean",
    "quantity",
    "root_sum_square",
    "spread",
    "standard_deviation",
    "within",
]
