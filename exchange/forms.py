"""The forms of the exchange: a task that a platform gives, and the result that a laboratory reports.

Names of fields follow the two sources that were read (docs/reference/platform-exchange.md): the upload form of a
laboratory network (`res_id`, `inspect_date`, `inspector`, `verdict`, `unqualified`), and the ledger fields of e-CQS.
Everything beside them is our reading. Numbers are texts with every digit.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from exchange.fields import (
    Day,
    Digest,
    Division,
    Form,
    Key,
    Line,
    Moment,
    Name,
    NoDay,
    NoKey,
    NoNumber,
    Note,
    Number,
    Size,
)

FORM = 1
"""Version of the forms."""
LARGEST_RECORD = 2_000_000
"""Bytes of the file of the original record: 2 MB, as the upload form of the laboratory network says."""
CONFORM, NOT_CONFORM, NONE = "合格", "不合格", "/"
Verdict = Literal["合格", "不合格", "/"]


class Attachment(Form):
    """A file that belongs to a result; its bytes are uploaded under the digest before the result is sent."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    media: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+-]{1,100}$")]
    size: Size
    sha256: Digest


class Device(Form):
    """A measuring instrument, by the ledger fields of e-CQS."""

    name: Name = Field(description="器具名称")
    item: Line = Field(default="", description="项别")
    kind: Line = Field(default="", description="种别")
    model: Line = Field(default="", description="型号规格")
    range: Line = Field(default="", description="测量范围")
    accuracy_class: Line = Field(default="", description="准确度等级")
    serial: Line = Field(default="", description="出厂编号")
    label: Line = Field(default="", description="管理编号")
    maker: Line = Field(default="", description="生产厂家")
    origin: Line = Field(default="", description="产地")
    place: Line = Field(default="", description="安装、使用地点")
    division_code: Division = Field(default="", description="使用地点行政区划")
    purpose: Line = Field(default="", description="用途")

    @model_validator(mode="after")
    def _told_apart(self) -> Device:
        if not self.serial and not self.label:
            raise ValueError("serial number and label are both missing")
        return self


class Party(Form):
    """Whose instrument it is."""

    name: Name = Field(description="单位名称")
    credit_code: Annotated[str, Field(pattern=r"^$|^[0-9A-HJ-NPQRTUWXY]{18}$")] = Field(
        "", description="统一社会信用代码"
    )
    division_code: Division = ""
    contact: Line = ""
    phone: Line = ""


class Task(Form):
    """A task that a platform gives to an institute: instruments of one user that are to be verified."""

    form: Literal[1] = 1
    task_id: Key
    institute: Key
    created: Moment
    wanted_until: NoDay = Field(default="", description="Day until which the platform wants the results.")
    delivery: Line = Field(default="", description="送检方式")
    client: Party
    instruments: Annotated[list[Device], Field(min_length=1, max_length=100)]
    attachments: Annotated[list[Attachment], Field(max_length=20)] = Field(default_factory=list)
    note: Note = ""


class TaskAnswer(Form):
    """What an institute says to a task."""

    state: Literal["accepted", "refused"]
    reason: NoKey = Field(default="", description="A code of the list `task_refusal`; only with `refused`.")
    order: Line = Field(default="", description="Number of the order that the institute made of it.")
    note: Note = ""

    @model_validator(mode="after")
    def _reasoned(self) -> TaskAnswer:
        if (self.state == "refused") != bool(self.reason):
            raise ValueError("a refusal has a reason code, and nothing else has one")
        return self


class Standard(Form):
    """A measurement standard that was used."""

    name: Name
    model: Line
    serial: Line
    accuracy: Line = Field(description="Class, MPE or uncertainty, as its certificate says.")
    certificate: Line
    valid_until: NoDay


class Item(Form):
    """One item of the regulation, with its measured value."""

    code: Key
    name: Name
    value: Annotated[str, Field(min_length=1, max_length=500)] = Field(description="Measured value; `/` for none.")
    verdict: Verdict
    time: Moment


class Condition(Form):
    """An ambient condition during the verification."""

    name: Name
    value: Line
    unit: Line


class Result(Form):
    """The result of a verification, as it is reported to a platform."""

    form: Literal[1] = 1
    res_id: Number = Field(description="Number of the document.")
    event: Literal["issued", "superseded", "cancelled"] = Field(description="What happened to the document.")
    replaced_by: NoNumber = ""
    reason: Note = Field(default="", description="Why the document was replaced or cancelled.")
    institute: Key
    task_id: NoKey = ""
    inspect_date: Day
    valid_until: NoDay = ""
    inspector: Name
    checker: Line = ""
    approver: Line = ""
    verdict: Verdict
    unqualified: NoKey = Field(default="", description="A code of the list `unqualified`; only with 不合格.")
    basis: Name = Field(description="Regulation and edition.")
    stage: Line = ""
    place: Line = Field(default="", description="Where it was verified.")
    trial: bool = Field(description="Whether the bench was a simulation: such a result has no legal force.")
    instrument: Device
    client: Line = ""
    standards: Annotated[list[Standard], Field(max_length=50)]
    environment: Annotated[list[Condition], Field(max_length=20)] = Field(default_factory=list)
    items: Annotated[list[Item], Field(min_length=1, max_length=500)]
    record: Attachment
    attachments: Annotated[list[Attachment], Field(max_length=50)] = Field(default_factory=list)
    run: Key = Field(description="Name of the journal.")
    head: Digest = Field(description="Hash of the last entry of the journal.")

    @model_validator(mode="after")
    def _fits_together(self) -> Result:
        if (self.verdict == NOT_CONFORM) != bool(self.unqualified):
            raise ValueError("the verdict 不合格 has a reason code in unqualified, and no other verdict has one")
        if self.valid_until and (self.verdict != CONFORM or self.valid_until < self.inspect_date):
            raise ValueError("valid_until stands only with 合格, and is not before inspect_date")
        if (self.event == "issued") == bool(self.reason):
            raise ValueError("a document that is replaced or cancelled has a reason, and an issued one has none")
        if (self.event == "superseded") != bool(self.replaced_by):
            raise ValueError("replaced_by stands with superseded, and only there")
        if self.record.size > LARGEST_RECORD:
            raise ValueError("the file of the original record is larger than 2 MB")
        names = [a.name for a in (self.record, *self.attachments)]
        if len(set(names)) < len(names):
            raise ValueError("two files have one name")
        return self

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Every file of the result."""
        return (self.record, *self.attachments)
