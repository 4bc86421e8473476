"""What `records` raises.

::

    RecordsError
    ├── StoreError      the store cannot be opened, read or written
    │   ├── Damaged     an entry is not what was written; nothing may be concluded from its run
    │   ├── NotIntact   a run, its seals or the ledger are not what was written; no document is made of it
    │   └── NotTrusted  the store does not trust this station's key
    ├── BadEntry        the body of an entry is not what its type says
    │   └── OtherFormat a run of another format of evidence
    ├── WitnessError    a witness cannot be reached, or does not answer as one
    ├── KitRefused      nothing is taken from a field kit: it is not registered, cloned, or not what was written
    ├── UnknownRun      no run of that name, or more than one
    └── RegisterError   a register file (laboratory, people, standards) cannot be used; every problem is listed
"""


class RecordsError(Exception):
    """Something kept, or to be kept, cannot be used as it is."""


class StoreError(RecordsError):
    """The store cannot be opened, read or written. Nothing was lost: what was acknowledged is durable."""


class EmptyStore(StoreError):
    """A database in which no store was made yet."""


class Damaged(StoreError):
    """An entry is not what was written.

    Args:
        run, seq: The entry.
    """

    def __init__(self, run: str, seq: object) -> None:
        super().__init__(
            f"run {run}, entry {seq}: it is not what was written, so the run is not read any further. "
            "`steelyard verify` says what is wrong; restore the store from a backup."
        )
        self.run, self.seq = run, seq


class BadEntry(RecordsError):
    """The body of an entry is not what its type says, although it is what was written.

    Args:
        run, seq, kind: The entry.
        problem: What is wrong, with the field.
    """

    def __init__(self, run: str, seq: int, kind: str, problem: str) -> None:
        super().__init__(
            f"run {run}, entry {seq} ({kind}): {problem}. "
            "The entry was written by another version of Steelyard; read it with that version."
        )
        self.run, self.seq = run, seq


class OtherFormat(BadEntry):
    """A run of another format of evidence.

    Args:
        run: The run.
        found, expected: Formats.
    """

    def __init__(self, run: str, found: object, expected: int) -> None:
        problem = f"evidence of format {str(found)[:20]}, but this version reads format {expected}"
        super().__init__(run, 0, "opened", problem)


class NotIntact(StoreError):
    """A run, its seals or the ledger of the store are not what was written.

    Args:
        store: The store as it may be printed.
        problems: What is wrong.
    """

    def __init__(self, store: str, problems: list[str]) -> None:
        super().__init__(
            f"store {store}: {'; '.join(problems)}. Nothing is concluded or printed from it; `steelyard verify` lists "
            "everything that is wrong."
        )
        self.problems = problems


class NotTrusted(StoreError):
    """The store does not trust the key of this station.

    Args:
        key: Fingerprint of the key.
        store: Identity of the store.
    """

    def __init__(self, key: str, store: str) -> None:
        super().__init__(
            f"store {store[:12]} does not trust this station's key {key}. Somebody whose key it trusts lists it: "
            f"`steelyard keys trust {key}.pub`; `steelyard keys list` shows the path of that file. "
            "If your old key is gone, restore it from its backup; if every key is lost: `steelyard keys restart`."
        )
        self.key = key


class WitnessError(RecordsError):
    """A witness cannot be reached, or does not answer as one; what is in the store is not touched by that.

    Args:
        address: Where it is.
        problem: What happened.
    """

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(f"witness {address}: {problem}")
        self.problem = problem


class KitRefused(RecordsError):
    """Nothing is taken from a field kit; nothing here was changed."""


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
