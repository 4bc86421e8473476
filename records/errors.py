"""What the records room raises.

::

    RecordsError
    ├── StoreError      the store cannot be opened, read or written
    ├── UnknownRun      no run of that name, or more than one
    └── RegisterError   a register file (laboratory, people, standards) cannot be used; every problem is listed
"""


class RecordsError(Exception):
    """Something kept, or to be kept, cannot be used as it is."""


class StoreError(RecordsError):
    """The store cannot be opened, read or written. Nothing was lost: what was acknowledged is durable."""


class UnknownRun(RecordsError):
    """No run has this name, or several begin with it."""


class RegisterError(RecordsError):
    """A register file has problems.

    Args:
        path: The file.
        problems: One line each, beginning with the field.
    """

    def __init__(self, path: object, problems: list[str]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path, self.problems = str(path), problems
