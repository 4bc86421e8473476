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


@runtime_checkable
class NeutralFilters(Protocol):
    """Neutral density filters of certified opacity for the light path of an opacimeter; 0 stands for clean air."""

    @command(
        "将第 {number} 号中性滤光片放入光路（0 为清洁空气）", "put filter {number} into the light path (0: clean air)"
    )
    def insert(self, number: str) -> None:
        """Have this filter in the light path, and no other."""
        ...

    @reading
    def opacity(self) -> Reading:
        """Opacity N of the filter in the light path by its certificate, in %."""
        ...


@runtime_checkable
class SmokeSource(Protocol):
    """Smoke that the opacimeter under test and a reference opacimeter take at once: a generator, or vehicles."""

    @command("使第 {number} 种烟气通过两台烟度计", "let smoke {number} through both opacimeters", energises=True)
    def emit(self, number: str) -> None:
        """Give one puff of a kind of smoke, or one free acceleration of a vehicle."""
        ...

    @reading
    def absorption(self) -> Reading:
        """Light absorption coefficient k that the reference opacimeter shows, in 1/m."""
        ...

    @command("停止供烟", "stop the smoke", makes_safe=True)
    def off(self) -> None:
        """No smoke; the safe state."""
        ...
