"""A table of a regulation as its data file prints it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from metrology.limits import Band, Bands, Constant
from metrology.status import Source
from procedures.errors import AuthorError


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by their key.

    Attributes:
        where: File and name, for messages.
        source: Clause, status and note.
        columns: Names of the columns beside the key.
        rows: Cells of each row.
    """

    where: str
    source: Source
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[Any, ...]]

    def row(self, key: str) -> dict[str, Decimal]:
        """Numbers of a row by the names of the columns.

        Raises:
            AuthorError: There is no such row, or it has another number of cells than there are columns.
        """
        numbers = self.numbers(key)
        if len(numbers) != len(self.columns):
            raise AuthorError(f"row {key!r} has {len(numbers)} cells for {len(self.columns)} columns", self.where)
        return dict(zip(self.columns, numbers, strict=True))

    def numbers(self, key: str) -> tuple[Decimal, ...]:
        """Numbers of a row.

        Raises:
            AuthorError: There is no such row, or a cell is no number.
        """
        try:
            return tuple(Decimal(cell) for cell in self._cells(key))
        except (ArithmeticError, TypeError, ValueError) as error:
            raise AuthorError(f"row {key!r}: {self._cells(key)} are not numbers", self.where) from error

    def bands(self, key: str) -> Bands:
        """The limits of a row whose columns are limits and whose cells say up to where each holds, the end included.

        Raises:
            AuthorError: There is no such row, a column or a cell is no number, or the cells do not ascend.
        """
        try:
            rows = [Band(upto, Constant(limit)) for limit, upto in zip(self.columns, self.numbers(key), strict=True)]
            return Bands(rows, source=self.source)
        except (ArithmeticError, ValueError) as error:
            raise AuthorError(f"row {key!r}: {error}", self.where) from error

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts of a row.

        Raises:
            AuthorError: There is no such row.
        """
        return tuple(map(str, self._cells(key)))

    def __contains__(self, key: str) -> bool:
        return key in self.rows

    def _cells(self, key: str) -> tuple[Any, ...]:
        if key not in self.rows:
            raise AuthorError(f"there is no row {key!r}; rows are {', '.join(self.rows)}", self.where)
        return self.rows[key]
