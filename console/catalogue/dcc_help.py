"""Help of the commands about digital calibration certificates."""

from metrology.text import Text

_CHECKING = ("dcc read", "dcc check")
_TRUST = Text("受信任的签发机构证书；可重复。", "Certificate of an authority that is trusted; may be repeated.")
_REVOKED = Text("证书吊销列表；可重复。", "A list of revoked certificates; may be repeated.")

DCC = {
    "dcc": Text(
        "数字校准证书（PTB DCC）：读取、核对、出具。", "Digital calibration certificates (PTB DCC): read, check, write."
    ),
    "CERT.xml|CERT.pdf": Text("DCC 文件（XML），或附有 DCC 的 PDF。", "A DCC (XML), or a PDF that one is attached to."),
    "--schemas": Text(
        "PTB 模式和规则所在文件夹；不写时取 STEELYARD_DCC 或 laboratory.toml 的 [dcc] schemas。",
        "Folder of PTB's schemas and rules; else STEELYARD_DCC or [dcc] schemas of laboratory.toml.",
    ),
    "dcc read": Text(
        "显示证书的全部数据：对象、实验室、各点结果及 U、k。",
        "Show every figure of a certificate: what was calibrated, by whom, results with U and k.",
    ),
    "dcc check": Text(
        "按其版本的模式、PTB 规则和签名核对证书；不符合时退出码为 2，并给出行号。",
        "Check a certificate against the schema of its version, the rules of PTB and its signature; exit code 2 with the line of "
        "everything that is wrong.",
    ),
    "dcc write": Text(
        "将一次检定或校准的证书写成 DCC 3.3.0；给出密钥时签名（XAdES）。",
        "Write the certificate of a run as a DCC of version 3.3.0, signed (XAdES) where a key is given.",
    ),
    **{f"{command} --trust": _TRUST for command in _CHECKING},
    **{f"{command} --revoked": _REVOKED for command in _CHECKING},
    "dcc write --key": Text(
        "签名密钥说明文件（PEM），见 `steelyard sign`。", "Describes the key (PEM), see `steelyard sign`."
    ),
    "report --dcc": Text(
        "同时出具 DCC，并附在 PDF 中（dcc.xml）。", "Write the DCC too, and attach it to the PDF (dcc.xml)."
    ),
    "report --dcc-key": Text(
        "签署 DCC 的密钥说明文件；含 --dcc。", "Describes the key that signs the DCC; implies --dcc."
    ),
}

EXAMPLES = {
    "dcc read": "dcc read certificate.xml",
    "dcc check": "dcc check certificate.xml --trust authority.crt",
    "dcc write": "dcc write last -o certificate.xml --key V001.toml",
}
