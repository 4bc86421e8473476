"""Changes of registers as a person types them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from metrology.text import Text
from registers.errors import RegistersError
from registers.from_runs import against_run
from registers.record import to_fields
from registers.values import NotAValue, fields_given, made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from registers.change import Change
    from registers.register import Register


def edit_fields(change: Change, register: Register[Any], key: str, given: Sequence[str]) -> None:
    """Change fields of a row.

    Args:
        change: The change.
        register: The register.
        key: The row.
        given: ``field=value`` each.

    Raises:
        RegistersError: There is no such row or field, a value does not fit, or it is what a run found.
    """
    before = change.get(register, key)
    with refusing():
        fields = fields_given(register.record, given)
    if taken := sorted(register.stepwise & set(fields)):
        names = ", ".join(taken)
        zh, en = f"{names} 由工作步骤写入，不能手工修改", f"{names}: written by the steps of the work, not by hand"
        raise RegistersError([Text(zh, en)])
    with refusing():
        after = made(register.record, {**to_fields(before.record), **fields})
    if (wrong := against_run(register, before.record, after)) is not None:
        raise RegistersError([Text(f"{wrong.field}：{wrong.text.zh}", f"{wrong.field}: {wrong.text.en}")])
    change.put_many(register, [(key, after)])


@contextmanager
def refusing() -> Iterator[None]:
    """A value that does not fit as a refusal."""
    try:
        yield
    except NotAValue as error:
        raise RegistersError([error.text]) from error
