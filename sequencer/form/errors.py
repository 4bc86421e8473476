"""What is wrong with a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sequencer.errors import SequencerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrology.text import Text


class FormError(SequencerError):
    """A filled-in form cannot be decided.

    Args:
        path: The file.
        problems: One line each, with the line of the file, the address and what to do.
            A `Text` where it holds words of the regulation.
    """

    def __init__(self, path: object, problems: Sequence[str | Text]) -> None:
        super().__init__(f"{path}: " + "; ".join(map(str, problems)))
        self.path, self.problems = str(path), problems
