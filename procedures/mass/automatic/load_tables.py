"""Tables of limits by the load, and the factor (x) of a class.

A row of ``[tables.KEY]`` has the load up to which it holds as its key, in ascending order, the load included; `inf` is
the key of the last row where nothing ends it.
"""

from decimal import Decimal

from metrology.exact import trimmed
from metrology.limits import OutOfTable
from metrology.units import convert
from procedures.kit.table import Table


def row_at(table: Table, load: Decimal) -> dict[str, Decimal]:
    """The row of a table to which a load belongs.

    Raises:
        OutOfTable: The load is beyond the last row.
    """
    for upto in table.rows:
        if load <= Decimal(upto):
            return table.row(upto)
    raise OutOfTable(load, table.source.clause, f"(0, {upto}]")


def by_mass(table: Table, load: Decimal, unit: str) -> Decimal:
    """A limit that is a part of the load in some rows and a mass in others; both in the unit of the load.

    Args:
        table: Columns `percent` and `g`, one of which is 0; rows by the load in g.
        load: Load.
        unit: Its unit.
    """
    row = row_at(table, convert(load, unit, "g"))
    return trimmed(row["percent"] * load / 100 + convert(row["g"], "g", unit))


def of_series(factor: Decimal) -> bool:
    """Whether the factor (x) of a class is 1, 2 or 5 times a power of ten."""
    return factor.normalize().as_tuple().digits in {(1,), (2,), (5,)}
