"""What is wrong with a form."""

from __future__ import annotations

from sequencer.errors import SequencerError


class FormError(SequencerError):
    """A filled-in form cannot be decided.

    Args:
        path: The file.
        problems: One line each, with the line of the file, the address and what to do.
    """

    def __init__(self, path: object, problems: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path, self.problems = str(path), problems
