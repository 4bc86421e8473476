"""The catalogue of instruments under legal control, as the template of a laboratory has it: real entries, each with its source."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from registers.catalogue import CATALOGUE
from registers.errors import RegistersError
from registers.exchange.importing import Table
from services.laboratory.template import template
from services.province.batch import Batch
from services.province.days import moment

if TYPE_CHECKING:
    from registers.change import Change
    from services.province.days import Year


def catalogue(year: Year) -> Batch:
    """The catalogue as a change."""
    return Batch(moment(year.start, 0, 1), "catalogue of the template", [], [_import])


def _import(change: Change) -> None:
    table = Table(CATALOGUE, template() / "tables" / "catalogue.csv", {})
    with closing(table.stage(change.connection, lambda _: None)) as staged:
        if staged.report.count:
            raise RegistersError([p.text for p in staged.report.problems])
        staged.write(change, lambda _: None)
