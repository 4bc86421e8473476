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
RESULT, SHOWN, DRIFT, E_N = (
    Text("结果", "Result"),
    Text("示值", "Indication"),
    Text("变化", "Change"),
    Text("E_n", "E_n"),
)
BEFORE, AFTER = Text("原修正值", "Correction before"), Text("新修正值", "Correction after")
U_BEFORE, U_AFTER = Text("原 U (k = 2)", "U before (k = 2)"), Text("新 U (k = 2)", "U after (k = 2)")
INTERPOLATED = Text("* 新证书的点不同，此处为内插值", "* interpolated: the points of the newer certificate are others")
MOVED = Text(
    "[bold red]{points} 点中有 {count} 点的变化超出其不确定度[/]；用新证书重新评定：steelyard reevaluate --certificate",
    "[bold red]{count} of {points} points changed by more than their uncertainties[/]; decide with the new certificate: "
    "steelyard reevaluate --certificate",
)
NOT_MOVED = Text("{points} 点的变化均在不确定度之内", "all {points} points changed within their uncertainties")
TAKEN_IN = Text(
    "证书 [bold]{certificate}[/] 已登记，标准器 [bold]{standard}[/]，有效期至 {until}，签名：{signature}",
    "Certificate [bold]{certificate}[/] entered, standard [bold]{standard}[/], valid until {until}, signature: {signature}",
)
NEW_STANDARD = Text("  新登记的标准器", "  a new standard")
QUANTITY = Text("  {unit}{key}：{points} 点", "  {unit}{key}: {points} points")
LEFT = Text("  未采用：{name}：{reason}", "  not taken over: {name}: {reason}")
