"""Help of the commands about digital calibration certificates."""

from metrology.text import Text

_CHECKING = ("dcc read", "dcc check", "standards from-dcc")
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
    "dcc diff": Text(
        "逐点比较同一标准器的两份证书：变化和 E_n；有点的变化超出不确定度时退出码为 1。",
        "Hold two certificates of one standard against each other, point by point: change and E_n; exit code 1 where one point "
        "changed by more than its uncertainty.",
    ),
    "dcc diff OLDER": Text("原证书。", "The older certificate."),
    "dcc diff NEWER": Text("新证书。", "The newer certificate."),
    "dcc diff --other-instrument": Text(
        "两份证书属于不同仪器也比较。", "Compare them although they are of two instruments."
    ),
    "dcc migrate": Text(
        "将旧版证书转为 3.3.0：内容和数字不变，签名去除；已签名的原件须保留。",
        "Bring a certificate of an older version to 3.3.0: content and digits stay, the signature goes; keep the signed original.",
    ),
    "standards from-dcc": Text(
        "将其他实验室的数字校准证书登记为标准器证书：修正值、U、范围、有效期、编号、发证机构；标准器未登记时一并登记。",
        "Enter the digital certificate of another laboratory as a certificate of a standard: corrections, U, range, validity, number, "
        "issuer; and the standard, where it is new.",
    ),
    "standards from-dcc --key": Text(
        "标准器；不写时按出厂编号查找。", "The standard; else its serial number finds it."
    ),
    "standards from-dcc --traceable-to": Text(
        "新标准器的上级：机构或标准器。", "What a new standard is traceable to: institute or standard."
    ),
    "standards from-dcc --institute": Text(
        "将发证机构以此编号登记为溯源机构。", "Register the issuer as an institute under this key."
    ),
    "standards from-dcc --valid-until": Text(
        "有效期至；不写时取证书所载日期，或按标准器的间隔计算。",
        "Last day; else that of the certificate, or by the interval of the standard.",
    ),
    "standards from-dcc --unproven": Text(
        "签名不能证明发证机构时仍登记。", "Take it in although its signature does not prove who issued it."
    ),
    "dcc write --key": Text(
        "签名密钥说明文件，见 `steelyard sign`：印章或批准人；只签署已批准的证书。",
        "Describes the key, see `steelyard sign`: of the seal or of who approved. Only an approved certificate is signed.",
    ),
    "report --dcc": Text(
        "同时出具 DCC，并附在 PDF 中（dcc.xml）。", "Write the DCC too, and attach it to the PDF (dcc.xml)."
    ),
    "report --dcc-key": Text(
        "签署 DCC 的密钥说明文件，同 dcc write --key；含 --dcc。",
        "Describes the key that signs the DCC, as of dcc write --key; implies --dcc.",
    ),
}

EXAMPLES = {
    "dcc diff": "dcc diff 2025.xml 2026.xml",
    "dcc migrate": "dcc migrate old.xml -o new.xml",
    "standards from-dcc": "standards from-dcc certificate.xml --trust authority.crt --key TS-02 --institute NMI",
    "dcc read": "dcc read certificate.xml",
    "dcc check": "dcc check certificate.xml --trust authority.crt",
    "dcc write": "dcc write last -o certificate.xml --key seal.toml",
}
