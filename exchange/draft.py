"""What is to be reported to a platform, before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from exchange.identity import instrument_identity

if TYPE_CHECKING:
    from exchange.forms import Result


class Draft(NamedTuple):
    """A report that is to be made.

    Attributes:
        document: Number of the document, or what else names it.
        event: What is reported of it.
        institute: Who reports.
        about: What it is about: reports about the same follow each other.
        run: The run that it is of; may be empty.
        record: What is sent, in the words of the platform.
        due: Last day on which it is in time, ISO; empty where none is known.
        files: The bytes of its files, by digest.
    """

    document: str
    event: str
    institute: str
    about: str
    run: str
    record: dict[str, Any]
    due: str
    files: dict[str, bytes]


def draft_of_result(document: str, result: Result, record: dict[str, Any], due: str, files: dict[str, bytes]) -> Draft:
    """The draft of a result of a run.

    Args:
        document: Number of the document.
        result: The result.
        record: The same as it is sent, in the words of the platform.
        due: Last day on which it is in time, ISO; empty where none is known.
        files: The bytes of its files, by digest.
    """
    about = instrument_identity(result.instrument)
    return Draft(document, result.event, result.institute, about, result.run, record, due, files)
