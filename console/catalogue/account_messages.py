"""Messages of `steelyard accounts`."""

from metrology.text import Text

PASSWORD = Text("新密码", "New password")
AGAIN = Text("再输入一次", "Again")
NOT_THE_SAME = Text("两次输入不同，请重新输入", "the two differ; enter them again")
NO_PASSWORD = Text("标准输入没有密码", "standard input gives no password")
DONE = Text("{person}：已{what}", "{person}: {what}")
TOKEN_ONCE = Text(
    "令牌只显示这一次，请存入机器的配置；丢失时撤销并重新发放",
    "the token is shown this once; put it into the configuration of the machine, revoke it if it is lost",
)
PERSON, NAME, ROLES = Text("人员", "Person"), Text("姓名", "Name"), Text("角色", "Roles")
STATE, TIME, EVENT = Text("状态", "State"), Text("时间", "Time"), Text("事件", "Event")
ADDRESS, BY, DETAIL = Text("地址", "Address"), Text("经办", "By"), Text("内容", "Detail")
TOKEN, UNTIL = Text("令牌", "Token"), Text("有效期至", "Until")
NOT_COUNTED = Text("[dim]{role}（人员登记中无此职责）[/]", "[dim]{role} (no such function in the register)[/]")
STATES = {
    "active": Text("启用", "active"),
    "disabled": Text("[yellow]停用[/]", "[yellow]disabled[/]"),
    "left": Text("[yellow]已离岗[/]", "[yellow]left[/]"),
    "revoked": Text("[yellow]已撤销[/]", "[yellow]revoked[/]"),
}
