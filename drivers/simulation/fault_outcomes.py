"""What the framework must show for each fault: data, for the tests and for the page that is made of it.

A driver may end a faulty exchange in the right value or in one of the errors named here, never in a wrong value. Errors
are named, not imported, so that this stays a table.
"""

from dataclasses import dataclass
from typing import Literal

from drivers.simulation.faults import Kind

RIGHT = "value"
LINK, REPLY, WRONG, REPORTED, UNSETTLED = "LinkError", "BadReply", "WrongInstrument", "Reported", "NotSettled"
Afterwards = Literal["right", "refused", "as shown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one fault may end in.

    Attributes:
        zh: What happens, Chinese.
        en: What happens, English.
        ends_in: The right value, or errors by name.
        afterwards: The readings after it: right again; refused until it is back; as the instrument shows.
    """

    zh: str
    en: str
    ends_in: tuple[str, ...]
    afterwards: Afterwards = "right"


_DOUBTED = (RIGHT, REPLY, LINK)
OUTCOMES: dict[Kind, Outcome] = {
    "silence": Outcome("不应答", "no answer", (LINK, RIGHT)),
    "late": Outcome("应答迟到", "the answer comes after the time limit", (LINK, REPLY, RIGHT)),
    "truncated": Outcome("应答截断", "half an answer", (LINK, REPLY)),
    "split": Outcome("逐字节到达", "the answer comes byte by byte", (RIGHT,)),
    "duplicate": Outcome("应答重复", "the answer comes twice", _DOUBTED),
    "garbage": Outcome("乱码（非 ASCII）", "bytes that are no text", (REPLY, LINK)),
    "nul": Outcome("夹杂 00H 字节", "a zero byte within the answer", (REPLY, LINK)),
    "echo": Outcome("回显请求", "the request comes back before the answer", _DOUBTED),
    "unsolicited": Outcome("主动上报一行", "an unasked line before the answer", _DOUBTED),
    "preamble": Outcome("应答前多出 FEH 字节", "further FE bytes before the answer", _DOUBTED),
    "overload": Outcome("过载 9.9E37", "overload, 9.9E37", (REPLY, REPORTED, LINK)),
    "nan": Outcome("非数 9.91E37", "not a number, 9.91E37", (REPLY, REPORTED, LINK)),
    "stale": Outcome("重复上一次应答", "the previous answer to the same question", (RIGHT, REPLY, UNSETTLED)),
    "disconnect": Outcome("应答中断开", "hangs up in the middle of the answer", (LINK, REPLY)),
    "disconnect_before": Outcome("应答前断开", "hangs up before answering", (LINK,)),
    "disconnect_after": Outcome("应答后断开", "hangs up after the answer", (RIGHT, LINK)),
    "refuse": Outcome("断开并两次拒绝连接", "hangs up, then refuses two connections", (LINK,)),
    "wrong_instrument": Outcome(
        "换成另一台仪器", "another instrument from now on", (RIGHT, WRONG, REPLY, LINK), "refused"
    ),
    "busy": Outcome("忙", "busy", (RIGHT, REPORTED, UNSETTLED, REPLY, LINK)),
    "stuck": Outcome("示值冻结", "the display keeps its value", (RIGHT, REPLY, UNSETTLED), "as shown"),
    "trip": Outcome("自行转为待机", "trips to standby by itself", (RIGHT, REPORTED, REPLY, UNSETTLED), "as shown"),
    "reboot": Outcome("重启，设置丢失", "restarts, its settings are lost", (LINK, REPLY, REPORTED), "as shown"),
    "wrong_unit": Outcome("单位被改", "somebody changes its unit", (RIGHT, REPLY, REPORTED), "as shown"),
    "error": Outcome("错误队列有条目", "an entry in its error queue", (REPORTED, RIGHT)),
    "hardware_error": Outcome("硬件故障文本", "a hardware error in place of the value", (REPORTED, REPLY)),
    "checksum": Outcome("校验错误", "a wrong check sum", (REPLY, LINK)),
    "address": Outcome("地址错误", "another address answers", (REPLY, LINK, WRONG)),
    "drift_step": Outcome("误差突变", "its error steps, after this answer", (RIGHT,), "as shown"),
    "clock_wrong": Outcome("电表时钟错误", "the meter's own clock is set back", (RIGHT,), "as shown"),
}
