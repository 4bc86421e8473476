"""A code of a nameplate, such as rotary, is printed in words of both languages."""

import re
from typing import Any, get_args

from procedures.registry import implemented

CODE = re.compile(r"[a-z]{3,}([ _-][a-z]+)*")


def codes(annotation: Any) -> set[str]:
    """Texts of all choices within an annotation that are words, not symbols such as DN or II."""
    found = get_args(annotation)
    own = {a for a in found if isinstance(a, str) and CODE.fullmatch(a)}
    return own.union(*(codes(a) for a in found if not isinstance(a, str)))


def test_a_choice_that_is_printed_has_words() -> None:
    bare, printed = [], 0
    for edition in implemented().editions:
        for name, field in edition.subject_model.model_fields.items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            choices = codes(field.annotation) if field.title else set()
            printed += len(choices)
            bare += [f"{edition.regulation.id}: {name} = {code}" for code in choices - set(extra)]
    assert printed > 100
    assert bare == []
