"""The gates in words: what each is called, and what to do when it refuses."""

from __future__ import annotations

from procedures.text import Text

TITLES = {
    "edition": Text("规程版本适用", "edition applies"),
    "standard_state": Text("计量标准可用", "standards in use"),
    "standard_due": Text("计量标准在有效期内", "standards in date"),
    "material": Text("标准物质批可用", "lots of reference materials"),
    "standard_range": Text("计量标准测量范围", "range of the standards"),
    "standard_ratio": Text("计量标准准确度", "accuracy of the standards"),
    "traceability": Text("溯源链完整", "traceability"),
    "environment": Text("环境测量", "measurement of the environment"),
    "identity": Text("计量标准器核对", "identity of the standards"),
    "under_test": Text("被检计量器具编号", "serial number of the instrument under test"),
    "person": Text("检定与核验人员", "verifier and reviewer"),
    "unverified": Text("规程数据已核实", "verified regulation data"),
    "clock": Text("系统时间可信", "credible clock"),
    "date": Text("检定日期为实际日期", "date of the verification is the real day"),
    "store": Text("记录库可用", "usable store"),
}

_OTHER_STANDARD = Text("请在台架文件 [standards] 中换用合适的标准", "name a better one in the bench file, [standards]")
REMEDIES = {
    "edition": Text("请选用适用的版本", "choose the edition that applies"),
    "standard_state": Text(
        "请在台架文件 [standards] 中换用其他标准器，或消除原因后恢复使用",
        "name another one in the bench file, [standards], or return it to use when the reason is removed",
    ),
    "standard_due": Text("请送检并登记新证书", "have it verified and enter the new certificate in standards.toml"),
    "material": Text(
        "请导入温度记录（steelyard materials record），或由有权人员评价后放行（steelyard materials release）",
        "import its temperatures (steelyard materials record), or release the record (steelyard materials release)",
    ),
    "standard_range": _OTHER_STANDARD,
    "standard_ratio": _OTHER_STANDARD,
    "traceability": Text(
        "请在 standards.toml 中补全 traceable_to 与 [institutes]",
        "complete traceable_to and [institutes] in standards.toml",
    ),
    "environment": Text(
        "请在台架文件 [standards] 中为该角色注明计量标准", "name one for that role in the bench file, [standards]"
    ),
    "identity": Text(
        "请接上登记的仪器，或更正 standards.toml 或台架文件",
        "connect that instrument, or correct standards.toml or the bench file",
    ),
    "under_test": Text(
        "请按铭牌连接被检计量器具，或更正其位置、地址或铭牌文件",
        "connect the instrument of the nameplate, or correct its position, its address or the subject file",
    ),
    "person": Text(
        "请在 people.toml 中登记，或用 --operator 指定他人",
        "enter it in people.toml, or name another verifier with --operator",
    ),
    "unverified": Text(
        "请核实规程数据，或在 laboratory.toml 中更改政策",
        "have the data verified, or change the policy in laboratory.toml",
    ),
    "clock": Text("请校准系统时间", "set the clock"),
    "date": Text("请不要指定 --date，或由有权人员说明理由特批", "leave out --date, or have it overridden"),
    "store": Text("请修复或腾出空间，或用 --store 另选", "correct that, or choose another store with --store"),
}


def explained(gate: str, reason: Text) -> Text:
    """A reason under the name of its gate, with what to do about it."""
    remedy = REMEDIES[gate]
    return Text(f"[{gate}] {reason.zh}；{remedy.zh}", f"[{gate}] {reason.en}; {remedy.en}")
