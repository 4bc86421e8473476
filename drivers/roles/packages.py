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
        "net": Words(
            f"将第 {number} 件的内容物放上天平（容器已去皮）",
            f"put the product of package {number} on the balance, without its packaging",
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
            state: ``full``, ``empty`` for its packaging, ``net`` for its product alone, ``sieve`` for the empty sieve,
                ``drained`` for the solids.
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


def _filling(number: str, filled: str) -> Words:
    return {
        "dry": Words(f"将第 {number} 只（空、干燥）放上天平", f"put vessel {number}, empty and dry, on the balance"),
        "emptied": Words(
            f"倒空第 {number} 只，沥尽后放上天平", f"pour vessel {number} out, let it drain, and put it on the balance"
        ),
        "brimful": Words(
            f"将第 {number} 只注水至满口，擦干外壁后放上天平",
            f"fill vessel {number} with water to the brim, dry it outside, and put it on the balance",
        ),
        "level": Words(
            f"将第 {number} 只注水至刻线或距瓶口规定距离处，擦干外壁后放上天平",
            f"fill vessel {number} with water to its mark or to the stated distance from the brim, dry it outside, and"
            " put it on the balance",
        ),
    }[filled]


@runtime_checkable
class BottleHandler(Protocol):
    """Fills the bottles or other vessels of a sample, numbered from 1, with water and puts them on a balance."""

    @command("", "", worded=_filling)
    def put(self, number: str, filled: str) -> None:
        """Put a vessel on the balance in place of what is there.

        Args:
            number: Its number in the sample.
            filled: ``dry``, ``brimful``, ``level`` for filled to its mark, or ``emptied`` for poured out.
        """
        ...

    @command("取下天平上的物品", "take everything off the balance")
    def take_off(self) -> None:
        """Leave the balance empty."""
        ...
