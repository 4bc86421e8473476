"""Propagation of distributions by a Monte Carlo method (JCGM 101:2008, clauses 7 and 8)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from metrology.uncertainty.coverage import Interval, coverage_interval, numerical_tolerance
from metrology.uncertainty.trials import Trials
from metrology.uncertainty.unbounded import Student
from metrology.uncertainty.validation import Validation, validate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.uncertainty.budget import Budget
    from metrology.uncertainty.coverage import Kind
    from metrology.uncertainty.distribution import Floats
    from metrology.uncertainty.first_order import FirstOrder
    from metrology.uncertainty.input import Input

MOST_TRIALS = 50_000_000  # of the adaptive procedure: 400 MB of values


class MonteCarlo:
    """The distribution of the measurand, as a sorted sample of model values.

    Attributes:
        values: Model values in non-decreasing order, shape (M,) (JCGM 101 7.5).
        seed: Seed they were drawn with.
        p: Coverage probability asked for.
        estimate: Average of the values (7.6, formula 16).
        without_variance: Names of t inputs with so few degrees of freedom that no variance exists.
    """

    __slots__ = ("_deviation", "estimate", "p", "seed", "values", "without_variance")

    def __init__(self, values: Floats, seed: int, p: float, without_variance: tuple[str, ...] = ()) -> None:
        """Sort the values and take their moments.

        Args:
            values: Model values; sorted in place.
            seed: Seed they were drawn with.
            p: Coverage probability.
            without_variance: Names of t inputs without variance.
        """
        values.sort()
        self.values = values
        self.seed = seed
        self.p = p
        self.estimate = float(values.mean())
        self._deviation = float(values.std(ddof=1))
        self.without_variance = without_variance

    @property
    def trials(self) -> int:
        """M, the number of trials."""
        return len(self.values)

    @property
    def standard_uncertainty(self) -> float:
        """Standard deviation of the values (7.6, formula 17).

        Raises:
            ValueError: An input's t distribution has ν ≤ 2 and no variance; its coverage interval still stands.
        """
        if self.without_variance:
            raise ValueError(
                f"{', '.join(self.without_variance)}: a t distribution of 2 or fewer degrees of freedom has no "
                "variance (JCGM 101 6.4.9.4), so neither has the result; state a coverage interval"
            )
        return self._deviation

    def interval(self, p: float | None = None, kind: Kind = "symmetric") -> Interval:
        """Coverage interval (7.7).

        Args:
            p: Coverage probability; the one asked for when None.
            kind: "symmetric" or "shortest".

        Returns:
            The interval.

        Raises:
            ValueError: p is out of range for so many trials.
        """
        return coverage_interval(self.values, self.p if p is None else p, kind)

    @property
    def shortest(self) -> Interval:
        """Shortest coverage interval at p (7.7.4)."""
        return self.interval(kind="shortest")

    @property
    def symmetric(self) -> Interval:
        """Probabilistically symmetric coverage interval at p (7.7.2)."""
        return self.interval(kind="symmetric")

    def validates(self, first_order: FirstOrder, digits: int = 2, kind: Kind = "symmetric") -> Validation:
        """Check of the law of propagation against this result (8.1).

        Args:
            first_order: The result to check.
            digits: Significant digits of u regarded as meaningful.
            kind: Which coverage interval is compared.

        Returns:
            The differences of the interval's ends and whether both are within the tolerance.
        """
        return validate(self.interval(kind=kind), first_order, digits)


def simulate(budget: Budget, trials: int | None, seed: int, p: float, digits: int) -> MonteCarlo:
    """Run the trials of a budget.

    Args:
        budget: The problem.
        trials: M, or None for the adaptive procedure of 7.9.
        seed: Seed of the generator.
        p: Coverage probability.
        digits: Significant digits of u to be stable, for the adaptive procedure.

    Returns:
        The result.

    Raises:
        ValueError: Too few trials, no single finite value in a trial, or no stability within the most trials.
    """
    if trials is not None and trials < 2:
        raise ValueError(f"a Monte Carlo evaluation needs at least two trials, not {trials}")
    stream = Trials(budget.model, budget.names, budget.inputs, budget.correlation, seed)
    missing = _without_variance(budget.names, budget.inputs)
    if trials is not None:
        return MonteCarlo(stream.next(trials), seed, p, missing)
    if missing:
        raise ValueError(f"{', '.join(missing)}: without a variance there is no stable u to stop at; state the trials")
    return MonteCarlo(_adaptive(stream, p, digits), seed, p)


def _adaptive(stream: Trials, p: float, digits: int) -> Floats:
    """Sequences of trials until estimate, u and both ends are stable (JCGM 101 7.9.4)."""
    import numpy as np

    size = max(math.ceil(100 / (1 - p)), 10_000)
    sequences: list[Floats] = []
    statistics: list[tuple[float, float, float, float]] = []
    while len(sequences) * size < MOST_TRIALS:
        values = np.sort(stream.next(size))
        ends = coverage_interval(values, p, "symmetric")
        sequences.append(values)
        statistics.append((float(values.mean()), float(values.std(ddof=1)), ends.lower, ends.upper))
        h = len(statistics)
        if h < 2:
            continue
        spread = np.std(np.array(statistics), axis=0, ddof=1) / math.sqrt(h)
        # u of all trials so far, from the sequences' own moments
        u = math.sqrt(float(np.mean([u * u for _, u, _, _ in statistics])))
        if u == 0 or bool((2 * spread < numerical_tolerance(u, digits)).all()):
            return np.concatenate(sequences)
    raise ValueError(f"not stable to {digits} digits of u within {MOST_TRIALS} trials; ask for fewer digits")


def _without_variance(names: Sequence[str], inputs: Sequence[Input]) -> tuple[str, ...]:
    """Names of the inputs whose t distribution has no variance (ν ≤ 2, JCGM 101 6.4.9.4)."""
    return tuple(
        name
        for name, one in zip(names, inputs, strict=True)
        if isinstance(one.shape, Student) and one.shape.degrees_of_freedom <= 2 and one.standard_uncertainty > 0
    )
