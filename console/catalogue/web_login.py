"""Texts of log-in, lock and confirmation."""

from metrology.text import Text

LOG_IN = Text("登录", "Log in")
LOG_OUT = Text("退出", "Log out")
LOCK = Text("锁定", "Lock")
UNLOCK = Text("解锁", "Unlock")
LOCKED = Text("已锁定", "Locked")
LOCKED_BY = Text(
    "{person} 的会话已锁定。正在进行的检定不受影响。",
    "The session of {person} is locked. A run in progress continues.",
)
PERSON = Text("人员编号", "Identity")
PASSWORD = Text("密码", "Password")
OTHER = Text("换人登录", "Somebody else")
OTHER_HINT = Text(
    "上一人的会话随之结束；其检定仍在进行，可由本人重新登录后继续。",
    "The session of the person before ends. Their run goes on, and they take it up when they log in again.",
)
CONFIRM = Text("再次输入密码", "Password again")
CONFIRM_WHAT = Text("{person}：{what}", "{person}: {what}")
CONFIRM_BUTTON = Text("确认", "Confirm")
CANCEL = Text("取消", "Cancel")
