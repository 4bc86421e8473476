"""Reads what claims to be a form, and names every field that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from exchange.codes import known_codes
from exchange.errors import FieldProblem, FormError
from exchange.forms import Result, TaskAnswer
from inputs.bounded import clip
from messages import both
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exchange.fields import Form

F = TypeVar("F", bound="Form")
MOST = 20
"""Problems that are named at once."""
_LISTS = {Result: ("unqualified", "unqualified"), TaskAnswer: ("reason", "task_refusal")}


def read_form(form: type[F], given: Mapping[str, Any]) -> F:
    """A form from plain values.

    Args:
        form: Its type.
        given: What JSON text holds.

    Raises:
        FormError: Fields are missing, unknown or wrong, or a code is in no list; each is named.
    """
    try:
        found = form.model_validate(given)
    except ValidationError as error:
        raise FormError(problems_of(error)) from error
    field, list_ = _LISTS.get(form, ("", ""))
    code = getattr(found, field) if field else ""
    if code and code not in known_codes(list_):
        names = ", ".join(known_codes(list_))
        text = Text(f"代码表 {list_} 中没有 {code}；已有：{names}", f"list {list_} has no code {code}; it has {names}")
        raise FormError([FieldProblem(field, text)])
    return found


def problems_of(error: ValidationError) -> Sequence[FieldProblem]:
    """The fields that did not fit."""
    found = []
    for e in error.errors(include_url=False, include_input=False)[:MOST]:
        said = clip(e["msg"].removeprefix("Value error, "))
        found.append(FieldProblem(".".join(map(str, e["loc"])), both(said)))
    return found
