"""Roles of automatic weighing: who works the instrument under test. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class StaticTest(Protocol):
    """Works an automatic weighing instrument while it stands: its zero, found with small weights."""

    @command("卸空承载器并置零", "empty the load receptor and set to zero")
    def zero(self) -> None:
        """Leave nothing on the load receptor, and set to zero."""
        ...

    @reading
    def changeover(self, step: Decimal, unit: str) -> Reading:
        """Additional load ΔL: pieces of `step` are added until the indication rises by one interval, then removed."""
        ...


@runtime_checkable
class TareTest(StaticTest, Protocol):
    """Works an instrument that has a tare device too."""

    @command("放上皮重载荷并去皮", "put the tare load on and take the tare")
    def take_tare(self) -> None:
        """Take the tare of a container; nothing else is on the load receptor."""
        ...


@runtime_checkable
class MovingLoads(TareTest, Protocol):
    """Handles the test loads of a catchweigher."""

    @command(
        "将 {value} {unit} 的试验载荷放在控制衡器上", "put the test load of {value} {unit} on the control instrument"
    )
    def put_on_control(self, value: Decimal, unit: str) -> None:
        """Put a test load on the control instrument in place of what is there."""
        ...

    @command("让 {value} {unit} 的试验载荷自动通过", "let the test load of {value} {unit} pass over the load receptor")
    def pass_over(self, value: Decimal, unit: str) -> None:
        """Let the load pass in automatic operation, where `shift` has said."""
        ...

    @command(
        "后续载荷偏离中心 {value} {unit} 通过（负值为左）",
        "let the loads pass {value} {unit} from the centre (negative: left)",
    )
    def shift(self, value: Decimal, unit: str) -> None:
        """Say how far from the centre of the conveyor the next loads pass."""
        ...


@runtime_checkable
class FillingInstrument(TareTest, Protocol):
    """A gravimetric filling instrument at work."""

    @command(
        "设定装料值 {value} {unit}，自动装料一次，将装料放在控制衡器上",
        "make one fill of a preset value of {value} {unit}, and put it on the control instrument",
    )
    def fill(self, value: Decimal, unit: str) -> None:
        """Fill once, and have the net content on the control instrument in place of what is there."""
        ...
