"""Texts of the override of a start gate at the page Start."""

from metrology.text import Text

OPEN = Text("特批：{gate}", "Override: {gate}")
TITLE = Text("特批开检条件：{gate}", "Override the start gate: {gate}")
WHO = Text("特批人", "Who overrides it")
REASON = Text("理由（写入记录和文件）", "Reason, printed on documents")
PASSWORD = Text("特批人的密码", "Password of this person")
OVERRIDE = Text("特批", "Override")
NOBODY = Text(
    "人员登记中没有其他人有 override 职能，不能特批。",
    "The register of people gives nobody else the function override.",
)
