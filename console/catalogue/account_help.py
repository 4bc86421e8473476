"""Help, messages and examples of `steelyard accounts`."""

from metrology.text import Text

ACCOUNTS = {
    "accounts": Text(
        "控制台和 HTTP 接口的账户：谁可以登录，有哪些角色，发生过什么；机器用的令牌。",
        "Accounts of the console and the HTTP interface: who may log in, with which roles, what happened; tokens of machines.",
    ),
    "accounts add": Text(
        "为人员登记中的人建立账户。密码在终端输入两次，或由标准输入给出一行。",
        "Make an account for a person of the register. The password is typed twice, or is a line of standard input.",
    ),
    "accounts list": Text(
        "列出账户及其角色；未生效的角色注明原因。", "List accounts and their roles, and which roles do not count."
    ),
    "accounts roles": Text("改换角色，原有角色取消。", "Give an account other roles; the old ones are gone."),
    "accounts disable": Text(
        "停用账户：不能再登录，会话和令牌立即失效。",
        "Let nobody log in by an account; its sessions and tokens end at once.",
    ),
    "accounts enable": Text("重新启用账户。", "Let a person log in again."),
    "accounts reset": Text(
        "重置密码；该账户的会话立即失效，登录失败次数清零。",
        "Give an account another password; its sessions end at once, failures are forgotten.",
    ),
    "accounts events": Text(
        "列出登录、失败、锁定和账户的更改，最近的在前。",
        "List log-ins, failures, locks and changes of accounts, newest first.",
    ),
    "accounts events PERSON": Text("只列此人员的。", "Only those of a person."),
    "accounts token": Text(
        "为机器（本单位的显示屏、生产系统）发放令牌；只显示一次，库中只存其摘要。",
        "Make a token for a machine (a screen of your own, a production system); it is shown once, the store keeps a digest.",
    ),
    "accounts tokens": Text("列出令牌。", "List tokens."),
    "accounts revoke": Text("撤销令牌，立即生效。", "Take a token back, at once."),
    "PERSON": Text("人员编号，见 steelyard people list。", "Key of the person, see `steelyard people list`."),
    "--role": Text(
        "角色：operator 检定员，checker 核验员，approver 批准人，clerk 收发员，manager 管理员，reader 查看者，auditor 监督人员；可重复。",
        "A role: operator, checker, approver, clerk, manager, reader, auditor; may be repeated.",
    ),
    "TOKEN": Text("令牌名：字母、数字、连字符。", "Name of the token: letters, digits, hyphens."),
    "accounts token --person": Text("对该机器负责的人员。", "The person who answers for the machine."),
    "accounts token --until": Text("令牌的最后有效日。", "Last day of the token."),
    "accounts events --limit": Text("最多列出多少条。", "How many at most."),
}

EXAMPLES = {
    "accounts add": "accounts add V001 --role operator",
    "accounts list": "accounts list",
    "accounts roles": "accounts roles V001 --role operator --role checker",
    "accounts disable": 'accounts disable V001 --reason "left the laboratory"',
    "accounts enable": 'accounts enable V001 --reason "is back"',
    "accounts reset": "accounts reset V001",
    "accounts events": "accounts events --limit 50",
    "accounts token": "accounts token screen-2 --person V001 --role reader --until 2027-06-30",
    "accounts tokens": "accounts tokens",
    "accounts revoke": 'accounts revoke screen-2 --reason "screen sold"',
}
