"""What the tables of a bench file are made of: strict models, texts, and the error that names everything wrong."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict


class BenchFileError(ValueError):
    """A bench file that cannot be used; every reason at once.

    Attributes:
        reasons: One line each, naming file and field.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Strict(BaseModel):
    """A table of the bench file: nothing unknown in it, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _text(value: object) -> object:
    return str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text)]
