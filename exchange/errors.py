"""What `exchange` raises.

::

    ExchangeError            nothing was exchanged, or not all of it; every reason is listed
    ├── PlatformsFileError   platforms.toml is missing or wrong
    ├── FormError            a record or a task does not fit its form; every field is named
    ├── Refused              the platform says no; asking again does not help
    └── Unreachable          the platform cannot be reached or is busy; asking again later helps
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class ExchangeError(Exception):
    """Nothing was exchanged, or not all of it.

    Args:
        reasons: Every reason, in both languages.
    """

    def __init__(self, reasons: Sequence[Text]) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = list(reasons)


class PlatformsFileError(ExchangeError):
    """``platforms.toml`` is missing or wrong.

    Args:
        path: The file.
        reasons: What is wrong with it.
    """

    def __init__(self, path: Path, reasons: Sequence[Text]) -> None:
        super().__init__([Text(f"{path}：{r.zh}", f"{path}: {r.en}") for r in reasons])


class FieldProblem(NamedTuple):
    """What is wrong with one field of a form.

    Attributes:
        field: Where it stands, such as ``standards.0.valid_until``.
        text: What is wrong.
    """

    field: str
    text: Text

    @property
    def whole(self) -> Text:
        """The problem with its field in front."""
        return Text(f"{self.field}：{self.text.zh}", f"{self.field}: {self.text.en}") if self.field else self.text


class FormError(ExchangeError):
    """A record or a task does not fit its form.

    Args:
        problems: Every field that does not fit.
    """

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__([p.whole for p in problems])
        self.problems = list(problems)


class Refused(ExchangeError):
    """The platform says no.

    Args:
        reasons: Why, as it says.
        status: How HTTP calls it.
        code: How the platform calls it; may be empty.
    """

    def __init__(self, reasons: Sequence[Text], status: int = 0, code: str = "") -> None:
        super().__init__(reasons)
        self.status, self.code = status, code


class Unreachable(ExchangeError):
    """The platform cannot be reached, does not answer in time, or is busy.

    Args:
        reasons: Why.
        wait: After how many seconds it wants to be asked again; 0 where it does not say.
    """

    def __init__(self, reasons: Sequence[Text], wait: float = 0.0) -> None:
        super().__init__(reasons)
        self.wait = wait
