"""The steps of the reasoning, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from metrology.validity.rules import Mode

if TYPE_CHECKING:
    from datetime import date

    from metrology.validity.history import Happening, What


def period(start: date, months: int | None, until: date | None, mode: Mode) -> Text:
    """A period begins."""
    if until is None:
        limit = Text("无期限", "not limited")
    else:
        limit = Text(f"{months} 个月，至 {until}", f"{months} months, until {until}")
    return Text(f"自 {start} 起，{mode.text.zh}：{limit.zh}", f"from {start}, {mode.text.en}: {limit.en}")


def presumed(year: int, start: date) -> Text:
    """Only the year of marking is known."""
    return Text(
        f"仅知标志年份 {year}，推定始于 {start}", f"only the year of marking, {year}, is known: it counts from {start}"
    )


def late(expired: date) -> Text:
    """Verified after expiry."""
    return Text(
        f"到期（{expired}）后才检定，新周期自到期日起算",
        f"verified after it expired on {expired}: the new period begins there",
    )


def unused() -> Text:
    """Verified after expiry, and long out of use."""
    return Text(
        "到期后停用已满规定期限，新周期自检定日起算",
        "out of use long enough after expiry: the new period begins with the verification",
    )


def not_renewed(mode: Mode) -> Text:
    """A verification renews nothing."""
    return Text(f"{mode.text.zh}：检定不延长使用期限", f"{mode.text.en}: a verification does not prolong the use")


def ends(h: Happening) -> Text:
    """The period ends before its time."""
    return Text(f"{h.what.text.zh}：有效期就此终止", f"{h.what.text.en}: the validity ends")


def goes_on(h: Happening) -> Text:
    """What would end the period was remedied as the law asks."""
    return Text(
        f"{h.what.text.zh}，但已满足例外条件：有效期不变",
        f"{h.what.text.en}, with all that the law asks: the validity goes on",
    )


def nothing_to_extend() -> Text:
    """The lot passed when there was nothing left to extend."""
    return Text("批合格时已无有效期可延长", "the lot passed when no validity was left to extend")


def too_early(months: int) -> Text:
    """The extension was applied for too early."""
    return Text(
        f"距到期超过 {months} 个月即申请延长：不生效",
        f"applied for more than {months} months before expiry: without effect",
    )


def extended(months: int, until: date) -> Text:
    """The lot passed."""
    return Text(f"抽样批合格，延长 {months} 个月，至 {until}", f"its lot passed: {months} months longer, until {until}")


def expired(until: date, mode: Mode) -> Text:
    """The last day has passed."""
    if mode is Mode.PERIODIC:
        return Text(f"有效期至 {until}，已过期", f"valid until {until}, expired")
    return Text(f"使用期限至 {until}，应予更换", f"to be used until {until}, now to be replaced")


def kept() -> Text:
    """A request keeps it in use."""
    return Text(
        "已及时申请检定：到主管机构检定前视同有效",
        "verification was asked for in time: it counts as verified until the authority comes",
    )


def nothing_begun(begins: What) -> Text:
    """No event began a period."""
    return Text(f"没有使有效期开始的事件（{begins.text.zh}）", f"nothing began a period ({begins.text.en})")
