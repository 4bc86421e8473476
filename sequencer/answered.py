"""What is made of an answer: kept in the journal, returned to the procedure, or not what was asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from drivers.roles import FileReading, InstantReading, Reading, SeriesReading, TextReading
from messages import both
from procedures.errors import NotMeasured
from procedures.text import Text
from sequencer.errors import Differs
from sequencer.reading_source import OMITTED
from sequencer.role_proxy import Method, mistake
from sequencer.value_forms import Archived

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedures.run import Problem
    from records.entries import Observation, Value
    from sequencer.reading_source import Answer, Call
    from sequencer.value_forms import Form

_ASKED_WITH = {
    Reading: "observe",
    TextReading: "observe_text",
    InstantReading: "observe_instant",
    SeriesReading: "observe_series",
    FileReading: "attach",
}


def kept(call: Call, form: Form, answer: Answer) -> tuple[Value | None, Problem | None]:
    """What the journal keeps of an answer, or why it cannot.

    Raises:
        TypeError: A driver returned a reading of another form.
    """
    from procedures.run import Doubt

    if not isinstance(answer.reading, form.reading | Archived):
        found, wanted = type(answer.reading).__name__, form.reading.__name__
        raise TypeError(f"{call.role}.{call.method} returned a {found}, not a {wanted}: correct the driver")
    if isinstance(answer.reading, Reading):
        return form.value(answer.reading), None
    try:
        return form.value(answer.reading), None
    except ValueError as error:
        said = both(str(error))
        return None, Doubt("cannot_be_kept", said.zh, said.en)


def returned(form: Form, observed: Observation, address: str) -> Any:
    """What a procedure gets of an observation; None where it was left out.

    Raises:
        NotMeasured: There is no value.
        Differs: It is of another form.
    """
    if observed.value is None:
        if observed.note == OMITTED:
            return None
        raise NotMeasured(Text.of(observed.note))
    if not isinstance(observed.value, form.kept):
        raise Differs(f"{address}: the journal holds a {type(observed.value).__name__}, asked for {form.kept.__name__}")
    return form.returned(observed.value)


def refuse_other_form(call: Call, form: Form) -> None:
    """Refuse a reading that the role does not give in this form.

    Raises:
        AuthorError: It is one.
    """
    given = _given(call.type, call.method)
    if given in _ASKED_WITH and given is not form.reading:
        what = f"{call.role}.{call.method} returns a {given.__name__}"
        raise mistake(f"{what}: take it with self.run.{_ASKED_WITH[given]}(…)")


@cache
def _given(role: type, method: str) -> Any:
    """What a method of a role returns, by its annotation."""
    return get_type_hints(getattr(role, method)).get("return")


def method_of(found: Callable[..., object]) -> Method:
    """A method of a role of the bench.

    Raises:
        AuthorError: It is something else.
    """
    if not isinstance(found, Method):
        raise mistake("observe takes a reading of a role, e.g. self.bench.scale.indication")
    return found
