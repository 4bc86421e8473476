"""Roles of prepackages: somebody who handles the packages of a sample. Errors: only those of `drivers.errors`."""

from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import Words, command, reading


def _putting(number: str, state: str) -> Words:
    return {
        "full": Words(f"将第 {number} 件（未开封）放上天平", f"put package {number}, unopened, on the balance"),
        "empty": Words(
            f"清空第 {number} 件，将其全部包装擦净后放上天平",
            f"empty package {number} and put all of its clean packaging on the balance",
        ),
        "sieve": Words(f"将第 {number} 件用的空筛放上天平", f"put the empty sieve for package {number} on the balance"),
        "drained": Words(
            f"将第 {number} 件倒在筛上，沥干后连同筛放上天平",
            f"pour package {number} on the sieve, let it drain, and put it on the balance with the sieve",
        ),
    }[state]


@runtime_checkable
class PackageHandler(Protocol):
    """Handles the packages of a sample, numbered from 1, and measures what a balance does not."""

    @command("", "", worded=_putting)
    def put(self, number: str, state: str) -> None:
        """Put a package on the balance in place of what is there.

        Args:
            number: Its number in the sample.
            state: ``full``, ``empty`` for its packaging, ``sieve`` for the empty sieve, ``drained`` for the solids.
        """
        ...

    @command("取下天平上的物品", "take everything off the balance")
    def take_off(self) -> None:
        """Leave the balance empty."""
        ...

    @reading
    def content(self, number: str) -> Reading:
        """Length, area or number of pieces in a package, measured or counted."""
        ...

    @reading
    def density(self) -> Reading:
        """Density of the product at its reference temperature."""
        ...
