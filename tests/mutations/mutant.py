"""One change of one file."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change.

    Attributes:
        file: The file as it is.
        line: Line of the change, from 1.
        column: Place in the line.
        before: What stands there.
        after: What stands there instead.
        text: The whole file with the change.
    """

    file: Path
    line: int
    column: int
    before: str
    after: str
    text: str

    @property
    def context(self) -> str:
        """The line as it is."""
        return self.file.read_text("utf-8").splitlines()[self.line - 1].strip()


def neighbours(number: str) -> list[str]:
    """A number with its last digit one higher and one lower.

    >>> neighbours("0.9"), neighbours("10"), neighbours("0")
    (['1.0', '0.8'], ['11', '9'], ['1', '-1'])
    """
    exact = Decimal(number.replace("_", ""))
    step = Decimal(1).scaleb(min(int(exact.as_tuple().exponent), 0))
    return [f"{exact + step:f}", f"{exact - step:f}"]


def is_figure(text: str) -> bool:
    """Whether what is changed is a number, also one that a text holds.

    >>> is_figure("0.9"), is_figure('"125"'), is_figure("-1"), is_figure("2024-10-11"), is_figure("<")
    (True, True, True, False, False)
    """
    return re.fullmatch(r"[+-]?\d[\d_]*(\.\d+)?", text.strip("\"'")) is not None
