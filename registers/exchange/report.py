"""What an import found: how many rows are new or differ, and every problem with its place in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_PROBLEMS = 1000
"""Problems that are kept; all are counted."""


class CellProblem(NamedTuple):
    """What is wrong with a cell.

    Attributes:
        row: Number of the row in the file.
        column: Title of the column; empty for the row as a whole.
        text: What is wrong.
    """

    row: int
    column: str
    text: Text


@dataclass
class Report:
    """What an import does, or would do.

    Attributes:
        rows: How many rows the table has.
        new, changed: How many of them are new, and how many differ from what is registered.
        problems: What is wrong, at most `MOST_PROBLEMS`.
        count: How many problems there are.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    problems: list[CellProblem] = field(default_factory=list)
    count: int = 0

    def add(self, problem: CellProblem) -> None:
        """Take a problem into account."""
        self.count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def problem_text(path: Path, problem: CellProblem) -> Text:
    """A problem with its place."""
    zh = f"第 {problem.row} 行" + (f"“{problem.column}”" if problem.column else "")
    en = f"row {problem.row}" + (f', column "{problem.column}"' if problem.column else "")
    return Text(f"{path.name} {zh}：{problem.text.zh}", f"{path.name}, {en}: {problem.text.en}")


def summary_of(problems: Iterable[CellProblem]) -> list[tuple[str, int]]:
    """How many problems each column has, the worst first."""
    return Counter(p.column for p in problems).most_common()
