"""Documents that were given a number: every one, also those that were voided, cancelled or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from registers.organisations import missing
from registers.outcomes import OUTCOMES, Outcome
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS: Final = {
    "certificate": "检定证书 | Verification certificate",
    "notice": "检定结果通知书 | Notice of verification result",
    "calibration": "校准证书 | Calibration certificate",
    "report": "报告 | Report",
    "energy": "能源计量报告 | Energy metering report",
}
DocumentKind = Literal["", "certificate", "notice", "calibration", "report", "energy"]
STATES: Final = {
    "numbered": "已编号 | Numbered",
    "checked": "已核验 | Checked",
    "approved": "已批准 | Approved",
    "issued": "已发出 | Issued",
    "superseded": "已被替代 | Superseded",
    "cancelled": "已注销 | Cancelled",
    "void": "已作废 | Void",
    "specimen": "样张 | Specimen",
}
NEXT: Final = {
    "numbered": ("checked", "void"),
    "checked": ("approved", "void"),
    "approved": ("issued", "void"),
    "issued": ("superseded", "cancelled"),
    "superseded": (),
    "cancelled": (),
    "void": (),
    "specimen": ("void",),
}
"""The states that a document can come to from each. That it expired follows from its last day."""
UNISSUED: Final = ("numbered", "checked", "approved")
"""A document that is being signed."""
LIVE: Final = (*UNISSUED, "issued", "specimen")
"""A document that holds for its run, or may yet."""


class IssuedDocument(Record, frozen=True, kw_only=True):
    """A document; its key is its number."""

    kind: Annotated[DocumentKind, title("文件种类", "Kind", KINDS)] = ""
    state: Annotated[
        Literal["numbered", "checked", "approved", "issued", "superseded", "cancelled", "void", "specimen"],
        title("状态", "State", STATES),
    ] = "numbered"
    run: Annotated[str, title("原始记录号", "Original record")] = ""
    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    job: Annotated[str, title("任务", "Job")] = ""
    name: Annotated[str, title("器具名称", "Name of the instrument")] = ""
    model: Annotated[str, title("型号规格", "Model")] = ""
    serial: Annotated[str, title("出厂编号", "Serial number")] = ""
    client: Annotated[str, title("委托单位", "Client")] = ""
    regulation: Annotated[str, title("规程", "Regulation")] = ""
    outcome: Annotated[Outcome, title("结论", "Outcome", OUTCOMES)] = ""
    on: Annotated[Day, title("检定日期", "Day")] = None
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    numbered_on: Annotated[Day, title("编号日期", "Numbered on")] = None
    issued_on: Annotated[Day, title("发出日期", "Issued on")] = None
    verifier: Annotated[str, title("检定员", "Verifier")] = ""
    checker: Annotated[str, title("核验员", "Checked by")] = ""
    approver: Annotated[str, title("批准人", "Approved by")] = ""
    head: Annotated[str, title("记录链末端校验值", "Head of the record")] = ""
    manifest: Annotated[str, title("代码清单", "Manifest of the code")] = ""
    digest: Annotated[str, title("文件摘要", "Digest of the file")] = ""
    signatures: Annotated[tuple[str, ...], title("电子签名", "Electronic signatures")] = ()
    content: Annotated[str, title("盖章前摘要", "Digest before the seal")] = ""
    check_page: Annotated[str, title("查验网址", "Page for checking")] = ""
    replaces: Annotated[str, title("替代", "Replaces")] = ""
    replaced_by: Annotated[str, title("被替代于", "Replaced by")] = ""
    reason: Annotated[str, title("作废、注销或替代原因", "Why it was voided, cancelled or replaced")] = ""
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what it is about, or not why it does not hold."""
        ended = self.state in {"superseded", "cancelled", "void"}
        return missing(self, "kind", "run", "on", "verifier", "head", *(("reason",) if ended else ()))


_BY_HAND = ("note",)

DOCUMENTS: Final = Register(
    "document",
    IssuedDocument,
    Text("文件", "documents"),
    search=("serial", "run", "job", "client", "name", "digest"),
    indexes=(("run",), ("serial",), ("state",), ("job",), ("digest",), ("content",)),
    references={"instrument": "instrument", "job": "job"},
    stepwise=frozenset(name for name in IssuedDocument.__struct_fields__ if name not in _BY_HAND),
    listed=("kind", "state", "serial", "name", "regulation", "outcome", "on", "valid_until", "run"),
)
