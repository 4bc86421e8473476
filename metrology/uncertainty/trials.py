"""The trials themselves: draw, evaluate, block by block (JCGM 101:2008, 7.3 and 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.uncertainty.joint import Joint
from metrology.uncertainty.vectorized import over_arrays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.correlation import Matrix
    from metrology.uncertainty.distribution import Floats
    from metrology.uncertainty.input import Input
    from metrology.uncertainty.sensitivity import Model

# Trials drawn at once: ten inputs of this length stay in a processor's cache. Part of what a seed means: with another
# block the same seed gives another sample.
BLOCK = 16_384


class Trials:
    """A stream of model values from one seed."""

    def __init__(
        self, model: Model, names: Sequence[str], inputs: Sequence[Input], correlation: Matrix | None, seed: int
    ) -> None:
        """Start the stream.

        Args:
            model: The measurement model.
            names: Names of its inputs.
            inputs: Its inputs.
            correlation: Their coefficients, None when independent.
            seed: Seed of PCG64.

        Raises:
            ValueError: The correlations cannot be drawn, or the model gives several numbers.
        """
        import numpy as np

        self._names = names
        self._joint = Joint(names, inputs, correlation)
        self._generator = np.random.Generator(np.random.PCG64(seed))
        probe = self._joint.draw(np.random.Generator(np.random.PCG64(seed)), 8)
        self._evaluate = over_arrays(model, probe)
        if self._evaluate(probe).ndim != 1:
            raise ValueError("the model gives several numbers; a budget has one measurand")

    def next(self, count: int) -> Floats:
        """The next values of the stream.

        Args:
            count: How many trials.

        Returns:
            Shape (count,).

        Raises:
            ValueError: The model gives no finite number in a trial.
        """
        import numpy as np

        values = np.empty(count)
        for start in range(0, count, BLOCK):
            size = min(BLOCK, count - start)
            draws = self._joint.draw(self._generator, size)
            block = self._evaluate(draws)
            if not np.isfinite(block).all():
                self._refuse(block, draws)
            values[start : start + size] = block
        return values

    def _refuse(self, block: Floats, draws: Sequence[Floats]) -> None:
        """Name the first trial without a finite value."""
        import numpy as np

        bad = ~np.isfinite(block)
        first = int(np.flatnonzero(bad)[0])
        where = ", ".join(f"{name} = {column[first]:.6g}" for name, column in zip(self._names, draws, strict=True))
        raise ValueError(
            f"the model gives no finite number for {int(bad.sum())} of {len(block)} trials, first at {where}"
        )
