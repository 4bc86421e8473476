"""Evaluating an uncertainty budget that a person wrote down: by the GUM, by Monte Carlo, and the two beside each other."""

from services.uncertainty.budget_file import BudgetFile, BudgetFileError, read_budget
from services.uncertainty.evaluation import Evaluation, evaluate
from services.uncertainty.of_run import budget_of_run

__all__ = ["BudgetFile", "BudgetFileError", "Evaluation", "budget_of_run", "evaluate", "read_budget"]
