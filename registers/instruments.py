"""Measuring instruments in use: the ledger that compulsory verification is planned and accounted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec

from metrology.text import Text
from metrology.validity import Ending, last_day
from records.event import encode
from records.same_instrument import spelt
from registers.catalogue import MODES, Mode
from registers.organisations import missing, wrong_division
from registers.outcomes import OUTCOMES, Outcome
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

DOMAINS: Final = {
    "trade": "贸易结算 | Trade settlement",
    "safety": "安全防护 | Safety protection",
    "medical": "医疗卫生 | Medical care",
    "environment": "环境监测 | Environmental monitoring",
}
Domain = Literal["", "trade", "safety", "medical", "environment"]
STATES: Final = {
    "in-use": "在用 | In use",
    "stopped": "停用 | Stopped",
    "sealed": "封存 | Sealed off",
    "scrapped": "报废 | Scrapped",
    "merged": "重复登记 | Registered twice",
}
INEXACT: Final = Text(
    "键名须为 ASCII，数值须写成文本", "its keys are ASCII, and its numbers with a decimal sign are text"
)
FOREVER: Final = "9999-12-31"
"""Last day of an instrument that is verified once and has no end of life."""


class Instrument(Record, frozen=True, kw_only=True):
    """An instrument. Its identity is maker, model and serial number; its key is the number that the register gave it."""

    name: Annotated[str, title("器具名称", "Instrument")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    maker: Annotated[str, title("制造厂", "Maker")] = ""
    model: Annotated[str, title("型号规格", "Model")] = ""
    serial: Annotated[str, title("出厂编号", "Serial number")] = ""
    code: Annotated[str, title("管理编号", "Label")] = ""
    kind: Annotated[str, title("器具类别", "Kind of instrument")] = ""
    range: Annotated[str, title("测量范围", "Range")] = ""
    accuracy_class: Annotated[str, title("准确度等级", "Accuracy class")] = ""
    owner: Annotated[str, title("使用单位", "User")] = ""
    place: Annotated[str, title("安装地点", "Place")] = ""
    division: Annotated[str, title("使用地点行政区划", "Division code")] = ""
    item: Annotated[str, title("目录编号", "Catalogue entry")] = ""
    domain: Annotated[Domain, title("用途", "Use", DOMAINS)] = ""
    industry: Annotated[str, title("行业", "Industry")] = ""
    mode: Annotated[Mode, title("强检方式", "Mode", MODES)] = ""
    status: Annotated[
        Literal["in-use", "stopped", "sealed", "scrapped", "merged"], title("状态", "Status", STATES)
    ] = "in-use"  # fmt: skip
    status_reason: Annotated[str, title("状态原因", "Reason of the status")] = ""
    status_since: Annotated[Day, title("状态日期", "Status since")] = None
    installed: Annotated[Day, title("安装日期", "Installed")] = None
    life_years: Annotated[int, title("使用期限（年）", "Life, years")] = 0
    cycle_months: Annotated[int, title("检定周期（月）", "Period, months")] = 0
    regulation: Annotated[str, title("检定依据", "Regulation")] = ""
    verified_on: Annotated[Day, title("检定日期", "Verified on")] = None
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    result: Annotated[Outcome, title("结论", "Result", OUTCOMES)] = ""
    run: Annotated[str, title("检定记录", "Run")] = ""
    certificate: Annotated[str, title("证书编号", "Document number")] = ""
    seals: Annotated[tuple[str, ...], title("封印编号", "Seals")] = ()
    software: Annotated[str, title("软件标识", "Software identification")] = ""
    k_factor: Annotated[str, title("K 系数", "K factor")] = ""
    merged_into: Annotated[str, title("合并到", "Merged into")] = ""
    bench: Annotated[str, title("检定装置", "Bench")] = ""
    nameplate: Annotated[dict[str, Any], title("铭牌参数", "Nameplate")] = msgspec.field(default_factory=dict)

    def problems(self) -> Sequence[Problem]:
        """It cannot be told apart from others, or what it says of itself does not fit together."""
        found = [*missing(self, "name"), *wrong_division(self.division)]
        if not self.serial and not self.code:
            found.append(
                Problem("serial", Text("出厂编号和管理编号不能都为空", "serial number and label are both missing"))
            )
        if self.status != "in-use" and not (self.status_reason and self.status_since):
            found.append(
                Problem(
                    "status_reason", Text("停用、封存、报废须写明原因和日期", "a reason and a day are needed with it")
                )
            )
        if self.verified_on and self.valid_until and self.valid_until < self.verified_on:
            found.append(Problem("valid_until", Text("早于检定日期", "is before the day of the verification")))
        try:
            encode(self.nameplate)
        except TypeError:
            found.append(Problem("nameplate", INEXACT))
        if min(self.life_years, self.cycle_months) < 0:
            found.append(Problem("cycle_months", Text("不能为负数", "cannot be negative")))
        return found


def identity(of: Instrument) -> str:
    """Maker, model and serial number without what is only spelling; the label where there is no serial number."""
    if not of.serial:
        return f"#{spelt(of.code)}"
    return "|".join(map(spelt, (of.maker, of.model, of.serial)))


def covered_until(of: Instrument) -> str:
    """The last day on which the instrument counts as verified; empty where it does not.

    One that is verified once counts until its life ends: from the day it was installed, or was verified where that day is
    not known. Any other counts while its last verification, which it passed, is valid.
    """
    if of.verified_on is None or of.result not in {"", "conform"}:
        return ""
    if of.mode in {"first-only", "rotation"}:
        return life_ends(of) or (FOREVER if of.mode == "first-only" else iso(of.valid_until))
    return iso(of.valid_until)


def life_ends(of: Instrument) -> str:
    """The last day of the life of an instrument; empty where none is known."""
    start = of.installed or of.verified_on
    return iso(last_day(start, of.life_years * 12, Ending.DAY_BEFORE)) if of.life_years and start else ""


def iso(day: date | None) -> str:
    """A day as text; empty for none."""
    return "" if day is None else day.isoformat()


INSTRUMENTS: Final = Register(
    "instrument",
    Instrument,
    Text("计量器具", "instruments"),
    series="I{:07d}",
    search=("serial", "code", "certificate", "name", "name_en", "maker", "model", "place"),
    indexes=(
        ("identity",),
        ("serial_spelt",),
        ("serial",),
        ("code",),
        ("owner",),
        ("county", "status", "covered_until"),
        ("county", "domain", "status", "mode", "covered_until", "verified_on"),
    ),
    references={"owner": "organisation", "item": "catalogue", "merged_into": "instrument"},
    derived={
        "identity": identity,
        "serial_spelt": lambda of: spelt(of.serial),
        "county": lambda of: of.division[:6],
        "covered_until": covered_until,
    },
    identity="identity",
    known_by=("code", "serial"),
    spelt="serial_spelt",
    listed=("name", "model", "serial", "maker", "owner", "status", "verified_on", "valid_until", "result"),
)
