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

    @command(
        "将 {value} {unit} 的试验载荷静置于承载器中心",
        "put the test load of {value} {unit} at rest on the receptor",
    )
    def put_on_receptor(self, value: Decimal, unit: str) -> None:
        """Put the load on the load receptor while nothing moves."""
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


@runtime_checkable
class Totaliser(Protocol):
    """What an automatic weighing instrument that totals shows."""

    @reading
    def total(self) -> Reading:
        """Total of the indicating device."""
        ...

    @reading
    def second_total(self) -> Reading:
        """Total that a second device with the same interval shows or prints."""
        ...


@runtime_checkable
class ProductRun(Protocol):
    """Lets product through a totalising instrument, and collects it."""

    @command("部分累计值清零（不能清零的不动）", "set the partial total to zero, where that can be done")
    def clear_total(self) -> None:
        """Set the partial total to zero; a total that cannot be is left as it is."""
        ...

    @command(
        "让约 {value} {unit} 的物料自动通过，全部收集并放在控制衡器上",
        "let about {value} {unit} of product through, and put all of it on the control instrument",
    )
    def run_product(self, value: Decimal, unit: str) -> None:
        """Let product through from rest to rest; a control instrument then weighs it."""
        ...


@runtime_checkable
class HopperRun(ProductRun, StaticTest, Protocol):
    """Works a discontinuous totaliser."""


@runtime_checkable
class BeltRun(ProductRun, Protocol):
    """Works a belt weigher, and watches its zero and its speed."""

    @command("将给料流量调至 {value} {unit}", "set the feed to {value} {unit}")
    def set_feed(self, value: Decimal, unit: str) -> None:
        """Say at which flow rate the next product runs."""
        ...

    @command(
        "使物料偏离皮带中心 {value} {unit}（负值为左）",
        "let the product lie {value} {unit} from the centre (negative: left)",
    )
    def shift(self, value: Decimal, unit: str) -> None:
        """Say where on the belt the next product lies."""
        ...

    @command(
        "在称重台上放置 {value} {unit} 的砝码（0 为取下）", "put weights of {value} {unit} on the weigh table (0: none)"
    )
    def put_weights(self, value: Decimal, unit: str) -> None:
        """Put weights on the weigh table in place of those there."""
        ...

    @command("空载启动皮带，以最大速度运行", "start the empty belt at its highest speed", energises=True)
    def run_empty(self) -> None:
        """Let the belt run without product."""
        ...

    @command("停止皮带", "stop the belt", makes_safe=True)
    def stop(self) -> None:
        """Stop the belt; the safe state."""
        ...

    @reading
    def zero_total(self) -> Reading:
        """Total of the device that is used to set zero, which has a finer interval."""
        ...

    @reading
    def speed(self) -> Reading:
        """Speed of the running belt."""
        ...


@runtime_checkable
class RailWeighbridge(Protocol):
    """What an automatic rail weighbridge shows of the train that has passed last."""

    @reading
    def wagon(self, number: str) -> Reading:
        """Mass of a wagon.

        Args:
            number: Its place among the reference wagons, from 1.
        """
        ...

    @reading
    def train_mass(self) -> Reading:
        """Mass of the reference wagons together, as the instrument states it."""
        ...


@runtime_checkable
class TrainRun(StaticTest, Protocol):
    """Moves the reference wagons of a rail weighbridge."""

    @command("将第 {number} 号参考车单独停在控制衡器上", "put reference wagon {number} alone on the control instrument")
    def put_wagon(self, number: str) -> None:
        """Have one wagon weighed standing."""
        ...

    @command("让参考车组通过，速度在允许范围内", "let the reference wagons pass within the permitted speed")
    def run_train(self) -> None:
        """Let the reference wagons pass over the weighbridge once."""
        ...
