"""An instrument of the catalogue as the unit under test: the subject's serial number, that sample's errors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.catalogue import alone
from drivers.simulation.extra_instruments import become

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.device import Device
    from drivers.simulation.world import World


class InstrumentUnderTest:
    """The kind of unit that a driver drives.

    Args:
        driver: Name of the driver.
    """

    name = "unit"
    usual: ClassVar[dict[str, Any]] = {}
    methods: frozenset[str] = frozenset()

    def __init__(self, driver: str) -> None:
        self._driver = driver

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> Device:  # noqa: ARG002  all alike
        """The instrument with the subject's serial number."""
        device = alone(self._driver, world.time, world.seed, world.folders)
        if serial := str(plate.get("serial", "")):
            device.name = replace(device.name, serial=serial)
        become(device, world)
        return device

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """Nothing: the bench file says what stands there."""
        return {}
