"""What is wrong with an entry, and which entries a person may still correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procedures.text import NO_TEXT
from sequencer.answered import kept
from sequencer.bounds import doubted
from sequencer.conditional import Conditional
from sequencer.file_forms import AttachmentForm, SeriesForm
from sequencer.not_an_answer import NotAnAnswer
from sequencer.reading_source import Question, entered
from sequencer.value_forms import NumberForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedures.run import Problem
    from records.entries import Observation, Value
    from sequencer.correcting import OpenEntries
    from sequencer.reading_source import Call
    from sequencer.value_forms import Form


class Entering(Conditional):
    """The part of the run handle that looks at what was entered."""

    _under_test: str
    _entered: OpenEntries

    def _enter(
        self,
        call: Call,
        address: str,
        observed: Observation,
        form: Form,
        check: Callable[[Any], Problem | None] | None,
        *,
        required: bool,
    ) -> None:
        """What a person typed can be corrected until its item closes; a file is amended."""
        if isinstance(form, SeriesForm | AttachmentForm):
            return
        question = Question(address, NO_TEXT, NO_TEXT, getattr(form, "unit", ""), form=form, required=required)

        def parse(text: str) -> None:
            answer = entered(text, question, observed.how)
            if answer.reading is not None:
                value, problem = kept(call, form, answer)
                problem = problem or self._problem(call, form, value, check)
                if problem is not None and problem.severity != "confirm":
                    raise NotAnAnswer(problem.zh, problem.en)

        self._entered.add(address, observed, question.unit, parse)

    def _problem(
        self, call: Call, form: Form, value: Value | None, check: Callable[[Any], Problem | None] | None
    ) -> Problem | None:
        found = form.returned(value)
        if isinstance(form, NumberForm):
            impossible, doubtful = doubted(call, found, form.unit, self._under_test)
        else:
            impossible = doubtful = None
        return impossible or (check(found) if check else None) or doubtful
