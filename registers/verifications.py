"""Every verification that counts, one row each, with what the instrument was at that time: rates are computed from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final

from metrology.text import Text
from registers.instruments import DOMAINS, Domain
from registers.organisations import missing
from registers.outcomes import OUTCOMES, Outcome
from registers.record import Day, Problem, Record, title
from registers.register import Register
from registers.work import FUNDING, Funding

if TYPE_CHECKING:
    from collections.abc import Sequence


class Verification(Record, frozen=True, kw_only=True):
    """A verification; its key is the run, or the number of the document of another body."""

    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    on: Annotated[Day, title("检定日期", "Day")] = None
    outcome: Annotated[Outcome, title("结论", "Outcome", OUTCOMES)] = ""
    as_found: Annotated[bool, title("调前", "As found")] = True
    as_left: Annotated[bool, title("调后", "As left")] = True
    regulation: Annotated[str, title("规程", "Regulation")] = ""
    stage: Annotated[str, title("检定类别", "Stage")] = ""
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    job: Annotated[str, title("任务", "Job")] = ""
    verifier: Annotated[str, title("检定员", "Verifier")] = ""
    body: Annotated[str, title("检定机构", "Body")] = ""
    simulated: Annotated[bool, title("模拟", "Simulated")] = False
    domain: Annotated[Domain, title("用途", "Use", DOMAINS)] = ""
    division: Annotated[str, title("行政区划", "Division code")] = ""
    item: Annotated[str, title("目录编号", "Catalogue entry")] = ""
    accuracy_class: Annotated[str, title("准确度等级", "Accuracy class")] = ""
    owner: Annotated[str, title("使用单位", "User")] = ""
    campaign: Annotated[str, title("专项行动", "Campaign")] = ""
    funding: Annotated[Funding, title("经费来源", "Funding", FUNDING)] = ""
    township: Annotated[str, title("乡镇", "Township")] = ""
    cost: Annotated[Decimal, title("费用（元）", "Cost")] = Decimal(0)

    def problems(self) -> Sequence[Problem]:
        """It says not what was verified when."""
        return missing(self, "instrument", "on", "outcome")


VERIFICATIONS: Final = Register(
    "verification",
    Verification,
    Text("检定情况", "verifications"),
    search=("instrument", "job"),
    indexes=(("instrument", "on"), ("job",), ("on",)),
    references={"instrument": "instrument", "job": "job"},
    listed=("instrument", "on", "regulation", "outcome", "as_found", "as_left", "valid_until", "job"),
)
