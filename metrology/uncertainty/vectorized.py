"""Evaluating a model over arrays, and making sure that it means the same there as over single numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metrology.uncertainty.distribution import Floats
    from metrology.uncertainty.sensitivity import Model

PROBES = 3  # trials evaluated both ways: a model that mixes trials (a mean, a maximum of the array) fails each of them


def over_arrays(model: Model, draws: Sequence[Floats]) -> Callable[[Sequence[Floats]], Floats]:
    """The fastest way of evaluating the model that is right.

    A model that cannot take arrays (`math.sin`, `if x > 0`), or that gives other values over them than over single
    numbers, is called once a trial.

    Args:
        model: The measurement model.
        draws: Some draws of its inputs, at least two trials, each of shape (n,).

    Returns:
        A function from draws to values, shape (n,).
    """
    import numpy as np

    probes = range(min(PROBES, len(draws[0])))
    single = [np.asarray(model(*[float(column[i]) for column in draws]), dtype=float) for i in probes]
    try:
        whole = _stacked(model(*draws), len(draws[0]))
        same = whole.ndim == single[0].ndim + 1 and all(
            np.allclose(whole[..., i], single[i], rtol=1e-9, atol=0.0, equal_nan=True) for i in probes
        )
    except (TypeError, ValueError):  # the model is one of single numbers
        same = False
    if same:
        return lambda columns: _stacked(model(*columns), len(columns[0]))
    return lambda columns: _one_by_one(model, columns)


def _stacked(values: Any, count: int) -> Floats:
    """Outputs as one array, a constant output repeated for every trial."""
    import numpy as np

    if isinstance(values, tuple | list):
        return np.stack([np.broadcast_to(np.asarray(value, dtype=float), (count,)) for value in values])
    array: Floats = np.asarray(values, dtype=float)
    return np.broadcast_to(array, (count,)) if array.ndim == 0 else array


def _one_by_one(model: Model, columns: Sequence[Floats]) -> Floats:
    """The model called once a trial."""
    import numpy as np

    rows = zip(*(column.tolist() for column in columns), strict=True)
    return np.array([model(*row) for row in rows], dtype=float).T
