"""What each role may do. A person may do what any of their roles allows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from metrology.text import Text
from services.accounts.errors import AccessRefused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Role(StrEnum):
    """A role of an account."""

    OPERATOR = "operator"
    CHECKER = "checker"
    APPROVER = "approver"
    CLERK = "clerk"
    MANAGER = "manager"
    READER = "reader"
    AUDITOR = "auditor"


class Action(StrEnum):
    """Something that needs a role."""

    VIEW = "view"
    CASES = "cases"
    INTEGRITY = "integrity"
    FILE_INTEGRITY = "file-integrity"
    DECIDE_INTEGRITY = "decide-integrity"
    PROGRAMME = "programme"
    MEASURE = "measure"
    TAKE_OVER = "take-over"
    STOP_OTHERS = "stop-others"
    AMEND = "amend"
    CHECK = "check"
    APPROVE = "approve"
    SEAL = "seal"
    REGISTER = "register"
    ISSUE = "issue"
    STANDARDS = "standards"
    ACKNOWLEDGE = "acknowledge"
    ACCOUNTS = "accounts"


ROLE_TEXTS: Final = {
    Role.OPERATOR: Text("检定员", "operator"),
    Role.CHECKER: Text("核验员", "checker"),
    Role.APPROVER: Text("批准人", "approver"),
    Role.CLERK: Text("收发员", "clerk"),
    Role.MANAGER: Text("管理员", "manager"),
    Role.READER: Text("查看者", "reader"),
    Role.AUDITOR: Text("监督人员", "auditor of the authority"),
}

ACTION_TEXTS: Final = {
    Action.VIEW: Text("查看记录、登记和文件", "look at records, registers and documents"),
    Action.CASES: Text("查看市场监督案件", "look at cases of market supervision"),
    Action.INTEGRITY: Text("查看单位的诚信计量", "look at the integrity of units"),
    Action.FILE_INTEGRITY: Text(
        "登记诚信计量的建议、申诉和信用修复", "enter proposals, appeals and repairs about the integrity of units"
    ),
    Action.DECIDE_INTEGRITY: Text(
        "决定诚信计量的建议、申诉和信用修复", "decide proposals, appeals and repairs about the integrity of units"
    ),
    Action.PROGRAMME: Text("查看规划目标", "look at the targets of the programme"),
    Action.MEASURE: Text(
        "检定：开始、作答、暂停、停止、继续、签名", "measure: start, answer, pause, stop, resume, sign"
    ),
    Action.TAKE_OVER: Text("接管他人的检定", "take over another person's run"),
    Action.STOP_OTHERS: Text("使他人的检定停止到安全状态", "stop another person's run to its safe state"),
    Action.AMEND: Text("更正已结束的记录", "amend a finished record"),
    Action.CHECK: Text("核验", "check a finished record"),
    Action.APPROVE: Text("批准", "approve a checked record"),
    Action.SEAL: Text("加盖电子印章", "seal a document"),
    Action.REGISTER: Text("登记计量器具、委托单、单位", "register instruments, orders and organisations"),
    Action.ISSUE: Text("发放文件、退还计量器具", "issue documents and return instruments"),
    Action.STANDARDS: Text("管理标准器", "look after measurement standards"),
    Action.ACKNOWLEDGE: Text("确认在线监测的报警", "acknowledge alarms of a monitor"),
    Action.ACCOUNTS: Text("管理账户", "manage accounts"),
}

_O, _C, _A, _K, _M, _R, _U = Role
ABLE: Final = {
    Action.VIEW: frozenset({_O, _C, _A, _K, _M, _R, _U}),
    Action.CASES: frozenset({_O, _C, _A, _M}),
    Action.INTEGRITY: frozenset({_C, _A, _M, _U}),
    Action.FILE_INTEGRITY: frozenset({_C, _A, _M}),
    Action.DECIDE_INTEGRITY: frozenset({_A}),
    Action.PROGRAMME: frozenset({_M, _U}),
    Action.MEASURE: frozenset({_O}),
    Action.TAKE_OVER: frozenset({_M}),
    Action.STOP_OTHERS: frozenset({_M}),
    Action.AMEND: frozenset({_O}),
    Action.CHECK: frozenset({_C}),
    Action.APPROVE: frozenset({_A}),
    Action.SEAL: frozenset({_M}),
    Action.REGISTER: frozenset({_K, _M}),
    Action.ISSUE: frozenset({_K, _M}),
    Action.STANDARDS: frozenset({_M}),
    Action.ACKNOWLEDGE: frozenset({_O, _C, _A, _M}),
    Action.ACCOUNTS: frozenset({_M}),
}
"""Roles that allow an action. To answer in another person's run, `MEASURE` is needed beside `TAKE_OVER`."""

CONFIRMED: Final = frozenset({
    Action.AMEND, Action.CHECK, Action.APPROVE, Action.SEAL, Action.DECIDE_INTEGRITY, Action.ACCOUNTS
})  # fmt: skip
"""Actions before which the password is given again."""

FUNCTION_OF: Final = {
    Role.OPERATOR: "verifier",
    Role.CHECKER: "reviewer",
    Role.APPROVER: "approver",
    Role.CLERK: "clerk",
}
"""The function that the register of people must give to a person who has a role; the others need none."""

MACHINE: Final = frozenset({Role.READER, Role.CLERK, Role.OPERATOR})
"""Roles that a token of a machine may have: what is signed is signed by a person."""


def may(roles: Collection[Role], action: Action) -> bool:
    """Whether roles allow an action."""
    return not ABLE[action].isdisjoint(roles)


def roles_named(names: Iterable[str]) -> frozenset[Role]:
    """Roles by their names.

    Raises:
        AccessRefused: A name is none, or there is none.
    """
    given = list(names)
    wrong = [name for name in given if name not in list(Role)]
    if wrong or not given:
        known = ", ".join(Role)
        zh = f"没有角色 {'、'.join(wrong)}；可用 {known}" if wrong else f"请至少给出一个角色：{known}"
        en = f"no role {', '.join(wrong)}; there are {known}" if wrong else f"name at least one role: {known}"
        raise AccessRefused([Text(zh, en)])
    return frozenset(Role(name) for name in given)


def refuse_without_function(person: str, functions: Collection[str], roles: Iterable[Role]) -> None:
    """Refuse roles whose function the register of people does not give to a person.

    Raises:
        AccessRefused: They lack one.
    """
    lacking = [r for r in sorted(roles) if FUNCTION_OF.get(r, "") and FUNCTION_OF[r] not in functions]
    if lacking:
        raise AccessRefused([
            Text(
                f"{person} 在人员登记中没有职责 {FUNCTION_OF[r]}，不能有角色 {r}",
                f"the register of people does not give {person} the function {FUNCTION_OF[r]}, which the role {r} needs",
            )
            for r in lacking
        ])  # fmt: skip


def effective(roles: Iterable[Role], functions: Collection[str]) -> frozenset[Role]:
    """The roles that count now: those whose function the register of people still gives."""
    return frozenset(r for r in roles if FUNCTION_OF.get(r, "") in {"", *functions})
