"""One change of one file."""

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
