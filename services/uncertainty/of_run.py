"""The uncertainty budget of one result of a stored calibration, evaluated once more, by Monte Carlo as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from records.entries import Conclusion, of_kind
from records.store import Store
from records.verification import read_verified
from services.uncertainty.budget_file import BudgetFile, BudgetFileError, Correlation, Stated

if TYPE_CHECKING:
    from metrology.uncertainty import Budget
    from records.entries import Uncertainty

SHAPES = frozenset({"normal", "rectangular", "triangular", "arcsine"})
"""Distributions by name; readings have a t distribution by their degrees of freedom."""


def budget_of_run(name: str, at: str, url: str) -> tuple[BudgetFile, Budget]:
    """The budget at a point, as `steelyard uncertainty` reads one from a file.

    Args:
        name: The run.
        at: Address of the result, or the end of it, such as `10V/5V`.
        url: The store.

    Raises:
        StoreError: The store cannot be read, or the run is not what was written.
        BudgetFileError: No result, or several, have such an address.
    """
    store = Store(url, read_only=True)
    run = store.find(name)
    stated = [(e.address, c) for e, c in of_kind(read_verified(store, run), Conclusion) if c.uncertainty is not None]
    found = [(a, c) for a, c in stated if a == at] or [(a, c) for a, c in stated if f"/{a}".endswith(f"/{at}")]
    if len(found) != 1:
        known = ", ".join(a for a, _ in found or stated) or "—"
        problem = f"several results end so: {known}" if found else f"no result with a budget; there are: {known}"
        raise BudgetFileError(Path(f"{run} {at}"), [problem])
    ((address, conclusion),) = found
    names = {key: " ".join(dict.fromkeys(text)) for key, text in conclusion.words.components.items()}
    symbol = conclusion.words.formula.partition(" = ")[0] or "y"
    assert conclusion.uncertainty is not None  # noqa: S101  # of `stated`
    file = _file(conclusion.uncertainty, f"{run} {address}", symbol, names)
    return file, file.budget()


def _file(found: Uncertainty, title: str, symbol: str, names: dict[str, str]) -> BudgetFile:
    """The result as a linear function of its components, as it was evaluated."""
    terms = [found.stated, *(f"({c.sensitivity}) * {c.key}" for c in found.components)]
    return BudgetFile(
        title=title,
        name=symbol,
        unit=found.unit,
        model=" + ".join(terms),
        coverage_probability=float(found.p),
        inputs={
            c.key: Stated(
                estimate=0,
                unit=c.unit,
                source=names.get(c.key, ""),
                standard_uncertainty=float(c.standard_uncertainty),
                distribution=c.distribution if c.distribution in SHAPES else None,  # type: ignore[arg-type]  # by name
                degrees_of_freedom=float(c.degrees_of_freedom) if c.degrees_of_freedom else None,
            )
            for c in found.components
        },
        correlations=tuple(
            Correlation(between=(pair.first, pair.second), coefficient=float(pair.coefficient))
            for pair in found.correlations
        ),
    )
