"""Help of `steelyard console`."""

from metrology.text import Text

WEB = {
    "console": Text(
        "启动操作台：在浏览器中检定的网页，直到按 Ctrl-C。",
        "Serve the operator's console, pages in a browser to verify with, until Ctrl-C.",
    ),
    "console --host": Text("监听的地址；默认只限本机。", "Address to listen on; default: this computer only."),
    "console --port": Text("端口；0 表示任选一个空闲端口。", "Port; 0 takes one that is free."),
    "console --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
}
