"""Assessment of measurement standards: repeatability, stability, verification of results (JJF 1033-2023, 计量标准考核).

Everything here is compared with a limit, so readings and uncertainties are Decimals (or their text); square roots are
compared through their squares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from metrology.decision import Decision, Outcome
from metrology.exact import Number, divide, mean, multiply, negated, plain, subtract, to_decimal
from metrology.statistics.exact_sums import decimal_root, legible, moments
from metrology.status import Source, Status

REPEATABILITY: Final = Source("JJF 1033-2023, repeatability of a measurement standard", Status.SECONDARY)
STABILITY: Final = Source("JJF 1033-2023, stability of a measurement standard", Status.SECONDARY)
TRANSFER: Final = Source("JJF 1033-2023, verification of results by transfer comparison", Status.SECONDARY)
COMPARISON: Final = Source(
    "JJF 1033-2023, verification of results by comparison", Status.UNVERIFIED, "the factor sqrt((n-1)/n) was not read"
)
_FEWEST_READINGS: Final = 10
_FEWEST_GROUPS: Final = 4


def _decision(
    value: Decimal,
    limit: Decimal,
    outcome: Outcome,
    sign: str,
    rule: str,
    substitution: str,
    formula: str,
    source: Source,
) -> Decision:
    return Decision(
        outcome=outcome,
        error=value,
        unrounded=value,
        rounded=None,
        limit=(negated(limit), limit),
        acceptance=(negated(limit), limit),
        expanded_uncertainty=None,
        rule=rule,
        zone="",
        compared=f"|{plain(legible(value))}| {sign} {plain(legible(limit))}",
        formula=formula,
        substitution=substitution,
        source=source,
    )


def _judged(conform: bool) -> Outcome:  # noqa: FBT001 - the one argument is the condition itself
    return Outcome.CONFORM if conform else Outcome.NOT_CONFORM


def assess_repeatability(readings: Sequence[Number], budgeted: Number) -> Decision:
    """Compare a new s of at least 10 readings with the s of the uncertainty budget: conform when s <= s_budget.

    NOT_CONFORM asks for the budget to be evaluated again with the new s, it does not fail the standard. Fewer than 10
    readings are INCOMPLETE.

    Args:
        readings: Readings of a normal instrument under repeatability conditions, one unit.
        budgeted: s in the budget now in force, same unit.

    Raises:
        TypeError: A binary float.
        ValueError: Fewer than 2 readings, or a negative s.
    """
    values, limit = [to_decimal(reading) for reading in readings], to_decimal(budgeted)
    if len(values) < 2 or limit < 0:
        raise ValueError("a repeatability needs at least 2 readings and a non-negative s to compare with")
    sample = moments(values)
    variance = sample.squares / (sample.n - 1)
    conform = variance <= Fraction(limit) ** 2
    outcome = _judged(conform) if sample.n >= _FEWEST_READINGS else Outcome.INCOMPLETE
    s = decimal_root(variance)
    shown = f"n = {sample.n}, ȳ = {plain(legible(mean(values)))}, s = {plain(legible(s))}"
    sign = "≤" if conform else ">"
    return _decision(s, limit, outcome, sign, "s ≤ s_budget", shown, "s = √(Σ(yᵢ − ȳ)²/(n − 1))", REPEATABILITY)


def _stability(
    value: Decimal, limit: Number, formula: str, substitution: str, *, used_with_correction: bool, complete: bool
) -> Decision:
    bound = to_decimal(limit)
    if bound <= 0:
        raise ValueError(f"the limit of a stability must be positive, not {plain(bound)}")
    conform = value < bound
    outcome = _judged(conform) if complete else Outcome.INCOMPLETE
    rule = "s_m < U(k = 2)" if used_with_correction else "s_m < |MPE|"
    return _decision(value, bound, outcome, "<" if conform else "≥", rule, substitution, formula, STABILITY)


def stability_of_new_standard(
    group_means: Sequence[Number], limit: Number, *, used_with_correction: bool = False
) -> Decision:
    """Judge max - min of the means of at least 4 groups taken a month or more apart; strictly less than the limit.

    Args:
        group_means: Mean of each group on the check standard, one unit. Fewer than 4 groups are INCOMPLETE.
        limit: |MPE| of a standard used at its nominal value; U (k = 2) of the correction of one used with corrections.
        used_with_correction: Which of the two the limit is.

    Raises:
        TypeError: A binary float.
        ValueError: No group, or a limit that is not positive.
    """
    means = [to_decimal(value) for value in group_means]
    if not means:
        raise ValueError("a stability needs group means")
    spread = subtract(max(means), min(means))
    shown = f"s_m = {plain(max(means))} − {plain(min(means))} = {plain(spread)}"
    complete = len(means) >= _FEWEST_GROUPS
    formula = "s_m = ȳ_max − ȳ_min"
    return _stability(spread, limit, formula, shown, used_with_correction=used_with_correction, complete=complete)


def stability_of_existing_standard(
    this_year: Number, last_year: Number, limit: Number, *, used_with_correction: bool = False
) -> Decision:
    """Judge the difference of the means of two adjacent years; strictly less than the limit.

    Args:
        this_year: Mean of this year's group.
        last_year: Mean of the group before.
        limit: As for a new standard.
        used_with_correction: As for a new standard.

    Raises:
        TypeError: A binary float.
        ValueError: A limit that is not positive.
    """
    new, old = to_decimal(this_year), to_decimal(last_year)
    change = abs(subtract(new, old))
    shown = f"s_m = |{plain(new)} − {plain(old)}| = {plain(change)}"
    formula = "s_m = |ȳ₂ − ȳ₁|"
    return _stability(change, limit, formula, shown, used_with_correction=used_with_correction, complete=True)


@dataclass(frozen=True, slots=True)
class Verification:
    """Verification of the results of a standard.

    Attributes:
        decision: The comparison.
        difference: y_lab - y_ref (or minus the mean), signed.
        limit: What its magnitude may reach.
        reference_uncertainty: Expanded uncertainty of the reference at the laboratory's coverage factor; None for the
            comparison method.
    """

    decision: Decision
    difference: Decimal
    limit: Decimal
    reference_uncertainty: Decimal | None


def verify_by_transfer(
    value: Number,
    expanded_uncertainty: Number,
    reference: Number,
    reference_uncertainty: Number,
    *,
    k: Number = 2,
    reference_k: Number = 2,
    neglect_small_reference: bool = False,
) -> Verification:
    """Verify a result against a higher standard: |y - y0| <= sqrt(U^2 + U0^2), both at the same coverage factor.

    Args:
        value: y, result of the standard under assessment.
        expanded_uncertainty: U at coverage factor k, same unit.
        reference: y0, result of the higher standard.
        reference_uncertainty: U0 at coverage factor reference_k; it is brought to k first.
        k: Coverage factor of U.
        reference_k: Coverage factor of U0.
        neglect_small_reference: Drop U0 from the limit where U0 <= U/3.

    Raises:
        TypeError: A binary float.
        ValueError: A negative uncertainty or a coverage factor that is not positive.
    """
    y, y0, u, factor = map(to_decimal, (value, reference, expanded_uncertainty, k))
    u0 = to_decimal(reference_uncertainty)
    if min(u, u0) < 0 or factor <= 0 or to_decimal(reference_k) <= 0:
        raise ValueError("uncertainties cannot be negative and coverage factors must be positive")
    u0_exact = Fraction(u0) * Fraction(factor) / Fraction(to_decimal(reference_k))
    brought = divide(multiply(u0, factor), reference_k)
    small = neglect_small_reference and 3 * u0_exact <= Fraction(u)
    squared = Fraction(u) ** 2 + (0 if small else u0_exact**2)
    formula = "|y − y₀| ≤ U" if small else "|y − y₀| ≤ √(U² + U₀²)"
    difference, limit = subtract(y, y0), decimal_root(squared)
    conform = Fraction(difference) ** 2 <= squared
    shown = f"y − y₀ = {plain(y)} − {plain(y0)}; U = {plain(u)}, U₀ = {plain(legible(brought))} (k = {plain(factor)})"
    sign = "≤" if conform else ">"
    decision = _decision(difference, limit, _judged(conform), sign, "transfer comparison", shown, formula, TRANSFER)
    return Verification(decision, difference, limit, brought)


def verify_by_comparison(value: Number, expanded_uncertainty: Number, others: Sequence[Number]) -> Verification:
    """Verify a result against standards of the same class: |y - mean of all n| <= sqrt((n - 1)/n) U.

    Args:
        value: y, result of the standard under assessment.
        expanded_uncertainty: Its U (k = 2), same unit.
        others: Results of the other standards; at least one, of near-equal uncertainty.

    Raises:
        TypeError: A binary float.
        ValueError: No other result, or a negative uncertainty.
    """
    y, u = to_decimal(value), to_decimal(expanded_uncertainty)
    if not others or u < 0:
        raise ValueError("a comparison needs at least one other standard and a non-negative uncertainty")
    results = [y, *(to_decimal(other) for other in others)]
    n, average = len(results), moments(results).mean
    squared = Fraction(n - 1, n) * Fraction(u) ** 2
    deviation = Fraction(y) - average
    difference = divide(deviation.numerator, deviation.denominator)
    limit, conform = decimal_root(squared), deviation**2 <= squared
    shown = f"ȳ = {plain(legible(mean(results)))} (n = {n}), U = {plain(u)}"
    formula, sign = "|y − ȳ| ≤ √((n − 1)/n)·U", "≤" if conform else ">"
    decision = _decision(difference, limit, _judged(conform), sign, "comparison", shown, formula, COMPARISON)
    return Verification(decision, difference, limit, None)
