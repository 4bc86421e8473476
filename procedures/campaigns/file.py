"""The file of a campaign: ``[campaign]`` and the tables of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from inputs.bounded import BadFile, read_toml
from procedures import registry
from procedures.campaigns.listed import read_list
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from procedures.base import Procedure
    from procedures.campaigns.listed import Listed

M = TypeVar("M", bound=BaseModel)
LONGEST = 40


class TableModel(BaseModel):
    """A table of a campaign file: an unknown field is an error, and so is a number that was typed as text or vice versa."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Head(TableModel):
    """The table ``[campaign]``.

    Attributes:
        id: Name of the campaign.
        kind: Its kind.
        date: Its day, which selects the editions.
        title: What it is about, printed under the title of the report.
    """

    id: str
    kind: str
    date: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """A campaign as its file describes it.

    Attributes:
        path: The file.
        head: The table ``[campaign]``.
        tables: Every other table.
        folders: Folders with regulations of the laboratory.
    """

    path: Path
    head: Head
    tables: Mapping[str, Any]
    folders: Sequence[Path] = ()

    def read(self, model: type[M]) -> M:
        """Every table of the kind, in one model.

        Raises:
            CampaignFileError: A field is missing, unknown or not what it must be; each is named.
        """
        return _validated(self.path, self.tables, model)

    def edition(self, name: str) -> type[Procedure[Any, Any]]:
        """The edition of a regulation that is in force on the day of the campaign.

        Raises:
            UnknownRegulation: There is no such regulation, or the edition that the name insists on is not in force.
        """
        return registry.edition(name, self.head.date, self.folders)

    def nameplate(self, name: str) -> dict[str, Any]:
        """The table ``[instrument]`` of a subject file beside the campaign file.

        Raises:
            CampaignFileError: There is no such file or table.
        """
        file = self.path.parent / name
        try:
            table = read_toml(file).get("instrument")
        except BadFile as error:
            raise CampaignFileError(file, [str(error)]) from error
        if not isinstance(table, dict):
            raise CampaignFileError(file, ["[instrument]: this table is missing; it holds the nameplate"])
        return table

    def rows(self, name: str, columns: Sequence[str]) -> list[Listed]:
        """The rows of a CSV file beside the campaign file.

        Raises:
            CampaignFileError: It cannot be read, a column is missing, or a row has another number of cells.
        """
        return read_list(self.path.parent / name, columns)


def read_campaign(path: Path, folders: Sequence[Path] = ()) -> CampaignFile:
    """Read a campaign file.

    Args:
        path: The file.
        folders: Folders with regulations of the laboratory.

    Raises:
        CampaignFileError: It cannot be read, or ``[campaign]`` is not what it must be; every problem is named.
    """
    try:
        content = read_toml(path)
    except BadFile as error:
        raise CampaignFileError(path, [str(error)]) from error
    table = content.pop("campaign", None)
    if not isinstance(table, dict):
        raise CampaignFileError(path, ["[campaign]: this table is missing; it holds id, kind and date"])
    head = _validated(path, table, Head, "campaign")
    name = head.id
    if not name or len(name) > LONGEST or not (name.isascii() and name.isprintable()) or set(name) & set(' /\\"'):
        what = f"campaign.id: {name!r} must be 1 to {LONGEST} printable ASCII characters without blanks and slashes"
        raise CampaignFileError(path, [what])
    return CampaignFile(path, head, content, folders)


def _validated(path: Path, table: Mapping[str, Any], model: type[M], field: str = "") -> M:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise CampaignFileError(path, [_line(problem, field) for problem in error.errors()]) from error


def _line(problem: Any, table: str) -> str:
    field = ".".join(str(part) for part in ((table,) if table else ()) + problem["loc"])
    kind, message = problem["type"], problem["msg"].removeprefix("Value error, ")
    if kind == "missing":
        message = "is missing"
    elif kind == "extra_forbidden":
        message = "is not known here; check the spelling"
    elif kind == "literal_error":
        message = f"is {problem['input']!r}; it must be {problem['ctx']['expected']}"
    return f"{field}: {message}" if field else message
