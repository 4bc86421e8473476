"""What the interface takes and answers. Numbers of readings are texts, with every digit the instrument gave."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from console.catalogue.web_api import EXAMPLE

Overrides = Annotated[
    list[Annotated[str, Field(max_length=500)]],
    Field(max_length=20, description="Start gates that may not hold it up: `GATE:PERSON:REASON`."),
]
RunId = Annotated[str, Field(examples=["20261123-081530-123ab4d"])]


class Words(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class Refusal(BaseModel):
    """Why something was refused; the same as `--json` of the command line prints."""

    model_config = ConfigDict(json_schema_extra={"example": {"refused": [{"zh": EXAMPLE.zh, "en": EXAMPLE.en}]}})
    refused: list[Words]
    about: Words | None = None


class Problem(BaseModel):
    """What is wrong with a record."""

    model_config = ConfigDict(extra="allow")


class RunLine(BaseModel):
    """A run in the list."""

    number: int | None = Field(description="Number in the ledger; null where the ledger states none.")
    run: RunId
    regulation: str
    subject: Words
    model: str
    serial: str
    client: str
    operator: str = Field(description="Name of the verifier.")
    bench: str
    date: str
    kind: str
    stage: str
    order: str
    batch: str
    follows: str
    outcome: str = Field(description="An outcome, or `running`, `interrupted`, `missing`.", examples=["conform"])
    simulated: bool
    draft: bool
    entries: int
    amends: str
    amended_by: str
    problem: dict[str, Any] | None = Field(description="What is wrong with the record; null for nothing.")


class Runs(BaseModel):
    """A part of the list of runs."""

    runs: list[RunLine]
    total: int


class RunDetails(BaseModel):
    """A run with its conclusions and observations, as `steelyard show --json` prints it."""

    model_config = ConfigDict(extra="allow")
    run: RunId
    regulation: str
    date: str
    outcome: str
    entries: int
    problems: list[str]
    items: list[dict[str, Any]]
    conclusions: list[dict[str, Any]]
    observations: list[dict[str, Any]]


class Entry(BaseModel):
    """An entry of the journal."""

    seq: int
    time: str
    kind: str = Field(examples=["observation"])
    address: str = Field(examples=["indication/up/0.8MPa/after"])
    body: Any
    hash: str


class Entries(BaseModel):
    """Entries of a run, oldest first."""

    run: RunId
    entries: list[Entry]
    next: int = Field(description="Ask with `after` of this number for what is written later.")


class FrameLine(BaseModel):
    """What went over a link in one direction without anything between."""

    number: int
    entry: int = Field(description="Number of the entry of the journal that carries it.")
    address: str
    elapsed: str = Field(description="The run's clock, s; empty where it was not known.")
    role: str
    direction: Literal["sent", "received"]
    hex: str
    text: str


class Frames(BaseModel):
    """A part of the raw traffic of a run."""

    run: RunId
    frames: list[FrameLine]
    total: int


class Documents(BaseModel):
    """Names of the documents of a run; `GET …/documents/{name}` gives one."""

    run: RunId
    documents: list[str] = Field(examples=[["certificate_CP2408713_20261123-081530-123ab4d.pdf"]])


class Audit(BaseModel):
    """Whether the record of a run is what was written."""

    run: RunId
    intact: bool
    first_broken: str | None
    problems: list[Words]


class Replay(BaseModel):
    """What came out when the run was computed again from its journal."""

    run: RunId
    identical: bool
    kind: str
    outcome: str
    difference: str


class Me(BaseModel):
    """Who asks."""

    person: str
    name: str
    roles: list[str]
    machine: str


class Start(BaseModel):
    """What is to be verified: an order of the register, or one job of it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"order": "2026-00017/1"}})
    order: str = Field(min_length=1, max_length=60, description="Number of an order or of a job.")
    bench: str = Field(
        "", max_length=80, description="Name of a bench file in `benches/`, without `.toml`; empty for that of the job."
    )
    operator: str = Field("", max_length=60, description="Who verifies, in single-user mode; otherwise it is who asks.")
    override: Overrides = []


class Resume(BaseModel):
    """An interrupted run that is resumed."""

    model_config = ConfigDict(extra="forbid")
    run: str = Field(min_length=1, max_length=80, examples=["20261123-081530-123ab4d"])
    operator: str = Field("", max_length=60, description="Who goes on, in single-user mode.")
    override: Overrides = []
    together: bool = Field(
        False, description="Whether every position of the bench that was interrupted with it is resumed too."
    )


class Answer(BaseModel):
    """An answer to a question."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"number": 7, "text": "0.802"}})
    number: int = Field(ge=1, le=10_000_000, description="Number of the question; an answer is taken once.")
    text: str = Field(max_length=1000, description="As a person would enter it at the terminal.")


class Photograph(BaseModel):
    """A photograph, JPEG or PNG; where it was taken is not kept."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=200, examples=["dial.jpg"])
    content: str = Field(max_length=27_000_000, description="Its bytes, base64.")


class NewRemark(BaseModel):
    """A remark, a photograph, or both."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"text": "the pointer sticks at 0.4 MPa"}})
    text: str = Field("", max_length=1000)
    about: str = Field("", max_length=300, description="Address of a reading, or key of an item; empty: the whole run.")
    position: str = Field("", max_length=10, description="Empty: every instrument on the bench.")
    photograph: Photograph | None = None


class NewCorrection(BaseModel):
    """A correction of an earlier entry of the item, in place of an answer to the question of this number."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "number": 7,
                "address": "indication/up/0.4MPa/after",
                "text": "0.40",
                "why": "misread by a line",
            }
        },
    )
    number: int = Field(ge=1, le=10_000_000)
    address: str = Field(max_length=300, description="One of `pending.earlier`.")
    text: str = Field(max_length=1000, description="What it should say.")
    why: str = Field(max_length=1000)


class Taken(BaseModel):
    """What became of an answer."""

    taken: Literal["taken", "not-asked", "held"]


class Work(BaseModel):
    """A work at a bench as it is now; see `services.bench_work`."""

    model_config = ConfigDict(extra="allow")
    id: str
    number: int = Field(description="Number of its newest event.")
    phase: Literal["starting", "measuring", "asking", "waiting", "pausing", "paused", "stopping", "ended"]
    title: Words
    person: str
    positions: list[dict[str, Any]]
    pending: dict[str, Any] | None = Field(description="What a person is asked; null for nothing.")
    seen: list[dict[str, str]] = Field(
        description="What sources, standards and the room show while the run waits: `role`, `position`, `text`; not on record."
    )
    ended: list[Words]
    refused_by: list[str] = Field(description="Start gates that refused it.")
    refused_resume: str = Field(description="Run whose resume was refused and may be tried once more; empty for none.")
    resumable: bool


class Works(BaseModel):
    """The works of this server, the newest first."""

    works: list[Work]
