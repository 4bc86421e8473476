"""Reading an instrument's error queue to its end, with an end."""

from collections.abc import Callable

from drivers.codecs import scpi
from drivers.errors import Reported
from drivers.link.line import LineLink

#: A desynchronised or broken instrument may report for ever; no queue here is longer.
MOST_ERRORS = 32


def refuse_reported(oldest: Callable[[], tuple[int, str]], where: str) -> None:
    """Take entries until the queue is empty.

    Args:
        oldest: Takes the oldest entry, code and text; code 0 for an empty queue.
        where: Role and address.

    Raises:
        Reported: The queue was not empty; every entry is named.
    """
    entries: list[str] = []
    for _entry in range(MOST_ERRORS):
        code, text = oldest()
        if code == 0:
            break
        entries.append(f'{code} "{text}"')
    if entries:
        what = f"Error queue: {'; '.join(entries)}."
        raise Reported(what, where=where, remedy="Clear the cause at the instrument, then repeat.")


def refuse_scpi_errors(link: LineLink, question: str = "SYST:ERR?") -> None:
    """The same for a SCPI instrument that does not echo the question.

    Raises:
        Reported: It was not empty.
        Malformed: A reply that is no entry; to be decoded under `drivers.fitting.decoding`.
        LinkError, BadReply: As every exchange.
    """
    refuse_reported(lambda: scpi.error_entry(link.query(question)), link.where)
