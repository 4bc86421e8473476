"""Where the figures of a report come from, for its table of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from procedures.campaigns.judgement import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metrology.status import Source


def sources_table(sources: Iterable[Source]) -> Table:
    """Every source once, with how far it was checked."""
    rows = tuple((s.clause, Text(s.status.zh, s.status.en), s.note or "—") for s in dict.fromkeys(sources))
    heads = Text("条款", "Clause"), Text("核实", "Status"), Text("备注", "Note")
    return Table(Text("数据来源", "Sources of the figures"), heads, rows, (2, 1.3, 5))
