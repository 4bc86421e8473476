"""Role of a breath simulator. Errors: only those of `drivers.errors`."""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading


@runtime_checkable
class BreathSimulator(Protocol):
    """Blows gas of a known alcohol content into an analyser: a wet bath with ethanol solutions, or a dry gas."""

    @command("将吹气时间设为 {duration} {unit}", "let a blow last {duration} {unit}")
    def blow_for(self, duration: Decimal, unit: str) -> None:
        """Let every following blow last so long."""
        ...

    @command("向仪器吹入 {content} {unit} 的气体", "blow gas of {content} {unit} into the analyser")
    def inject(self, content: Decimal, unit: str) -> None:
        """One blow; return when the analyser has measured it."""
        ...

    @reading
    def content(self) -> Reading:
        """Alcohol content of the gas as the simulator states it."""
        ...
