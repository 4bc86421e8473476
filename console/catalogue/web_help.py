"""Help of `steelyard console`."""

from metrology.text import Text

WEB = {
    "console": Text(
        "启动操作台：在浏览器中检定的网页，直到按 Ctrl-C。",
        "Serve the operator's console, pages in a browser to verify with, until Ctrl-C.",
    ),
    "console --host": Text(
        "监听的地址；默认只限本机。其他地址要求已有账户（steelyard accounts add）。",
        "Address to listen on; default: this computer only. Any other wants accounts (`steelyard accounts add`).",
    ),
    "console --port": Text("端口；0 表示任选一个空闲端口。", "Port; 0 takes one that is free."),
    "console --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "console --tls-certificate": Text(
        "TLS 证书及其链（PEM）；与 --tls-key 同时给出。",
        "Certificate for TLS with its chain (PEM); goes with --tls-key.",
    ),
    "console --tls-key": Text("TLS 私钥（PEM）。", "Private key for TLS (PEM)."),
    "console --lock-after": Text("多少分钟无输入后锁定。", "Minutes without input after which a session locks."),
}
