"""Figures of the programme that persons record: each is stated twice in the year, with a remark that it is simulated."""

from __future__ import annotations

import csv
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from registers.recorded_figures import FIGURES, RecordedFigure
from services.laboratory.template import template
from services.province.batch import MARK, WHO, Batch, Rows
from services.province.days import moment
from services.targets.figures import KNOWN
from services.targets.target_file import FILE, read_targets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from services.province.days import Year

NOTE: Final = "模拟数据 simulated"
DAYS: Final = {"first": 160, "second": 340}
"""Days of the year on which the columns of ``figures.csv`` are stated."""


def batches(year: Year) -> Iterator[tuple[date, Batch]]:
    """The changes, each on its day."""
    units = read_targets(template() / FILE, KNOWN).recordable()
    text = (files(__package__) / "figures.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for n, (column, after) in enumerate(DAYS.items()):
        day = year.start + timedelta(days=after)
        stated = [
            (f"F{n * len(rows) + place:06d}", RecordedFigure(
                figure=row["figure"], value=Decimal(row[column]), unit=units[row["figure"]][1], on=day,
                evidence=f"示范依据{MARK}", by=WHO, note=NOTE,
            ))
            for place, row in enumerate(rows, 1)
        ]  # fmt: skip
        yield day, Batch(moment(day, 14), "simulated: recorded figures", [Rows(FIGURES, stated)])
