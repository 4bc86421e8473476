"""Orders and their jobs: from the instrument that comes in to the instrument that is given back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from metrology.text import Text
from registers.organisations import missing, wrong_division
from registers.outcomes import OUTCOMES, Outcome
from registers.record import Day, Problem, Record, title
from registers.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

STATES: Final = {
    "received": "已接收 | Received",
    "at-bench": "检定中 | At a bench",
    "measured": "已测量 | Measured",
    "checked": "已核验 | Checked",
    "approved": "已批准 | Approved",
    "issued": "已发证 | Issued",
    "returned": "已退还 | Returned",
    "cancelled": "已撤销 | Cancelled",
}
NEXT: Final = {
    "received": ("at-bench", "cancelled"),
    "at-bench": ("received", "cancelled"),
    "measured": ("at-bench", "checked", "cancelled"),
    "checked": ("at-bench", "approved"),
    "approved": ("issued",),
    "issued": ("returned",),
    "returned": (),
    "cancelled": ("returned",),
}
"""The states that a person can bring a job to from each; `measured` is reached only by a run that closes."""
FUNDING: Final = {
    "client": "委托方付费 | Paid by the client",
    "free": "强制检定免费 | Compulsory, free of charge",
    "special": "专项经费 | Special fund",
}


Funding = Literal["", "client", "free", "special"]


class Order(Record, frozen=True, kw_only=True):
    """An order; its key is ``YEAR-NUMBER``."""

    client: Annotated[str, title("委托单位", "Client")] = ""
    received: Annotated[Day, title("接收日期", "Received on")] = None
    promised: Annotated[Day, title("约定日期", "Promised for")] = None
    contact: Annotated[str, title("联系人", "Contact")] = ""
    phone: Annotated[str, title("电话", "Phone")] = ""
    funding: Annotated[Funding, title("经费来源", "Funding", FUNDING)] = ""
    township: Annotated[str, title("乡镇", "Township")] = ""
    campaign: Annotated[str, title("专项行动", "Campaign")] = ""
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """The client is missing, or the township is no division."""
        return [*missing(self, "client", "received"), *wrong_division(self.township, "township")]


class Job(Record, frozen=True, kw_only=True):
    """One instrument of an order; its key is ``ORDER/NUMBER``."""

    order: Annotated[str, title("委托单", "Order")] = ""
    instrument: Annotated[str, title("计量器具", "Instrument")] = ""
    regulation: Annotated[str, title("规程", "Regulation")] = ""
    stage: Annotated[str, title("检定类别", "Stage")] = ""
    work: Annotated[str, title("业务类型", "Kind of work")] = ""
    batch: Annotated[str, title("批次", "Batch")] = ""
    bench: Annotated[str, title("检定装置", "Bench")] = ""
    assigned: Annotated[str, title("指派给", "Assigned to")] = ""
    state: Annotated[
        Literal["received", "at-bench", "measured", "checked", "approved", "issued", "returned", "cancelled"],
        title("状态", "State", STATES),
    ] = "received"
    as_found: Annotated[str, title("调前记录", "As-found run")] = ""
    as_found_result: Annotated[Outcome, title("调前结论", "As found", OUTCOMES)] = ""
    adjusted: Annotated[str, title("调修情况", "Adjustment")] = ""
    adjusted_on: Annotated[Day, title("调修日期", "Adjusted on")] = None
    as_left: Annotated[str, title("调后记录", "As-left run")] = ""
    as_left_result: Annotated[Outcome, title("调后结论", "As left", OUTCOMES)] = ""
    valid_until: Annotated[Day, title("有效期至", "Valid until")] = None
    verifier: Annotated[str, title("检定员", "Verifier")] = ""
    checker: Annotated[str, title("核验员", "Checked by")] = ""
    approver: Annotated[str, title("批准人", "Approved by")] = ""
    documents: Annotated[tuple[str, ...], title("证书编号", "Documents")] = ()
    seals: Annotated[tuple[str, ...], title("封印编号", "Seals")] = ()
    cost: Annotated[Decimal, title("费用（元）", "Cost")] = Decimal(0)
    note: Annotated[str, title("备注", "Remark")] = ""

    def problems(self) -> Sequence[Problem]:
        """It says not what is to be done with what."""
        negative = [Problem("cost", Text("不能为负数", "cannot be negative"))] if self.cost < 0 else []
        return [*missing(self, "order", "instrument"), *negative]


ORDERS: Final = Register(
    "work_order",
    Order,
    Text("委托单", "orders"),
    search=("client", "campaign", "contact"),
    indexes=(("client",), ("received",)),
    references={"client": "organisation"},
    listed=("client", "received", "promised", "funding", "township", "campaign"),
)
JOBS: Final = Register(
    "job",
    Job,
    Text("任务", "jobs"),
    search=("order", "instrument", "batch", "as_found", "as_left"),
    indexes=(("order",), ("instrument",), ("state",), ("batch",)),
    references={"order": "work_order", "instrument": "instrument"},
    stepwise=frozenset(
        {
            *("order", "instrument", "state", "as_found", "as_found_result", "adjusted", "adjusted_on", "as_left"),
            *("as_left_result", "valid_until", "verifier", "checker", "approver"),
        }
    ),
    listed=("instrument", "regulation", "stage", "state", "as_found_result", "as_left_result", "valid_until", "bench"),
)
