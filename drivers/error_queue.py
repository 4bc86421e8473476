"""The error queue of SCPI instruments that do not echo the question."""

from drivers.codecs import scpi
from drivers.errors import Reported
from drivers.link.line import LineLink

#: An instrument stuck on an error would otherwise be read for ever.
MOST_ERRORS = 32


def refuse_reported(link: LineLink, question: str = "SYST:ERR?") -> None:
    """Read the queue until it is empty.

    Raises:
        Reported: It was not empty.
        Malformed: A reply that is no entry; to be decoded under `drivers.fitting.decoding`.
        LinkError, BadReply: As every exchange.
    """
    entries: list[str] = []
    for _entry in range(MOST_ERRORS):
        code, text = scpi.error_entry(link.query(question))
        if code == 0:
            break
        entries.append(f'{code} "{text}"')
    if entries:
        what = f"Error queue: {'; '.join(entries)}."
        raise Reported(what, where=link.where, remedy="Clear the cause at the instrument, then repeat.")
