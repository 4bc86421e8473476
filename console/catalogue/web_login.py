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

# refusals
NETWORK_WANTS_ACCOUNTS = Text(
    "地址 {host} 可从网络访问，必须先有账户：steelyard accounts add 人员 --role operator；单机使用请不加 --host",
    "the console at {host} could be reached over the network, and nobody has an account: make one with "
    "`steelyard accounts add PERSON --role operator`, or leave --host out to serve this computer alone",
)
STRANGE = Text("该请求不是来自本操作台的页面", "this request does not come from a page of this console")
THIS_COMPUTER_ONLY = Text(
    "单机操作台只以本机地址访问", "a console without accounts is reached by the address of this computer only"
)
TOO_LARGE = Text("请求过大：最多 {most} MB", "a request holds {most} MB at most")
