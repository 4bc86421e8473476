"""Bringing a model's parameters and a budget's inputs together, so that none is taken for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metrology.uncertainty.rational import VARIADIC

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metrology.uncertainty.input import Input


def arranged(
    model: Callable[..., Any], inputs: Mapping[str, Input] | Sequence[Input]
) -> tuple[Callable[..., Any], tuple[str, ...], tuple[Input, ...]]:
    """Model, names and inputs such that the model can be called with positions alone.

    Args:
        model: The measurement model.
        inputs: By parameter name, or in the order of the parameters.

    Returns:
        The model, to be called by position; the names; the inputs in that order.

    Raises:
        ValueError: There are no inputs, their number or names do not fit the parameters, or names repeat.
    """
    if not inputs:
        raise ValueError("a budget needs at least one input")
    parameters, variadic = _parameters(model)
    if isinstance(inputs, Mapping):
        return _by_name(model, inputs, parameters, variadic=variadic)
    count = len(inputs)
    if count <= len(parameters) and not any([one.name for one in inputs]):  # noqa: C419  # a list is faster here
        return model, parameters[:count], tuple(inputs)
    names = tuple(one.name or (parameters[i] if i < len(parameters) else f"x{i + 1}") for i, one in enumerate(inputs))
    if len(set(names)) != count:
        raise ValueError(f"two inputs bear one name: {', '.join(names)}")
    if parameters and not variadic and count > len(parameters):
        raise ValueError(f"the model has parameters {', '.join(parameters)}; {count} inputs are given")
    if names != parameters[:count] and set(names) == set(parameters[:count]):
        raise ValueError(f"inputs {', '.join(names)} stand in another order than parameters {', '.join(parameters)}")
    return model, names, tuple(inputs)


def _parameters(model: Callable[..., Any]) -> tuple[tuple[str, ...], bool]:
    """Names of the positional parameters, and whether others are taken besides; empty where Python cannot tell."""
    code = getattr(model, "__code__", None)
    if code is None:
        return (), True
    own = 1 if getattr(model, "__self__", None) is not None else 0  # a bound method has filled its first parameter
    return code.co_varnames[own : code.co_argcount], bool(code.co_flags & VARIADIC)


def _by_name(
    model: Callable[..., Any], inputs: Mapping[str, Input], parameters: tuple[str, ...], *, variadic: bool
) -> tuple[Callable[..., Any], tuple[str, ...], tuple[Input, ...]]:
    """Inputs given by name: put into the parameters' order."""
    names = tuple(inputs)
    if names == parameters[: len(names)] or not parameters:
        return model, names, tuple(inputs.values())
    unknown = [name for name in names if name not in parameters]
    if unknown and not variadic:
        raise ValueError(f"the model has no parameter {', '.join(unknown)}; it has {', '.join(parameters)}")

    def by_keyword(*values: Any) -> Any:
        return model(**dict(zip(names, values, strict=True)))

    return by_keyword, names, tuple(inputs.values())
