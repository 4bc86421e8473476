"""Roles of instruments for the emissions of vehicles. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class GasMixtures(Protocol):
    """Bottles of certified gas mixtures, numbered as the regulation lists them; mixture 0 is clean air."""

    @command("向分析仪进气口通入第 {mixture} 号气体", "supply mixture {mixture} to the gas inlet", energises=True)
    def supply(self, mixture: str) -> None:
        """Let the analyser have this mixture at its inlet."""
        ...

    @command("经取样探头通入第 {mixture} 号气体", "supply mixture {mixture} at the sampling probe", energises=True)
    def supply_at_probe(self, mixture: str) -> None:
        """Let the analyser draw this mixture through probe and sampling line, at ambient pressure."""
        ...

    @reading
    def value_of(self, quantity: str) -> Reading:
        """Volume fraction of a component in the mixture that is supplied, by its certificate.

        Args:
            quantity: `CO`, `CO2`, `O2`, or `HC` for the propane of the mixture.
        """
        ...

    @command("关闭气瓶阀门", "close the bottles", makes_safe=True)
    def off(self) -> None:
        """Supply nothing; the safe state."""
        ...
