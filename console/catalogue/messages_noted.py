"""Messages of the terminal about remarks and corrections while a run goes on."""

from metrology.text import Text

REMARK_WORD, PHOTO_WORD = Text("备注", "remark"), Text("照片", "photo")
"""What begins a remark, and names a photograph, in place of an answer; in either language."""
CORRECT_WORD = Text("更正", "correct")
"""What asks for a correction in place of an answer."""
ON_RECORD = Text("  已写入记录", "  on record")
NOTHING_TO_CORRECT = Text(
    "  本项目中没有可更正的录入；已结束的项目在检定结束后用 steelyard amend 更正",
    "  this item has no entry to correct; what is of an item that closed is amended after the run: steelyard amend",
)
EARLIER = Text("  [bold]{number}[/]  {question}: {text} {unit}", "  [bold]{number}[/]  {question}: {text} {unit}")
WHICH = Text("更正第几条（Enter 取消）", "number of the entry to correct (Enter: none)")
NOT_CORRECTED = Text("  未更正", "  nothing corrected")
SHOULD_SAY = Text("应为", "it should say")
WHY = Text("更正理由", "why it was wrong")
CORRECTED = Text("    [cyan]已更正：{old} → {new}[/]", "    [cyan]corrected: {old} → {new}[/]")
REMARKED = Text("备注 {about}：{said} {file}（{by}）", "remark {about}: {said} {file} ({by})")
CORRECTED_BEFORE = Text(
    "更正 {address}：{old} → {new}，{why}（{by}）", "corrected {address}: {old} → {new}, {why} ({by})"
)
