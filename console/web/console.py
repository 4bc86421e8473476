"""What all pages of a console share: the store, the laboratory, the works, the language of who has chosen none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.web.entrance import Entrance
from metrology.text import Text
from records.register import LABORATORY, LaboratoryFile, find_folder, read

if TYPE_CHECKING:
    from pathlib import Path

    from console.language import Language
    from services.bench_work import BenchDesk


@dataclass(frozen=True, slots=True)
class Console:
    """One console.

    Attributes:
        store: Address of the store.
        laboratory: Folder of the laboratory.
        name: Name of the laboratory.
        desk: The works of this server.
        language: Language of a browser that has chosen none.
        entrance: Who may come in.
    """

    store: str
    laboratory: Path
    name: Text
    desk: BenchDesk
    language: Language
    entrance: Entrance = field(default_factory=Entrance)


def laboratory_name(folder: Path) -> Text:
    """The name of a laboratory.

    Raises:
        RegisterError: The folder is none of a laboratory.
    """
    if not (folder / LABORATORY).is_file():
        folder = find_folder(folder / LABORATORY)
    found = read(folder / LABORATORY, LaboratoryFile).laboratory
    return Text(found.name, found.name_en or found.name)
