"""Single sampling plans for inspection by attributes (GB/T 2828.1-2012; ISO 2859-1:1999)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from metrology.decision import Outcome
from metrology.exact import Number, plain, to_decimal
from metrology.sampling import attribute_tables as tables
from metrology.status import Source


class Severity(StrEnum):
    """Severity of inspection (检验严格度)."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True)
class AttributePlan:
    """A single sampling plan, arrows already followed.

    Attributes:
        initial_letter: Code letter of the lot size and level.
        letter: Code letter of the plan in use, which differs when an arrow was followed.
        n: Sample size; the whole lot when the plan asks for as many or more.
        acceptance_number, rejection_number: Ac and Re.
        whole_lot: True for 100 % inspection because n would reach the lot size.
        aql: Acceptance quality limit, per cent nonconforming or nonconformities per hundred items.
        severity: Severity of inspection.
        source: Pedigree of the tables.
    """

    initial_letter: str
    letter: str
    n: int
    acceptance_number: int
    rejection_number: int
    whole_lot: bool
    aql: Decimal
    severity: Severity
    source: Source

    def judge(self, nonconforming: int) -> Outcome:
        """Return the outcome of a lot with so many nonconforming items (or nonconformities) in its sample.

        Raises:
            ValueError: A negative count.
        """
        if nonconforming < 0:
            raise ValueError(f"a count cannot be negative: {nonconforming}")
        return Outcome.CONFORM if nonconforming <= self.acceptance_number else Outcome.NOT_CONFORM


def code_letter(lot_size: int, level: str = "II") -> str:
    """Return the sample size code letter (table 1).

    Args:
        lot_size: Items in the lot, at least 2.
        level: Inspection level "S-1" to "S-4", "I", "II", "III".

    Raises:
        ValueError: A lot of fewer than 2 items or an unknown level.
    """
    if level not in tables.LEVELS:
        raise ValueError(f"no inspection level {level!r}; there are {', '.join(tables.LEVELS)}")
    if lot_size < 2:
        raise ValueError(f"table 1 begins with lots of 2 items, not {lot_size}")
    column = tables.LEVELS.index(level) + 1
    lines = [line.split() for line in tables.CODE_LETTERS.split("\n") if line]
    return next(line[column] for line in lines if line[0] == "over" or lot_size <= int(line[0]))


@lru_cache(maxsize=3)
def _grid(severity: Severity) -> Mapping[str, tuple[str, ...]]:
    printed = {
        Severity.NORMAL: tables.NORMAL,
        Severity.TIGHTENED: tables.TIGHTENED,
        Severity.REDUCED: tables.REDUCED,
    }[severity]
    lines = [line.split() for line in printed.split("\n") if line]
    return {line[0]: tuple(line[1:]) for line in lines}


def plan_for_letter(letter: str, aql: Number, severity: Severity | str = Severity.NORMAL) -> tuple[str, int, int]:
    """Return the code letter, sample size and Ac to which a cell of table 2-A, 2-B or 2-C leads.

    Raises:
        ValueError: An AQL that is not a column of the table, or a letter that is not a row.
    """
    strictness, limit = Severity(severity), to_decimal(aql)
    if limit not in tables.AQLS:
        raise ValueError(f"AQL {plain(limit)} is no column of the table: {', '.join(map(str, tables.AQLS))}")
    grid, column = _grid(strictness), tables.AQLS.index(limit)
    if letter not in grid or letter == "S":
        raise ValueError(f"no code letter {letter!r} in the table")
    letters = list(grid)
    row = letters.index(letter)
    while (cell := grid[letters[row]][column]) in "v^":
        row += 1 if cell == "v" else -1
    sizes = tables.REDUCED_SAMPLE_SIZES if strictness is Severity.REDUCED else tables.SAMPLE_SIZES
    return letters[row], sizes[letters[row]], int(cell)


def single_sampling_plan(
    lot_size: int, aql: Number, level: str = "II", severity: Severity | str = Severity.NORMAL
) -> AttributePlan:
    """Return the single sampling plan for a lot.

    Args:
        lot_size: Items in the lot.
        aql: One of the preferred values 0.010 to 1000 (above 10 only for nonconformities per hundred items).
        level: Inspection level.
        severity: Normal, tightened or reduced.

    Raises:
        ValueError: A lot of fewer than 2 items, an unknown level or an AQL that is not preferred.
    """
    initial = code_letter(lot_size, level)
    letter, n, acceptance = plan_for_letter(initial, aql, severity)
    return AttributePlan(
        initial_letter=initial,
        letter=letter,
        n=min(n, lot_size),
        acceptance_number=acceptance,
        rejection_number=acceptance + 1,
        whole_lot=n >= lot_size,
        aql=to_decimal(aql),
        severity=Severity(severity),
        source=tables.SOURCE,
    )
