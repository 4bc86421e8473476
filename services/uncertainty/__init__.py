"""Evaluating an uncertainty budget that a person wrote down: by the GUM, by Monte Carlo, and the two beside each other."""

from services.uncertainty.budget_file import BudgetFile, BudgetFileError, read_budget
from services.uncertainty.evaluation import Evaluation, evaluate

__all__ = ["BudgetFile", "BudgetFileError", "Evaluation", "evaluate", "read_budget"]
