"""Texts of the adjustment between two runs of one instrument."""

from metrology.text import Text

TITLE = Text("调前与调后", "As found and as left")
AS_FOUND = Text("调前", "As found")
AS_LEFT = Text("调后", "As left")
ADJUSTED = Text("调修", "Adjusted")
OFFER = Text("调修后再测", "Adjust and measure again")
SAYS = Text(
    "本次结果作为调前结果保留。写明调修内容后再测一次，两次结果一并列入文件。",
    "This result is kept as found. Say what was adjusted, and measure again: the documents show both.",
)
WHAT = Text("调修内容", "What was adjusted or repaired")
AGAIN = Text("登记调修，再测一次", "State it and measure again")
