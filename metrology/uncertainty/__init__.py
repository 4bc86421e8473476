"""Measurement uncertainty: budgets, the law of propagation, Monte Carlo (JCGM 100 and 101; JJF 1059.1, 1059.2).

    budget = Budget(lambda V, I: V / I, {"V": Input(4.999, 0.0032), "I": Input(0.019661, 9.5e-6)}, unit="Ω")
    result = budget.first_order()          # estimate, combined standard uncertainty, contributions, ν_eff, U
    sample = budget.monte_carlo(seed=1)    # distribution, coverage intervals, validation of the above

numpy and scipy are loaded when a Monte Carlo, a correlation or a t quantile asks for them, not on import.
"""

from metrology.uncertainty.bounded import Arcsine, Rectangular, Trapezoidal, Triangular
from metrology.uncertainty.budget import Budget
from metrology.uncertainty.convolution import Convolution
from metrology.uncertainty.correlation import correlation_of_readings
from metrology.uncertainty.coverage import Interval, coverage_interval, numerical_tolerance
from metrology.uncertainty.degrees_of_freedom import (
    coverage_factor,
    degrees_of_freedom_of_type_b,
    truncated,
    welch_satterthwaite,
)
from metrology.uncertainty.distribution import Distribution
from metrology.uncertainty.expanded import Expanded
from metrology.uncertainty.first_order import FirstOrder
from metrology.uncertainty.input import Input
from metrology.uncertainty.sensitivity import NotDifferentiable
from metrology.uncertainty.unbounded import Exponential, Normal, Student
from metrology.uncertainty.validation import Validation

__all__ = [
    "Arcsine",
    "Budget",
    "Convolution",
    "Distribution",
    "Expanded",
    "Exponential",
    "FirstOrder",
    "Input",
    "Interval",
    "Normal",
    "NotDifferentiable",
    "Rectangular",
    "Student",
    "Trapezoidal",
    "Triangular",
    "Validation",
    "correlation_of_readings",
    "coverage_factor",
    "coverage_interval",
    "degrees_of_freedom_of_type_b",
    "numerical_tolerance",
    "truncated",
    "welch_satterthwaite",
]
