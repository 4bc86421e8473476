"""Messages of `steelyard exchange` and `steelyard platform`."""

from metrology.text import Text

PUSHED = Text(
    "新入发件箱 {collected}，已接收 {accepted}，被退回 {refused}，平台暂缓 {later}，待答复 {sent}；已告知任务答复 {told}",
    "put into the outbox: {collected}; accepted: {accepted}; refused: {refused}; put off by the platform: {later}; answer "
    "awaited: {sent}; answers to tasks told: {told}",
)
NOT_MADE = Text("[yellow]{number} 无法上报：{reason}[/]", "[yellow]{number} cannot be reported: {reason}[/]")
KEPT = Text(
    "[yellow]未全部送达，其余留在发件箱：{reason}[/]",
    "[yellow]not everything could be delivered; the rest stays in the outbox: {reason}[/]",
)
PULLED = Text("新任务：{count}", "new tasks: {count}")
QUEUED = Text("已重新生成并入发件箱：{count}", "made again and put into the outbox: {count}")
COUNTS = Text(
    "发件箱：待发送 {ready}，待答复 {sent}，已接收 {accepted}，被退回 {refused}",
    "outbox: waiting {ready}, answer awaited {sent}, accepted {accepted}, refused {refused}",
)
OVERDUE = Text("[bold red]逾期未报：{count}[/]", "[bold red]not reported in time: {count}[/]")
STATE, DOCUMENT, EVENT = Text("情况", "State"), Text("证书编号", "Document"), Text("事项", "Event")
DUE, DAYS_LEFT = Text("最迟上报日", "Report until"), Text("剩余工作日", "Working days left")
RUN, REASON, PROBLEM = Text("原始记录", "Run"), Text("原因", "Reason"), Text("问题", "Problem")
TASK, CLIENT, INSTRUMENTS = Text("任务", "Task"), Text("使用单位", "User"), Text("台数", "Instruments")
WANTED_UNTIL = Text("要求完成日", "Wanted until")
BOTH_FILES = Text("--tls-certificate 与 --tls-key 须同时给出", "--tls-certificate and --tls-key go together")
SERVED_AT = Text(
    "平台已启动：{address}，接口说明：{address}docs（按 Ctrl-C 停止）",
    "the platform is served at {address}, its interface is described at {address}docs (Ctrl-C ends it)",
)
REVOKED = Text(
    "已撤销 {institute} 的密钥 {key}，自 {time} 起拒绝", "key {key} of {institute} is refused from {time} on"
)
INTACT = Text("全部与接收时一致", "everything is as it was received")
NO_CERTIFICATE = Text("{path} 中没有证书（PEM）", "{path} holds no certificate (PEM)")
STAMPED = Text(
    "第 {n} 号时间戳：{size} 条，机构时间 {time}",
    "time stamp {n}: {size} statements, at {time} by the authority's clock",
)
STAMPED_ALREADY = Text("没有新的条目", "nothing new since the last time stamp")
COLUMNS = {
    "key": Text("密钥", "Key"),
    "institute": Text("机构", "Institute"),
    "name": Text("工位", "Station"),
    "division": Text("行政区划", "Division"),
    "registered": Text("登记时间", "Registered"),
    "revoked": Text("撤销时间", "Revoked"),
    "reason": Text("原因", "Reason"),
    "n": Text("序号", "No."),
    "res_id": Text("证书编号", "Document"),
    "event": Text("事项", "Event"),
    "verdict": Text("结论", "Verdict"),
    "inspect_date": Text("检定日期", "Verified on"),
    "valid_until": Text("有效期至", "Valid until"),
    "trial": Text("模拟", "Simulated"),
    "received": Text("接收时间", "Received"),
    "time": Text("时间", "Time"),
    "address": Text("地址", "Address"),
    "method": Text("方法", "Method"),
    "path": Text("路径", "Path"),
    "status": Text("状态码", "Status"),
    "bytes": Text("字节", "Bytes"),
    "size": Text("条数", "Statements"),
    "root": Text("树根", "Root"),
    "stated": Text("机构时间", "Time stated"),
    "authority": Text("时间戳机构", "Authority"),
    "seconds": Text("用时 s", "Seconds"),
    "rule": Text("规则", "Rule"),
    "days": Text("保留天数", "Days kept"),
    "lines": Text("保留行数", "Lines kept"),
    "first": Text("最早一行", "Oldest line"),
    "last": Text("最近一行", "Newest line"),
    "count": Text("删除行数", "Lines removed"),
    "monitor": Text("监测", "Monitor"),
    "meter": Text("计量器具", "Meter"),
    "quantity": Text("量", "Quantity"),
    "period": Text("周期", "Period"),
    "samples": Text("样本数", "Samples"),
    "since": Text("最早时刻", "Since"),
    "newest": Text("最近时刻", "Newest"),
    "value": Text("值", "Value"),
    "unit": Text("单位", "Unit"),
    "certificate": Text("证书", "Certificate"),
    "summary": Text("各机构、状态码的行数", "Of each institute and status"),
}
