"""What verifications of automatic weighing instruments share: control instrument, error at zero, tables by the load.

An edition's rows by the load are ``[tables.KEY]`` with the load up to which a row holds as its key, in ascending
order, the load included; `inf` is the key of the last row where nothing ends it.
"""

from decimal import Decimal
from typing import Annotated, TypeVar

from drivers.roles import ControlInstrument, StaticTest, TareTest
from metrology.exact import trimmed
from metrology.limits import OutOfTable
from metrology.rounding import round_to_interval
from metrology.units import convert
from procedures.kit import KitProcedure, Nameplate, Quantity, Value, item, quantity, within
from procedures.kit.table import Table

Mass = Annotated[Quantity, quantity("kg", above=0)]
N = TypeVar("N", bound=Nameplate)


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
    return factor > 0 and factor.normalize().as_tuple().digits in {(1,), (2,), (5,)}


class AutomaticWeighing(KitProcedure[N]):
    """Verification against a control instrument, which weighs what the instrument under test has weighed."""

    control: ControlInstrument

    @property
    def static(self) -> StaticTest:
        """Who works the instrument while it stands."""
        raise NotImplementedError

    def interval(self) -> Decimal:
        """Scale interval in which zero is shown, in the unit of judgement."""
        raise NotImplementedError

    def displayed(self, value: Decimal) -> Decimal:
        """What an ideal instrument shows of a mass."""
        return round_to_interval(value, self.step)

    def zero_limit(self) -> Decimal:
        """How far zero may be from where it is shown, in the unit of judgement."""
        return trimmed(self.facts.number("zero_part") * self.interval())

    @item("dL E0 MPE")
    def zero(self) -> None:
        """How exactly it is set to zero, found with small weights."""
        self.static.zero()
        self.near_zero()

    def near_zero(self) -> None:
        """Compare the error where nothing is shown: half an interval less what it takes to come to the next one."""
        d = self.interval()
        half = Value.constant(d / 2)
        dL = self.read("dL", (self.static.changeover, d / 10, self.unit), expect=d / 2)
        self.compare(within(self.zero_limit()), E0=half - dL)


class TaredWeighing(AutomaticWeighing[N]):
    """Verification of an instrument that can have a tare device."""

    @property
    def static(self) -> TareTest:
        """Who works the instrument while it stands."""
        raise NotImplementedError

    @item("dL E0 MPE")
    def tare(self) -> None:
        """How exactly the tare is taken, found with small weights."""
        self.static.zero()
        self.static.take_tare()
        self.near_zero()
        self.static.zero()
