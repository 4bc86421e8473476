"""Texts of remarks, photographs and corrections on the page Run."""

from metrology.text import Text

REMARK = Text("备注、照片（F6）", "Remark, photograph (F6)")
CORRECT = Text("更正录入（F7）", "Correct an entry (F7)")
NOTED = Text("备注与更正", "Remarks and corrections")
NOTE = Text("{by}：{said} {file}", "{by}: {said} {file}")
CORRECTED = Text("{by} 更正：{old} → {said}", "{by} corrected {old} → {said}")
REMARK_TITLE = Text("备注", "Remark")
REMARK_FIELD = Text("所见、所做", "What you saw or did")
PHOTOGRAPH = Text("附照片", "Add a photograph")
CHOSEN = Text("照片：{name}。拍摄位置不保存。", "Photograph: {name}. Where it was taken is not kept.")
TOO_LARGE = Text("照片须为 JPEG 或 PNG，不大于 20 MB。", "A photograph is a JPEG or PNG of at most 20 MB.")
SAVE = Text("写入记录", "Put on record")
CORRECT_TITLE = Text("更正录入", "Correct an entry")
CORRECT_SAYS = Text(
    "原录入保留在记录中；由它得出的结论按更正后的值重新判定。",
    "The old entry stays on record; what was decided by it is decided once more by the right one.",
)
WHICH = Text("更正哪一条", "Which entry")
ENTRY = Text("{question}：{said} {unit}", "{question}: {said} {unit}")
SHOULD_SAY = Text("应为", "It should say")
WHY = Text("更正理由", "Why it was wrong")
NOT_TAKEN = Text("该问题已在别处回答，请再试。", "The question was answered elsewhere meanwhile; try again.")
