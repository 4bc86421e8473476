"""The catalogue of instruments under legal control, by edition: what is verified, how, and how far that was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from registers.organisations import missing
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

MODES: Final = {
    "first-only": "首次检定，失准报废 | First verification only",
    "rotation": "首次检定，到期轮换 | First verification, replaced when its life ends",
    "periodic": "周期检定 | Periodic verification",
}
Mode = Literal["", "first-only", "rotation", "periodic"]
STATUSES: Final = {
    "unverified": "未核实 | unverified",
    "secondary": "间接来源 | secondary source",
    "verified": "已核实 | verified",
}
NOT_VERIFIED: Final = Text("目录信息未核实", "catalogue entry not verified")
AT_SECOND_HAND: Final = Text("目录信息取自间接来源", "catalogue entry from a secondary source")
NOBODY: Final = Text("已核实的条目须写明核实人", "who verified it is missing")
SLASH: Final = Text("不能含“/”", "has no '/'")


class CatalogueEntry(Record, frozen=True, kw_only=True):
    """An entry of an edition of the catalogue; its key is ``EDITION/ITEM``.

    `status` is that of the entry itself; `mode_status` that of supervision, mode, life and period, which a source may leave
    out. `verified` says that somebody read it in the legal text. `replaces` is the item of the edition before that the
    entry continues, where its name changed.
    """

    edition: Annotated[str, title("目录版本", "Edition")] = ""
    item: Annotated[str, title("目录编号", "Item")] = ""
    name: Annotated[str, title("名称", "Name")] = ""
    name_en: Annotated[str, title("英文名称", "Name in English")] = ""
    kind: Annotated[str, title("器具类别", "Kind of instrument")] = ""
    supervision: Annotated[
        Literal["", "P", "V", "P+V"],
        title("监管方式", "Control", {"P": "型式批准 | P", "V": "强制检定 | V", "P+V": "型式批准、强制检定 | P+V"}),
    ] = ""
    mode: Annotated[Mode, title("强检方式", "Mode", MODES)] = ""
    life_years: Annotated[int, title("使用期限（年）", "Life, years")] = 0
    cycle_months: Annotated[int, title("检定周期（月）", "Period, months")] = 0
    basis: Annotated[str, title("依据", "Basis")] = ""
    scope: Annotated[str, title("使用范围", "Scope")] = ""
    since: Annotated[Day, title("实施日期", "In force from")] = None
    status: Annotated[Literal["unverified", "secondary", "verified"], title("核实状态", "Status", STATUSES)] = (
        "unverified"
    )
    mode_status: Annotated[
        Literal["unverified", "secondary", "verified"], title("方式核实状态", "Status of the mode", STATUSES)
    ] = "unverified"
    source: Annotated[str, title("来源", "Source")] = ""
    verified_by: Annotated[str, title("核实人", "Verified by")] = ""
    replaces: Annotated[str, title("前版编号", "Item of the edition before")] = ""

    def problems(self) -> Sequence[Problem]:
        """What every entry says is missing, it is called verified and nobody verified it, or a number is negative."""
        found = missing(self, "edition", "item", "name")
        if "verified" in {self.status, self.mode_status}:
            found += [Problem("verified_by", NOBODY)] if not self.verified_by else []
            found += missing(self, "source")
        found += [Problem(name, SLASH) for name in ("edition", "item") if "/" in getattr(self, name)]
        if min(self.life_years, self.cycle_months) < 0:
            found.append(Problem("cycle_months", Text("不能为负数", "cannot be negative")))
        return found

    @property
    def unverified(self) -> bool:
        """Whether no source supports the entry, or its supervision, mode or period."""
        return "unverified" in {self.status, self.mode_status}


def doubt(key: str, name: Text, status: str, mode_status: str) -> Text | None:
    """What has to be said wherever something relies on an entry; None where it was read in the legal text.

    Args:
        key: Key of the entry.
        name: Its name.
        status: Its status.
        mode_status: That of its supervision, mode and period.
    """
    if status == mode_status == "verified":
        return None
    said = NOT_VERIFIED if "unverified" in {status, mode_status} else AT_SECOND_HAND
    part = status != "unverified" and mode_status == "unverified"
    zh = f"{said.zh}：{key} {name.zh}" + ("（监管方式、强检方式和周期）" if part else "")
    en = f"{said.en}: {key} {name.en}" + (" (its supervision, mode and period)" if part else "")
    return Text(zh, en)


CATALOGUE: Final = Register(
    "catalogue",
    CatalogueEntry,
    Text("强制管理目录", "catalogue"),
    search=("item", "name", "name_en", "kind"),
    indexes=(("kind",),),
    key_of=lambda of: f"{of.edition}/{of.item}",
    listed=("name", "name_en", "supervision", "mode", "life_years", "cycle_months", "basis", "status", "mode_status"),
)
