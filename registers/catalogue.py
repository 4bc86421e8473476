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


class CatalogueEntry(Record, frozen=True, kw_only=True):
    """An entry of an edition of the catalogue; its key is ``EDITION/ITEM``."""

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
    status: Annotated[
        Literal["unverified", "secondary", "verified"],
        title("核实状态", "Status", {"unverified": "未核实 | unverified", "secondary": "间接来源 | secondary source",
                                  "verified": "已核实 | verified"}),
    ] = "unverified"  # fmt: skip
    source: Annotated[str, title("来源", "Source")] = ""
    verified_by: Annotated[str, title("核实人", "Verified by")] = ""

    def problems(self) -> Sequence[Problem]:
        """What every entry says is missing, or it is called verified and nobody verified it."""
        nobody = [Problem("verified_by", Text("已核实的条目须写明核实人", "who verified it is missing"))]
        unsaid = self.status == "verified" and not self.verified_by
        return [*missing(self, "edition", "item", "name"), *(nobody if unsaid else [])]


CATALOGUE: Final = Register(
    "catalogue",
    CatalogueEntry,
    Text("强制管理目录", "catalogue"),
    search=("item", "name", "name_en", "kind"),
    indexes=(("kind",),),
    key_of=lambda of: f"{of.edition}/{of.item}",
    listed=("name", "name_en", "supervision", "mode", "life_years", "cycle_months", "basis", "status"),
)
