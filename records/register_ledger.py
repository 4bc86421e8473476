"""What ``laboratory.toml`` says of the ledger of the laboratory's store."""

from __future__ import annotations

from pydantic import field_validator

from records.certificates import Entry


class Ledger(Entry):
    """The ledger of the laboratory's store.

    Attributes:
        second_place: A folder, beside ``laboratory.toml`` or absolute, that the head of the ledger is copied to; best
            on another computer, where those who use the store may add files but not change them.
        witness: Who is told of every run that ends, and signs for it: ``file:`` and a folder on a second disk, beside
            ``laboratory.toml`` or absolute, or the ``https://`` address of a supervision platform.
    """

    second_place: str = ""
    witness: str = ""

    @field_validator("witness")
    @classmethod
    def _reached(cls, found: str) -> str:
        if found and not found.startswith(("file:", "https://", "http://127.0.0.1:", "http://localhost:")):
            raise ValueError("a witness is file:FOLDER or https://ADDRESS")
        return found
