"""Judgement of a lot of prepackages: individual shortages and the mean (JJF 1070; OIML R 87).

All comparisons are exact: the contents are Decimals, and the mean is compared with Qn - lambda s without rounding the
root.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from metrology.decision import Outcome, combine
from metrology.exact import Number, divide, mean, multiply, plain, subtract, to_decimal
from metrology.sampling.net_content_plans import JJF_1070_2023, NetContentEdition, NetContentPlan, net_content_edition
from metrology.sampling.tolerable_deficiency import ContentKind, TolerableDeficiency, tolerable_deficiency
from metrology.statistics.exact_sums import decimal_root, legible, moments
from metrology.status import Source, Status, worst


@dataclass(frozen=True, slots=True)
class MeanTest:
    """Test of the mean content of a sample.

    Attributes:
        outcome: CONFORM when mean >= limit; NOT_APPLICABLE when the plan tests no mean; INCOMPLETE when contents are
            missing.
        mean: Mean content, in the unit of Qn.
        standard_deviation: s of the sample (divisor n - 1), 28 digits; None for a single item.
        limit: Qn - lambda s, for print (the comparison itself is exact); None when not tested.
        compared: What was compared with what.
    """

    outcome: Outcome
    mean: Decimal
    standard_deviation: Decimal | None
    limit: Decimal | None
    compared: str


@dataclass(frozen=True, slots=True)
class LotJudgement:
    """Verdict on a lot of prepackages.

    Attributes:
        outcome: Of the lot: any part that fails fails it.
        individual: Of the individual shortages.
        mean_test: Of the mean.
        label: Of the marking, as given by the inspector.
        plan: The plan that applied.
        deficiency: T and its pedigree.
        beyond_t: Positions, from 0, of items short by more than T and at most 2 T.
        beyond_2t: Positions of items short by more than 2 T.
        edition: Name of the edition.
        sources: Clause and status of the plan and of the tolerable deficiency.
    """

    outcome: Outcome
    individual: Outcome
    mean_test: MeanTest
    label: Outcome
    plan: NetContentPlan
    deficiency: TolerableDeficiency
    beyond_t: tuple[int, ...]
    beyond_2t: tuple[int, ...]
    edition: str
    sources: tuple[Source, ...]

    @property
    def status(self) -> Status:
        """Weakest status among the tables that the verdict used."""
        return worst(source.status for source in self.sources)


def judge_mean(nominal: Number, average: Number, standard_deviation: Number, factor: Number) -> MeanTest:
    """Judge a mean from its summary: conform when mean >= Qn - lambda s.

    Args:
        nominal: Qn.
        average: Mean content, same unit.
        standard_deviation: s of the sample, same unit.
        factor: lambda.

    Raises:
        TypeError: A binary float.
        ValueError: A negative s or lambda.
    """
    spread, weight = to_decimal(standard_deviation), to_decimal(factor)
    if spread < 0 or weight < 0:
        raise ValueError("neither s nor lambda can be negative")
    return _mean_test(to_decimal(nominal), Fraction(to_decimal(average)), Fraction(spread) ** 2, weight)


def _mean_test(nominal: Decimal, average: Fraction, variance: Fraction, factor: Decimal) -> MeanTest:
    allowed = Fraction(factor) ** 2 * variance
    shortfall = Fraction(nominal) - average
    conform = shortfall <= 0 or shortfall * shortfall <= allowed
    limit = subtract(nominal, decimal_root(allowed))
    shown = divide(average.numerator, average.denominator)
    sign = "≥" if conform else "<"
    compared = f"{plain(legible(shown))} {sign} {plain(nominal)} − {plain(factor)}·s = {plain(legible(limit))}"
    outcome = Outcome.CONFORM if conform else Outcome.NOT_CONFORM
    return MeanTest(outcome, shown, decimal_root(variance), limit, compared)


def _sample_mean_test(
    nominal: Decimal, contents: Sequence[Decimal], factor: Decimal | None, *, complete: bool
) -> MeanTest:
    sample = moments(contents)
    variance = sample.squares / (sample.n - 1) if sample.n > 1 else None
    if factor is not None and complete and variance is not None:
        return _mean_test(nominal, sample.mean, variance, factor)
    spread = None if variance is None else decimal_root(variance)
    outcome = Outcome.NOT_APPLICABLE if factor is None else Outcome.INCOMPLETE
    return MeanTest(outcome, mean(contents), spread, None, "")


def judge_lot(
    nominal: Number,
    contents: Sequence[Number],
    lot_size: int,
    *,
    edition: str | NetContentEdition = JJF_1070_2023,
    kind: ContentKind | str = ContentKind.MASS,
    label: Outcome = Outcome.CONFORM,
) -> LotJudgement:
    """Judge a lot from the actual contents of its sample.

    An item short by exactly T is no defective; none may be short by more than 2 T. The lot conforms when the marking,
    the individual contents and the mean all do. With fewer contents than the plan asks, what has already failed has
    failed, and the rest is INCOMPLETE.

    Args:
        nominal: Qn in g, mL, m, the unit of area, or pieces.
        contents: Actual contents in the same unit, as read.
        lot_size: Number of prepackages in the lot.
        edition: Edition of JJF 1070.
        kind: What the label declares.
        label: Outcome of the check of the marking.

    Raises:
        TypeError: A binary float among the contents.
        ValueError: No content at all, more contents than the plan's sample, or a lot without a plan.
    """
    rules = net_content_edition(edition) if isinstance(edition, str) else edition
    plan, quantity = rules.plan(lot_size), to_decimal(nominal)
    values = [to_decimal(content) for content in contents]
    size = plan.sample_size(lot_size)
    if not 0 < len(values) <= size:
        raise ValueError(f"{rules.name} draws {size} items from a lot of {lot_size}; {len(values)} contents were given")
    deficiency = tolerable_deficiency(quantity, kind, source=rules.deficiency_source)
    beyond_t, beyond_2t = _shortages(quantity, values, deficiency.value)
    complete = len(values) == size
    individual = _individual(plan, len(beyond_t), len(beyond_2t), complete=complete)
    mean_test = _sample_mean_test(quantity, values, plan.correction_factor, complete=complete)
    return LotJudgement(
        outcome=combine([label, individual, mean_test.outcome]),
        individual=individual,
        mean_test=mean_test,
        label=label,
        plan=plan,
        deficiency=deficiency,
        beyond_t=beyond_t,
        beyond_2t=beyond_2t,
        edition=rules.name,
        sources=(rules.plan_source, rules.deficiency_source),
    )


def _shortages(nominal: Decimal, contents: Sequence[Decimal], t: Decimal) -> tuple[tuple[int, ...], tuple[int, ...]]:
    double = multiply(t, Decimal(2))
    shortages = [subtract(nominal, content) for content in contents]
    beyond_t = tuple(i for i, shortage in enumerate(shortages) if t < shortage <= double)
    return beyond_t, tuple(i for i, shortage in enumerate(shortages) if shortage > double)


def _individual(plan: NetContentPlan, beyond_t: int, beyond_2t: int, *, complete: bool) -> Outcome:
    if beyond_2t > plan.allowed_beyond_2t or beyond_t > plan.allowed_beyond_t:
        return Outcome.NOT_CONFORM
    return Outcome.CONFORM if complete else Outcome.INCOMPLETE
