"""Messages of `steelyard dcc`."""

from metrology.text import Text

CERTIFICATE = Text(
    "证书 [bold]{number}[/]（DCC {version}），{date}", "Certificate [bold]{number}[/] (DCC {version}), {date}"
)
BETWEEN = Text("校准实验室：{laboratory}；委托方：{customer}", "Laboratory: {laboratory}; customer: {customer}")
ITEM = Text("校准对象：{name}，{maker} {model}，{numbers}", "Item: {name}, {maker} {model}, {numbers}")
CONFORMITY = Text(
    "符合性声明：{name} {norm}：[bold]{verdict}[/]", "Statement of conformity: {name} {norm}: [bold]{verdict}[/]"
)
DATED = Text("{name}：{date}", "{name}: {date}")
TRUSTED = Text(
    "签名有效，签名者经受信任的机构证明：{name}，{organisation}，{time}",
    "Signature valid, signer proven by a trusted authority: {name}, {organisation}, {time}",
)
UNPROVEN = Text(
    "[yellow]签名有效，但签名者未经证明[/]：{name}，{organisation}，{time}（{why}）",
    "[yellow]Signature valid, signer not proven[/]: {name}, {organisation}, {time} ({why})",
)
UNSIGNED = Text("[yellow]证书没有签名[/]", "[yellow]The certificate is not signed[/]")
REMARK = Text("  注意：{remark}", "  Remark: {remark}")
SOUND = Text(
    "[green]✓[/] {number}：符合 DCC {version} 的模式和规则",
    "[green]✓[/] {number}: valid by the schema of DCC {version} and the rules",
)
WRITTEN = Text("已按 PTB 的模式和规则核对", "checked against the schema and the rules of PTB")
WRITTEN_UNCHECKED = Text(
    "[yellow]未按 PTB 的模式核对：未给出其文件夹[/]",
    "[yellow]not checked against the schema of PTB: its folder was not named[/]",
)
