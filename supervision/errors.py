"""Why a platform refuses a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.answers import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exchange.errors import FieldProblem
    from metrology.text import Text


class NotAnswered(Exception):
    """The platform refuses a request.

    Args:
        status: How HTTP calls it.
        reasons: Why, in both languages and with a code for programs.
        headers: Further headers of the answer.
    """

    def __init__(self, status: int, reasons: Sequence[Reason], headers: dict[str, str] | None = None) -> None:
        super().__init__("; ".join(f"{r.code}: {r.en}" for r in reasons))
        self.status, self.reasons, self.headers = status, list(reasons), headers or {}


def reason(code: str, text: Text, field: str = "") -> Reason:
    """A reason with its code."""
    return Reason(code=code, field=field, zh=text.zh, en=text.en)


def of_fields(problems: Sequence[FieldProblem]) -> list[Reason]:
    """The reasons of fields that do not fit."""
    return [reason("field", p.text, p.field) for p in problems]
