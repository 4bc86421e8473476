"""Texts of `steelyard agent`."""

from metrology.text import Text

AGENT = {
    "agent": Text(
        "现场代理：在仪器旁持有装置的线路，由机构处的装置经 TLS 使用；链路中断时自行使输出处于安全状态。",
        "The agent near the instruments: holds the lines of a bench, serves them to the bench elsewhere over TLS, and brings "
        "the outputs to their safe state by itself when the link is lost.",
    ),
    "agent keys": Text(
        "生成代理或装置的证书（NAME.pem，交给对方）和私钥（NAME.key，不外传）。",
        "Make the certificate (NAME.pem, for the other side) and the key (NAME.key, for nobody) of an agent or of a bench.",
    ),
    "agent keys NAME": Text("代理或装置的名称。", "Name of the agent or of the bench."),
    "agent keys --output": Text("写入的文件夹；默认为当前文件夹。", "Folder to write to; default: this one."),
    "agent serve": Text(
        "提供装置文件中各角色的线路，直到按 Ctrl-C。同时只供一套装置使用；无人使用时输出处于安全状态。",
        "Serve the lines of the roles of a bench file until Ctrl-C, to one bench at a time. The outputs are safe whenever nobody "
        "uses them.",
    ),
    "agent serve --certificate": Text("本代理的证书。", "Certificate of this agent."),
    "agent serve --key": Text("本代理的私钥。", "Its private key."),
    "agent serve --client": Text(
        "允许使用本代理的装置的证书；可重复。", "Certificate of a bench that may use it; can be repeated."
    ),
    "agent serve --host": Text("监听的地址；默认只限本机。", "Address to listen on; default: this computer only."),
    "agent serve --port": Text("端口；0 表示任选一个空闲端口。", "Port; 0 takes one that is free."),
}
EXAMPLES = {
    "agent keys": "agent keys tower",
    "agent serve": "agent serve --bench benches/tower.toml --certificate tower.pem --key tower.key --client bench-2.pem "
    "--host 0.0.0.0",
}
MADE = Text("证书：{certificate}；私钥：{key}", "certificate: {certificate}; private key: {key}")
SERVED = Text("代理已启动：{address}（按 Ctrl-C 停止）", "the agent is served at {address} (Ctrl-C ends it)")
STOPPED = Text("代理已停止", "the agent has stopped")
NOT_KNOWN = Text(
    "代理已停止，但 {seconds} 秒内未能确认以下输出处于安全状态：{roles}。其是否仍有输出无从得知：请到仪器处查看并手动切断。"
    "下次启动代理时会再次使其处于安全状态。",
    "the agent has stopped, and within {seconds} s it was not confirmed that these outputs are safe: {roles}. Whether they "
    "are on is not known: go to the instrument and switch it off by hand. An agent that is started again makes them safe first.",
)
