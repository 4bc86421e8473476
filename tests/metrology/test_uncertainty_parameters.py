"""Inputs by name reach the parameter of that name, whatever kind of callable the model is."""

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from metrology.uncertainty import Budget, Input

BY_NAME = {"b": Input(1, 0.1), "a": Input(10, 0.2)}


def plain(a: Any, b: Any) -> Any:
    return a - 2 * b


class Model:
    def __call__(self, a: Any, b: Any) -> Any:
        return plain(a, b)

    def method(self, a: Any, b: Any) -> Any:
        return plain(a, b)

    @staticmethod
    def static(a: Any, b: Any) -> Any:
        return plain(a, b)

    @classmethod
    def of_class(cls, a: Any, b: Any) -> Any:
        return plain(a, b)


def hands_on(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


def hands_on_positions(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any) -> Any:
        return function(*args)

    return wrapper


def exchanged(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(b: Any, a: Any) -> Any:
        return function(a, b)

    return wrapper


def only_names(*, a: Any, b: Any) -> Any:
    return plain(a, b)


def any_names(**given: Any) -> Any:
    return plain(given["a"], given["b"])


def only_positions(a: Any, b: Any, /) -> Any:
    return plain(a, b)


@pytest.mark.parametrize(
    "model",
    [
        plain,
        Model(),
        Model().method,
        Model.static,
        Model.of_class,
        Model().of_class,
        functools.partial(plain),
        functools.partial(Model()),
        functools.partial(lambda c, a, b: plain(a, b) + c, 0),
        functools.partial(lambda a, c, b: plain(a, b) + c, c=0),
        functools.lru_cache(plain),
        hands_on(plain),
        hands_on_positions(plain),
        exchanged(plain),
        functools.partial(exchanged(plain)),
        only_names,
        any_names,
        only_positions,
        np.vectorize(plain),
    ],
)
def test_inputs_by_name_are_not_exchanged(model: Callable[..., Any]) -> None:
    result = Budget(model, BY_NAME).first_order()
    assert result.estimate == pytest.approx(8)
    parts = {name: abs(part) for name, part in zip(result.budget.names, result.contributions, strict=True)}
    assert parts == pytest.approx({"a": 0.2, "b": 0.2})
    assert Budget(model, BY_NAME).monte_carlo(1000, seed=1).estimate == pytest.approx(8, abs=0.1)


def test_functions_written_in_c() -> None:
    result = Budget(math.atan2, {"x": Input(1, 0.1), "y": Input(10, 0.2)}).first_order()
    assert result.estimate == pytest.approx(math.atan2(10, 1))
    with pytest.raises(ValueError, match="no parameter"):
        Budget(np.subtract, BY_NAME)
    for model in (max, lambda *values: values[0] - values[1]):
        with pytest.raises(ValueError, match="cannot be told apart"):
            Budget(model, BY_NAME)
    assert Budget(lambda *values: values[0] - values[1], [Input(3, 1), Input(1, 1)]).first_order().estimate == 2


def test_a_list_whose_names_belong_to_other_places_is_refused() -> None:
    with pytest.raises(ValueError, match="place of the parameter a"):
        Budget(Model(), [Input(1, 0.1, name="b"), Input(10, 0.2, name="x")])
    with pytest.raises(ValueError, match="3 inputs are given"):
        Budget(functools.partial(plain), [Input(1, 1)] * 3)
    with pytest.raises(ValueError, match="no parameter c"):
        Budget(Model().method, {"a": Input(1, 1), "c": Input(1, 1)})


class Proxy:
    """Lends the code of what it wraps, as many adapters do, and does something else."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)

    def __call__(self, *values: Any) -> Any:
        return abs(self._function(*values))


def test_borrowed_code_is_no_proof_of_a_rational_model() -> None:
    result = Budget(Proxy(plain), [Input(10, 0.2), Input(1, 0.1)]).first_order()
    assert result.combined_standard_uncertainty == pytest.approx(math.hypot(0.2, 0.2))
