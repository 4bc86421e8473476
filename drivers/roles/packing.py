"""Role of an examiner of sales packages: measures them, takes them apart, reads prices. Errors: `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import reading


@runtime_checkable
class PackagingExaminer(Protocol):
    """Somebody who measures a sales package from outside, counts its layers and reads invoices."""

    @reading
    def outer(self, side: str) -> Reading:
        """An outer dimension of the sales package: ``length``, ``width``, ``height``, or ``diameter``."""
        ...

    @reading
    def outer_volume(self) -> Reading:
        """Outer volume of a sales package of another form, by displacement or from its parts."""
        ...

    @reading
    def initial_volume(self) -> Reading:
        """Volume of all initial packages together, from outside."""
        ...

    @reading
    def layers(self) -> Reading:
        """Number of layers of packaging, the one that touches the goods included."""
        ...

    @reading
    def packaging_cost(self) -> Reading:
        """Cost of all packaging but the initial one, by the invoices."""
        ...

    @reading
    def sales_price(self) -> Reading:
        """Sales price of the goods."""
        ...
