"""Which column of a source's tables is which field: kept per source, so that its next file is read the same way."""

from __future__ import annotations

from typing import Annotated, Final

from metrology.text import Text
from registers.record import Record, title
from registers.register import Register


class SourceColumns(Record, frozen=True, kw_only=True):
    """The columns of a source's tables; its key is ``SOURCE/REGISTER``."""

    columns: Annotated[tuple[str, ...], title("列=字段", "Column=field")] = ()


SOURCE_COLUMNS: Final = Register(
    "source_columns", SourceColumns, Text("来源的列", "columns of sources"), listed=("columns",)
)
