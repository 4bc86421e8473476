"""The uncertainty budget of one result as a journal keeps it: every component, and what was evaluated from them."""

from __future__ import annotations

from records.entries.fields import Key, MaybeNumeral, Numeral, Part


class BudgetComponent(Part, frozen=True, kw_only=True):
    """One component.

    Attributes:
        key: Its key in the budget.
        unit: Unit of its standard uncertainty.
        standard_uncertainty: u, of the input.
        distribution: English name of its distribution.
        degrees_of_freedom: ν; empty where infinite.
        sensitivity: Change of the result for a change of the input.
        contribution: c·u, in the unit of the result, with sign.
    """

    key: Key
    unit: str
    standard_uncertainty: Numeral
    distribution: Key
    degrees_of_freedom: MaybeNumeral
    sensitivity: Numeral
    contribution: Numeral


class Correlated(Part, frozen=True, kw_only=True):
    """Two components that are not independent."""

    first: Key
    second: Key
    coefficient: Numeral


class Uncertainty(Part, frozen=True, kw_only=True):
    """The uncertainty of a result, evaluated from a budget (JCGM 100:2008).

    Attributes:
        budget: Key of the budget among the facts of the edition.
        unit: Unit of the result.
        components, correlations: What it was evaluated from.
        combined: Combined standard uncertainty.
        degrees_of_freedom: ν_eff, truncated; empty where infinite.
        p, k: Coverage probability and coverage factor.
        stated, U: The result rounded to the place of U; U to two significant digits.
    """

    budget: Key
    unit: str
    components: tuple[BudgetComponent, ...]
    correlations: tuple[Correlated, ...] = ()
    combined: Numeral
    degrees_of_freedom: MaybeNumeral
    p: Numeral
    k: Numeral
    stated: Numeral
    U: Numeral
