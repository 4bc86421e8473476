"""Measurement standards, their certificates, and the institutes at which chains of traceability end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import ValidationError

from messages import both
from metrology.text import Text
from records.certificates import Certificate
from registers.organisations import missing, wrong_division
from registers.record import Day, Problem, Record, title, to_fields
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEVELS: Final = {
    "working": "工作计量标准 | Working standard",
    "public": "社会公用计量标准 | Public standard",
    "highest": "最高计量标准 | Highest standard of the organisation",
}
STATES: Final = {
    "in-use": "在用 | In use",
    "suspended": "暂停使用 | Suspended",
    "recalled": "召回 | Recalled",
    "scrapped": "报废 | Scrapped",
}


class MeasurementStandard(Record, frozen=True, kw_only=True):
    """A measurement standard; its key is the identity that bench files name."""

    name: Annotated[str, title("名称", "Name")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    maker: Annotated[str, title("制造厂", "Maker")] = ""
    model: Annotated[str, title("型号规格", "Model")] = ""
    serial: Annotated[str, title("出厂编号", "Serial number")] = ""
    firmware: Annotated[str, title("软件版本", "Firmware")] = ""
    organisation: Annotated[str, title("所属单位", "Organisation")] = ""
    division: Annotated[str, title("行政区划代码", "Division code")] = ""
    place: Annotated[str, title("存放地点", "Place")] = ""
    level: Annotated[Literal["working", "public", "highest"], title("级别", "Level", LEVELS)] = "working"
    state: Annotated[
        Literal["in-use", "suspended", "recalled", "scrapped"], title("状态", "State", STATES)
    ] = "in-use"  # fmt: skip
    state_reason: Annotated[str, title("状态原因", "Reason of the state")] = ""
    traceable_to: Annotated[str, title("上级标准", "Traceable to")] = ""
    interval_months: Annotated[int, title("检定或校准间隔（月）", "Interval, months")] = 0
    lead_days: Annotated[int, title("送检提前天数", "Days needed to have it calibrated")] = 30
    abilities: Annotated[tuple[str, ...], title("功能", "Functions of the instrument")] = ()
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """A name or number is missing, or it is out of use and nothing says why."""
        unsaid = self.state != "in-use" and not self.state_reason
        why = Text("暂停、召回、报废须写明原因", "a reason is needed with it")
        return [
            *missing(self, "name", "model", "serial"),
            *wrong_division(self.division),
            *([Problem("state_reason", why)] if unsaid else []),
        ]


class StandardCertificate(Record, frozen=True, kw_only=True):
    """A certificate of a standard; its key is ``STANDARD/NUMBER``. `quantities` are as in ``standards.toml``."""

    standard: Annotated[str, title("标准器", "Standard")] = ""
    number: Annotated[str, title("证书编号", "Certificate")] = ""
    issuer: Annotated[str, title("发证机构", "Issued by")] = ""
    valid_from: Annotated[Day, title("起始日期", "Valid from")] = None
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    accuracy: Annotated[str, title("准确度", "Accuracy")] = ""
    recalled: Annotated[str, title("撤回原因", "Why it was recalled")] = ""
    quantities: Annotated[tuple[dict[str, Any], ...], title("校准值", "Values")] = ()

    def problems(self) -> Sequence[Problem]:
        """It says not what it certifies, or a value in it cannot be used."""
        lacking = missing(self, "standard", "number", "issuer", "valid_from", "valid_until")
        if lacking:
            return lacking
        try:
            as_certificate(self)
        except ValidationError as error:
            return [_problem(e["loc"], e["msg"].removeprefix("Value error, ")) for e in error.errors()]
        return []


class Institute(Record, frozen=True, kw_only=True):
    """Where a chain of traceability ends; its key is the identity that standards name."""

    name: Annotated[str, title("名称", "Name")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    authorisation: Annotated[str, title("授权证书号", "Authorisation")] = ""
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None

    def problems(self) -> Sequence[Problem]:
        """The name is missing."""
        return missing(self, "name")


def by_standard(rows: Iterable[StandardCertificate]) -> dict[str, list[StandardCertificate]]:
    """Certificates under the standards that they belong to."""
    found: dict[str, list[StandardCertificate]] = {}
    for row in rows:
        found.setdefault(row.standard, []).append(row)
    return found


def as_certificate(row: StandardCertificate) -> Certificate:
    """A row as the certificate that a run uses.

    Raises:
        ValidationError: A value in it cannot be used.
    """
    fields = {name: value for name, value in to_fields(row).items() if name != "standard"}
    return Certificate.model_validate(fields | {"quantities": list(row.quantities)})


def _problem(place: tuple[int | str, ...], said: str) -> Problem:
    where = ".".join(map(str, place))
    return Problem(str(place[0]) if place else "quantities", both(f"{where}: {said}" if where else said))


STANDARDS: Final = Register(
    "standard",
    MeasurementStandard,
    Text("计量标准器", "measurement standards"),
    search=("serial", "name", "name_en", "model", "maker"),
    indexes=(("traceable_to",), ("organisation",), ("division",)),
    references={"organisation": "organisation"},
    listed=("name", "model", "serial", "level", "state", "traceable_to"),
)
CERTIFICATES: Final = Register(
    "standard_certificate",
    StandardCertificate,
    Text("计量标准器证书", "certificates of standards"),
    search=("number", "standard", "issuer"),
    indexes=(("standard",), ("number",), ("valid_until",)),
    references={"standard": "standard"},
    listed=("standard", "number", "issuer", "valid_from", "valid_until", "recalled"),
)
INSTITUTES: Final = Register(
    "institute",
    Institute,
    Text("溯源机构", "institutes"),
    search=("name", "name_en"),
    listed=("name", "name_en", "authorisation", "valid_until"),
)
