"""What must never happen on a bench, watched by the world itself and not by a test that might forget to look."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Safety:
    """Watches outputs; what happened is kept for `drivers.simulation.truth`.

    Attributes:
        energised: Whether each output of the bench is on, by its name.
        violations: What must never happen and did, in the order of time.
    """

    energised: dict[str, Callable[[], bool]] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def on(self) -> list[str]:
        """Outputs that are on now."""
        return [name for name, is_on in self.energised.items() if is_on()]

    def rewiring(self, what: str) -> None:
        """Told before a wire is moved: nothing may be on."""
        self.violations += [f"{what} was moved while {name} was on" for name in self.on()]

    def leaving(self) -> None:
        """Told when the client of the bench has gone, for whatever reason: nothing may be left on."""
        self.violations += [f"{name} was left on when the bench was left" for name in self.on()]

    def driven(self, unit: str, target: float, upper: float) -> None:
        """Told before a source goes to a value: what is connected must stand it, but for a thousandth."""
        if abs(target) > 1.001 * abs(upper):
            self.violations.append(f"{target:g} was set for {unit}, which ends at {upper:g}")
