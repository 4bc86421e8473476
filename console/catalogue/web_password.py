"""Texts of the page that changes one's own password."""

from metrology.text import Text

TITLE = Text("修改密码", "Change the password")
OLD = Text("现用密码", "Present password")
NEW = Text("新密码", "New password")
AGAIN = Text("再输一次新密码", "New password again")
CHANGE = Text("修改", "Change")
CHANGED = Text(
    "密码已修改。其他地方的登录已全部退出。", "The password is changed. Every other session of yours has ended."
)
HINT = Text("修改后，您在其他浏览器中的登录随之退出。", "Your sessions in other browsers end with the change.")
BACK = Text("回到“今日”", "Back to Today")
DIFFER = Text("两次输入的新密码不同", "the new password was entered differently the second time")
