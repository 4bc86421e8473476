"""The journal of a run that goes on, as a person beside it may write remarks into it, whatever the run does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records.entries import Person, Remark

if TYPE_CHECKING:
    from records.entries import Attachment, Opened
    from sequencer.journal_memory import JournalMemory


class OpenJournal:
    """One run that goes on.

    Args:
        record: Its journal with its memory.
        opened: Its first entry.

    Attributes:
        position: Position on the bench; empty on a bench for one.
    """

    def __init__(self, record: JournalMemory, opened: Opened) -> None:
        self._record = record
        self.position = opened.position
        self._person = Person(id=opened.people.operator.id, name=opened.people.operator.name)

    def remark(
        self,
        text: str,
        about: str = "",
        by: Person | None = None,
        photograph: Attachment | None = None,
        content: bytes = b"",
    ) -> bool:
        """Journal a remark; False where the run has ended meanwhile.

        Args:
            text: What is noted.
            about: Address of the reading, or key of the item, that it concerns; empty for the whole run.
            by: Who notes it; None for who performs the run.
            photograph: A photograph; its bytes are kept before the entry names them.
            content: Its bytes.
        """
        entry = Remark(about=about, text=text, value=photograph, by=by or self._person)
        return self._record.remark(entry, content if photograph is not None else None)
