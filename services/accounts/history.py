"""What happened to accounts, and whether too many log-ins failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import func, insert, select

from metrology.text import Text
from services.accounts.errors import TooManyFailures
from services.accounts.tables import account_event

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

WINDOW: Final = timedelta(minutes=15)
MOST_HERE, MOST_OF_ACCOUNT, MOST_OF_ADDRESS = 5, 20, 40
"""Failures within the window after which an account is not tried again: from one address, from all; and an address."""

KINDS: Final = {
    "added": Text("建立账户", "account added"),
    "roles": Text("更改角色", "roles changed"),
    "disabled": Text("停用", "disabled"),
    "enabled": Text("启用", "enabled"),
    "reset": Text("重置密码", "password reset"),
    "changed": Text("本人更改密码", "password changed by the person"),
    "token": Text("发放令牌", "token made"),
    "token-revoked": Text("撤销令牌", "token revoked"),
    "token-refused": Text("令牌无效", "token refused"),
    "logged-in": Text("登录", "logged in"),
    "logged-out": Text("退出", "logged out"),
    "failed": Text("登录失败", "log-in failed"),
    "limited": Text("失败过多，暂停登录", "too many failures"),
    "locked": Text("锁定", "locked"),
    "unlocked": Text("解锁", "unlocked"),
    "ended": Text("会话到期", "session ended"),
    "confirmed": Text("再次确认密码", "password confirmed"),
}
"""What is noted."""


class Noted(NamedTuple):
    """Something that happened to an account.

    Attributes:
        time: ISO 8601 UTC.
        kind: A key of `KINDS`.
        person: The account.
        address: Where from, for what came over the network.
        who: Who did it, where that is another person.
        detail: Roles, name of a token, reason; never a secret.
    """

    time: str
    kind: str
    person: str
    address: str = ""
    who: str = ""
    detail: str = ""


def moment(after: timedelta = timedelta()) -> str:
    """The time now, or some time from now, ISO 8601 UTC."""
    return (datetime.now(UTC) + after).isoformat(timespec="microseconds")


def note(connection: Connection, kind: str, person: str, *, address: str = "", who: str = "", detail: str = "") -> None:
    """Note what happened."""
    assert kind in KINDS  # noqa: S101  every kind has its words
    row = Noted(moment(), kind, person[:200], address, who, detail)
    connection.execute(insert(account_event).values(**row._asdict()))


def noted(connection: Connection, person: str = "", limit: int = 200) -> list[Noted]:
    """What happened last, newest first."""
    c = account_event.c
    query = select(c.time, c.kind, c.person, c.address, c.who, c.detail).order_by(c.n.desc()).limit(limit)
    rows = connection.execute(query.where(c.person == person) if person else query)
    return [Noted(*row) for row in rows]


def refuse_after_failures(connection: Connection, person: str, address: str) -> None:
    """Refuse a log-in after too many failures; the history notes it once.

    Raises:
        TooManyFailures: There were too many.
    """
    c = account_event.c
    here = (c.person == person) & (c.address == address)
    counted = (
        (_failures(connection, here, since=_last_good(connection, here, person)), MOST_HERE),
        (_failures(connection, c.person == person, since=_last_reset(connection, person)), MOST_OF_ACCOUNT),
        (_failures(connection, c.address == address), MOST_OF_ADDRESS),
    )
    over = [last for (count, last), most in counted if count >= most]
    if not over:
        return
    last = max(over)
    again = datetime.fromisoformat(last) + WINDOW - datetime.now(UTC)
    seconds = max(1, int(again.total_seconds()))
    said = select(c.n).where(here, c.kind == "limited", c.time >= last).limit(1)
    if connection.execute(said).first() is None:
        note(connection, "limited", person, address=address)
    minutes = -(-seconds // 60)
    zh, en = f"登录失败次数过多，请 {minutes} 分钟后再试", f"too many log-ins failed; try again in {minutes} minutes"
    raise TooManyFailures([Text(zh, en)], seconds)


def _failures(connection: Connection, of: ColumnElement[bool], since: str = "") -> tuple[int, str]:
    """How many failures there were within the window and after a time, and when the last was."""
    c = account_event.c
    start = max(since, moment(-WINDOW))
    query = select(func.count(), func.max(c.time)).where(of, c.kind == "failed", c.time > start)
    count, last = connection.execute(query).one()
    return int(count), last or ""


def _last_good(connection: Connection, here: ColumnElement[bool], person: str) -> str:
    """When the right password was given here last, or the password was set by another person."""
    c = account_event.c
    query = select(func.max(c.time)).where(here, c.kind.in_(("logged-in", "unlocked", "confirmed")))
    return max(str(connection.scalar(query) or ""), _last_reset(connection, person))


def _last_reset(connection: Connection, person: str) -> str:
    c = account_event.c
    query = select(func.max(c.time)).where(c.person == person, c.kind.in_(("reset", "enabled", "added")))
    return str(connection.scalar(query) or "")
