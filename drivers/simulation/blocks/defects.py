"""What can be wrong with a sample: other blocks than an honest one has, or something that an inspector finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drivers.simulation.blocks.errors import Block

#: What is left of the honest errors of a channel that has a defect, so that the defect decides.
_QUIET = 0.2


class Defect:
    """A defect of a kind of unit.

    Args:
        blocks: Blocks that the sample has in place of its own of the same classes. The size of the first is the size of
            the defect; another size in the bench file changes the others in proportion.
        channel: Which channel errs; the first one where it is not said.
        finding: What an inspector says, by the name of the check.
        writing: What is written on it, by the name of the place, in place of what an honest one has there.
        fails: Items of the regulation that must fail, and no other.
    """

    def __init__(
        self,
        *blocks: Block,
        channel: str = "",
        finding: Mapping[str, str] | None = None,
        writing: Mapping[str, str] | None = None,
        fails: Sequence[str] | str = (),
    ) -> None:
        self.blocks, self.channel = blocks, channel
        self.finding, self.writing = dict(finding or {}), dict(writing or {})
        self.fails = (fails,) if isinstance(fails, str) else tuple(fails)

    @property
    def size(self) -> float:
        """The usual size."""
        return self.blocks[0].size if self.blocks else 1.0

    def sized(self, size: float) -> tuple[Block, ...]:
        """The blocks of a defect of this size."""
        part = size / self.size
        return tuple(replace(block, size=block.size * part) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Sample:
    """One unit of a kind.

    Attributes:
        key: What everything random of it belongs to: seed and serial number.
        defect: Its defect, None for an honest one.
        size: Size of the defect.
    """

    key: tuple[object, ...]
    defect: Defect | None = None
    size: float = 1.0

    @property
    def finding(self) -> Mapping[str, str]:
        """What an inspector finds on it; nothing on an honest one."""
        return self.defect.finding if self.defect is not None else {}

    @property
    def writing(self) -> Mapping[str, str]:
        """What is written otherwise on it than on an honest one."""
        return self.defect.writing if self.defect is not None else {}

    def blocks(self, channel: str, honest: Sequence[Block], *, first: bool) -> tuple[Block, ...]:
        """Blocks of a channel of this sample."""
        drawn = [block.honest(*self.key, channel, place) for place, block in enumerate(honest)]
        defect = self.defect
        if defect is None or not defect.blocks or not (defect.channel == channel or (first and not defect.channel)):
            return tuple(drawn)
        instead = defect.sized(self.size)
        kinds = {type(block) for block in instead}
        quiet = [
            block if block.drawn == "kept" else replace(block, size=_QUIET * block.size)
            for block in drawn
            if type(block) not in kinds
        ]
        return (*quiet, *instead)
