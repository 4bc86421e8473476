"""An organisation that is reviewed: nothing is measured, an inspector looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from drivers.simulation.blocks.defects import Defect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.wiring import Outlet
    from drivers.simulation.world import World

DEFECTS: Final[dict[str, Defect]] = {
    "altered_data": Defect(
        finding={
            "matches": "三月电量报表与电能表读数不符 | the report for March differs from the readings of the meter"
        },
        fails="data",
    ),
}


class Organisation:
    """What an inspector looks at."""

    methods: ClassVar[frozenset[str]] = frozenset()
    quantities: ClassVar[dict[str, object]] = {}

    def outlets(self) -> dict[str, Outlet]:
        """Nothing is connected to it."""
        return {}

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, str] | None, float]:  # noqa: ARG002
        """Nothing of it is measured."""
        return None, 0.0

    def safe(self) -> float:
        """Nothing is put out."""
        return 0.0


class OrganisationKind:
    """The kind of unit."""

    name = "organisation"
    usual: ClassVar[dict[str, Any]] = {"serial": "SIM-0001"}
    methods: ClassVar[frozenset[str]] = Organisation.methods
    defects: ClassVar[dict[str, Defect]] = DEFECTS
    wires: ClassVar[dict[str, str]] = {}

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> Organisation:
        """The organisation of this review."""
        sample = world.sample(str(plate.get("serial", "")), self.defects)
        world.finds(position, sample.finding)
        return Organisation()

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """Nothing stands beside it."""
        return {}


UNIT = OrganisationKind()
