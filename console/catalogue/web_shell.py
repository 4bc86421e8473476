"""Texts of the frame of every page of the console."""

from metrology.text import Text

SERVED_AT = Text("操作台已启动：{address}（按 Ctrl-C 停止）", "the console is served at {address} (Ctrl-C ends it)")
BOTH_FILES = Text("--tls-certificate 与 --tls-key 须同时给出", "--tls-certificate and --tls-key go together")
NOT_ENCRYPTED = Text(
    "[yellow]未加密：同一网络中的人可读到密码；请用 --tls-certificate、--tls-key，或放在 TLS 代理之后[/]",
    "[yellow]not encrypted: others in this network can read passwords; give --tls-certificate and --tls-key, or stand behind a "
    "proxy with TLS[/]",
)
SKIP = Text("跳到正文", "Skip to content")
NAVIGATION = Text("页面", "Pages")
NOBODY = Text("未指定人员", "nobody named")
LARGE_TYPE = Text("大字", "Large type")
NORMAL_TYPE = Text("普通字", "Normal type")
LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
"""Each language in its own words."""
