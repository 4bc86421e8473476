"""Help of `steelyard keys` and `steelyard ledger`."""

from metrology.text import Text

KEYS = {
    "keys": Text(
        "存储所信任的台站密钥：台账中的签名名单。", "The station keys that a store trusts: a signed list in its ledger."
    ),
    "keys list": Text(
        "显示本站密钥和存储信任或曾信任的密钥。", "Show this station's key and the keys the store trusts or trusted."
    ),
    "keys trust": Text(
        "登记另一台站的密钥，由本站密钥签名。", "Add the key of another station, signed by this station's key."
    ),
    "keys trust FILE.pub": Text("另一台站的公钥。", "The public key of the other station."),
    "keys trust --station": Text("该台站的名称。", "Name of that station."),
    "keys revoke": Text(
        "不再信任一个密钥；若更早丢失，自该日起。", "Stop trusting a key from now on, or from the day it was lost."
    ),
    "keys revoke KEY": Text("密钥指纹或其开头。", "Its fingerprint, or the beginning of it."),
    "keys revoke --from": Text(
        "该日及以后开始的检定不可信；默认为今天。", "Runs begun on this day or later are not trusted. Default: today."
    ),
    "keys restart": Text(
        "原有密钥全部丢失时登记本站密钥；每次核对都会指出。",
        "Add this station's key after all earlier keys were lost. Each audit names it.",
    ),
    "keys serve": Text(
        "以另一用户身份保管密钥，供台站经套接字使用。",
        "Hold the key for stations that reach a socket; run it as a user whose files the operator cannot read.",
    ),
    "keys serve SOCKET": Text("Unix 套接字路径。", "Path of a Unix socket."),
    "ledger": Text(
        "存储的签名台账；由 `steelyard verify` 核对。", "The signed ledger of a store; `steelyard verify` checks it."
    ),
    "ledger adopt": Text(
        "为早于台账的存储建立台账。", "Begin the ledger of a store whose runs are older than ledgers."
    ),
    "ledger accept": Text(
        "确认存储缺少以前写入的内容（如恢复之后）；每次核对都会指出。",
        "Accept that the store lacks what was written before, as after a restore. Each audit names it.",
    ),
    "ledger accept --witness-at": Text(
        "外部见证方的地址；默认为台账所指明的。", "Address of the witness; default: the one that the ledger names."
    ),
}
