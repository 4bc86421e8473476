"""How a laboratory's documents are laid out, numbered and checked: the table ``[documents]`` of ``laboratory.toml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from records.certificates import Entry

LAYOUT = {"certificate", "seal"}
"""What a run keeps of it: a document is laid out again as it was."""


class Documents(Entry):
    """How the laboratory's documents are laid out and numbered, and where an outsider checks them.

    Attributes:
        certificate: ``compact``: cover and results, the evidence stays in the record; ``full``: all of it.
        seal: The side of the cover on which the seal stands.
        number: Pattern of the numbers, with the fields ``year``, ``dept``, ``item`` and ``seq``; ``seq`` counts within
            what the other fields are.
        department: The field ``dept``.
        items: The field ``item`` by regulation, such as ``"JJG 52" = "0107"``; default: the digits of its number.
        check_page: Address of the page where a document is checked; the QR of the seal leads there.
        seals: Certificates of the laboratory's seals, also earlier ones, as files relative to ``laboratory.toml``: what
            the pages for checking trust. One whose key was lost is taken out.
    """

    certificate: Literal["compact", "full"] = "compact"
    seal: Literal["left", "right"] = "left"
    number: str = "{year}{dept}{item}{seq:06d}"
    department: str = ""
    items: dict[str, str] = Field(default_factory=dict)
    check_page: str = ""
    seals: tuple[str, ...] = ()

    @field_validator("number")
    @classmethod
    def _numbers(cls, pattern: str) -> str:
        fields = {"year": 2026, "dept": "", "item": ""}
        try:
            first, second = (pattern.format(**fields, seq=n) for n in (1, 2))
        except (ValueError, LookupError, AttributeError) as error:
            raise ValueError("takes the fields year, dept, item and seq in braces") from error
        if first == second:
            raise ValueError("must have the field seq: else every document has the same number")
        return pattern
