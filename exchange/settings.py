"""``platforms.toml`` of a laboratory: the platforms it exchanges with. A further platform is a further table of this file."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from exchange.codes import known_codes
from exchange.errors import PlatformsFileError
from exchange.fields import KEY
from exchange.reading import problems_of
from inputs.bounded import BadFile, read_toml
from messages import both
from metrology.text import Text

if TYPE_CHECKING:
    from pathlib import Path

FILE = "platforms.toml"
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LOOPBACK = re.compile(r"http://(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?(/|$)")


class Table(BaseModel):
    """A table of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paths(Table):
    """Where a platform answers, below its address."""

    uploads: str = "api/v1/xml/results"
    tasks: str = "api/v1/tasks"
    answer: str = "api/v1/tasks/{task_id}/answer"
    results: str = "api/v1/results"
    file: str = "api/v1/files/{sha256}"
    content: str = "api/v1/files/{sha256}/content"
    protocol: str = "api/v1/xml/protocols/{number}"
    samples: str = "api/v1/samples"


class AnswerNames(Table):
    """What a platform calls the parts of its answers to results.

    Attributes:
        list: Field that holds the answers; empty where they are the whole document.
        key, state, reasons, receipt: Fields of an answer; that of the reasons may hold a text.
        states: Its words for our states.
    """

    list: str = "answers"
    key: str = "key"
    state: str = "state"
    reasons: str = "reasons"
    receipt: str = "receipt"
    states: dict[str, Literal["accepted", "known", "refused", "later"]] = {
        state: state for state in ("accepted", "known", "refused", "later")
    }


class PlatformSettings(Table):
    """One platform.

    Attributes:
        kind: ``ecqs``: JSON, answered at once; ``arshin``: XML, answered later by a protocol.
        url: Its address; ``http`` only on this computer.
        institute: The name by which the platform knows the laboratory.
        trial: Whether results of simulated benches are reported too, to a platform for tests.
        working_days: Within so many working days after the verification its result must be reported; 0 where none are known.
        warn: So many working days before, it is listed as soon.
        accept: ``all``: every task becomes an order; ``ask``: a person accepts or refuses it.
        documents: Folder with the issued documents, which are attached; empty where none are.
        authority: File with the certificate of the authority that vouches for the platform.
        batch: Results that are sent together.
        timeout: Seconds that an answer may take.
        dates: How days are written, for `strftime`.
        envelope: Whether a result is sent in its signed envelope; else bare, with its key among its fields.
        wrapper: Field that holds the results of a batch; empty where the list is the whole document.
        fields: Our field, with dots, and what the platform calls it.
        codes: By list or field: our code or word, and the platform's.
        types: Model of an instrument, and the register number of its type; only for ``arshin``.
        reasons: Item of a regulation, and the code of the list ``unqualified`` that it is reported with.
    """

    kind: Literal["ecqs", "arshin"] = "ecqs"
    url: str
    institute: Annotated[str, Field(pattern=KEY)]
    trial: bool = False
    working_days: Annotated[int, Field(ge=0, le=1000)] = 0
    warn: Annotated[int, Field(ge=0, le=1000)] = 5
    accept: Literal["ask", "all"] = "ask"
    documents: str = ""
    authority: str = ""
    batch: Annotated[int, Field(ge=1, le=500)] = 200
    timeout: Annotated[float, Field(gt=0, le=600)] = 30.0
    dates: Annotated[str, Field(min_length=2, max_length=40)] = "%Y-%m-%d"
    envelope: bool = True
    wrapper: str = "results"
    paths: Paths = Paths()
    answers: AnswerNames = AnswerNames()
    fields: dict[str, str] = {}
    codes: dict[str, dict[str, str]] = {}
    types: dict[str, str] = {}
    reasons: dict[str, str] = {}

    @field_validator("url")
    @classmethod
    def _private(cls, url: str) -> str:
        if not url.startswith("https://") and not _LOOPBACK.match(url):
            raise ValueError("write https://…; http is for a platform on this computer only")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("reasons")
    @classmethod
    def _known(cls, reasons: dict[str, str]) -> dict[str, str]:
        known = known_codes("unqualified")
        if wrong := sorted(set(reasons.values()) - set(known)):
            raise ValueError(f"the list unqualified has no code {', '.join(wrong)}; it has {', '.join(known)}")
        return reasons


class Calendar(Table):
    """Working days: Monday to Friday, and what is otherwise.

    Attributes:
        holidays: Days from Monday to Friday on which nobody works.
        workdays: Saturdays and Sundays on which people work instead.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


class PlatformsFile(Table):
    """The file."""

    platform: Annotated[dict[str, PlatformSettings], Field(min_length=1)]
    calendar: Calendar = Calendar()

    @field_validator("platform")
    @classmethod
    def _named(cls, found: dict[str, PlatformSettings]) -> dict[str, PlatformSettings]:
        for name in found:
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no name of a platform; use small letters, digits and hyphens")
        return found


def platforms(folder: Path) -> PlatformsFile:
    """The platforms of a laboratory.

    Args:
        folder: Its folder.

    Raises:
        PlatformsFileError: The file is missing or wrong; every problem is listed.
    """
    path = folder / FILE
    try:
        return PlatformsFile.model_validate(read_toml(path))
    except BadFile as error:
        remedy = Text("写法见“与监管平台交换”一文", "`docs/how-to/report-to-a-platform.md` shows one")
        said = both(str(error))
        raise PlatformsFileError(path, [Text(f"{said.zh}；{remedy.zh}", f"{said.en}; {remedy.en}")]) from error
    except ValidationError as error:
        raise PlatformsFileError(path, [p.whole for p in problems_of(error)]) from error
