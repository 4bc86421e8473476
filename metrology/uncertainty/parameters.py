"""Binding a model's parameters to a budget's inputs, so that no input is taken for another."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any

from metrology.uncertainty.rational import VARIADIC

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metrology.uncertainty.input import Input


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a model can be called with.

    Attributes:
        positional: names of the parameters that can be given by position, in order.
        positional_only: how many of them, from the first, cannot be given by name.
        by_name: names that can only be given by name.
        any_position: whether it takes any number of further positions (``*args``).
        any_name: whether it takes any further name (``**kwargs``).
        known: whether Python can tell; it cannot for some functions written in C.
    """

    positional: tuple[str, ...] = ()
    positional_only: int = 0
    by_name: tuple[str, ...] = ()
    any_position: bool = False
    any_name: bool = False
    known: bool = True


UNKNOWN = Parameters(any_position=True, known=False)


def bound(
    model: Callable[..., Any], inputs: Mapping[str, Input] | Sequence[Input]
) -> tuple[Callable[..., Any], tuple[str, ...], tuple[Input, ...]]:
    """Return the model, the names and the inputs such that the model can be called by position alone.

    Args:
        model: the measurement model: a function, a partial, a bound method, an object that can be called.
        inputs: by parameter name, or in the order of the parameters.

    Raises:
        ValueError: there are no inputs, their number or names do not fit the parameters, names repeat, or inputs are
            given by name to a model whose parameters have none.
    """
    if not inputs:
        raise ValueError("a budget needs at least one input")
    if isinstance(inputs, Mapping):
        return _by_name(model, inputs, parameters_of(model))
    return _in_order(model, tuple(inputs), parameters_of(model))


def parameters_of(model: Callable[..., Any]) -> Parameters:
    """Return what a model can be called with, bound and filled parameters left out."""
    if type(model) is FunctionType and not hasattr(model, "__wrapped__"):
        code = model.__code__
        if not (code.co_kwonlyargcount or code.co_posonlyargcount or code.co_flags & VARIADIC):
            return Parameters(code.co_varnames[: code.co_argcount])  # the usual case, without the cost of inspect
    own, wrapped = (_read(model, follow_wrapped=follow) for follow in (False, True))
    # A decorator's wrapper that hands on whatever comes has the parameters of what it wraps; one that names its own
    # parameters, perhaps in another order, has those.
    hands_on = own.any_position or own.any_name
    return wrapped if hands_on and wrapped.positional[: len(own.positional)] == own.positional else own


def _read(model: Callable[..., Any], *, follow_wrapped: bool) -> Parameters:
    try:
        signature = inspect.signature(model, follow_wrapped=follow_wrapped)
    except (TypeError, ValueError):  # a function written in C without a text of its parameters
        return UNKNOWN
    kinds: dict[Any, list[str]] = {}
    for parameter in signature.parameters.values():
        kinds.setdefault(parameter.kind, []).append(parameter.name)
    only = kinds.get(inspect.Parameter.POSITIONAL_ONLY, [])
    return Parameters(
        positional=(*only, *kinds.get(inspect.Parameter.POSITIONAL_OR_KEYWORD, [])),
        positional_only=len(only),
        by_name=tuple(kinds.get(inspect.Parameter.KEYWORD_ONLY, [])),
        any_position=inspect.Parameter.VAR_POSITIONAL in kinds,
        any_name=inspect.Parameter.VAR_KEYWORD in kinds,
    )


def _in_order(
    model: Callable[..., Any], inputs: tuple[Input, ...], takes: Parameters
) -> tuple[Callable[..., Any], tuple[str, ...], tuple[Input, ...]]:
    """Inputs in the order of the parameters; a name that an input bears must not belong to another position."""
    count, known = len(inputs), takes.positional
    if count > len(known) and not takes.any_position:
        raise ValueError(f"the model takes {', '.join(known) or 'nothing'} by position; {count} inputs are given")
    places = [known[i] if i < len(known) else f"x{i + 1}" for i in range(count)]
    names = tuple(one.name or place for one, place in zip(inputs, places, strict=True))
    if len(set(names)) != count:
        raise ValueError(f"two inputs bear one name: {', '.join(names)}")
    parameters = {*known, *takes.by_name}
    for name, place in zip(names, places, strict=True):
        if name != place and name in parameters:
            raise ValueError(
                f"the input {name} stands in the place of the parameter {place}; "
                f"give the inputs in the order {', '.join(known)}, or by name"
            )
    return model, names, inputs


def _by_name(
    model: Callable[..., Any], inputs: Mapping[str, Input], takes: Parameters
) -> tuple[Callable[..., Any], tuple[str, ...], tuple[Input, ...]]:
    """Inputs given by name: each to the parameter of that name."""
    names, known = tuple(inputs), takes.positional
    if names == known[: len(names)]:
        return model, names, tuple(inputs.values())
    if not takes.known or (takes.any_position and not known and not takes.by_name and not takes.any_name):
        raise ValueError(
            f"the parameters of the model have no names, so {', '.join(names)} cannot be told apart; "
            "give the inputs as a list in the model's order, or wrap the model in a function with named parameters"
        )
    if set(names) == set(known[: len(names)]):
        places = [names.index(name) for name in known[: len(names)]]
        return (lambda *values: model(*(values[i] for i in places))), names, tuple(inputs.values())
    unknown = [name for name in names if name not in {*known, *takes.by_name}]
    if unknown and not takes.any_name:
        has = ", ".join((*known, *takes.by_name))
        raise ValueError(f"the model has no parameter {', '.join(unknown)}; it has {has}")
    first = [name for name in known[: takes.positional_only] if name in names]
    if first != list(known[: len(first)]):
        raise ValueError(f"the parameters {', '.join(known[: takes.positional_only])} have only positions: give all")
    return _called_by_name(model, first, names), names, tuple(inputs.values())


def _called_by_name(model: Callable[..., Any], first: list[str], names: tuple[str, ...]) -> Callable[..., Any]:
    """Return the model as a function of the inputs in the order of `names`."""

    def by_name(*values: Any) -> Any:
        given = dict(zip(names, values, strict=True))
        return model(*(given.pop(name) for name in first), **given)

    return by_name
