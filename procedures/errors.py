"""What a procedure raises, and what its run handle raises into it.

::

    ProcedureError
    ├── UnknownRegulation   no such regulation is implemented, or two modules claim to be it
    │   └── NotInForce      no edition of it that is in force on the date is implemented
    ├── SubjectError        the subject file does not describe an instrument this regulation can verify
    ├── CampaignFileError   the file of a campaign, or one that it names, cannot be used
    ├── UnknownCampaignKind no such kind of campaign is implemented
    ├── FiguresError        a file with figures read in print cannot be used
    ├── AuthorError         a mistake in the module of a regulation, with its file and line
    └── NotMeasured         something was not measured; the point or item is incomplete
        ├── NotComputed     what was measured gives no result, such as a divisor of zero
        └── Void            a condition of the measurement was broken; what depends on it is invalid
"""

from procedures.text import Text


class ProcedureError(Exception):
    """A verification cannot go on as asked."""


class UnknownRegulation(ProcedureError):
    """No such regulation is implemented, or two modules claim to be the same edition."""


class NotInForce(UnknownRegulation):
    """No edition of the regulation that is in force on the date is implemented, or another one is in force."""


class SubjectError(ProcedureError):
    """A subject file has problems.

    Args:
        path: The file.
        problems: One line each, beginning with the field.
    """

    def __init__(self, path: object, problems: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path, self.problems = str(path), problems


class CampaignFileError(ProcedureError):
    """The file of a campaign, or one that it names, has problems.

    Args:
        path: The file.
        problems: One line each, beginning with table and field.
    """

    def __init__(self, path: object, problems: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path, self.problems = str(path), problems


class UnknownCampaignKind(ProcedureError):
    """No kind of campaign of this name is implemented."""


class FiguresError(ProcedureError):
    """A file with figures that were read in print cannot be used.

    Args:
        path: The file.
        problems: One each, beginning with the line.
    """

    def __init__(self, path: object, problems: list[Text]) -> None:
        super().__init__(f"{path}: " + "; ".join(p.en for p in problems))
        self.path, self.problems = str(path), problems


class AuthorError(ProcedureError):
    """A mistake in the module of a regulation: its author corrects it, nothing else can.

    Args:
        what: What is wrong and how it is written correctly.
        file: The author's file.
        line: Line in it, 0 where it is not known.
    """

    def __init__(self, what: str, file: str, line: int = 0) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {what}")
        self.what, self.file, self.line = what, file, line


class NotMeasured(ProcedureError):
    """Something needed here was not measured, with the reason; never a pass."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class NotComputed(NotMeasured):
    """The readings give no result: a divisor is zero, or a function is not defined for them."""


class Void(NotMeasured):
    """A condition of the measurement was broken: what was measured is void, never a fail."""


class Drifted(Void):
    """A quantity of the environment changed during the run by more than the regulation allows."""
