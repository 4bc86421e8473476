"""Help of the commands that sign and check documents."""

from metrology.text import Text

SIGNATURES = {
    "sign": Text(
        "在文件上签名：依次为检定员、核验员、批准人，最后加盖带二维码的电子印章。",
        "Sign a document: first who verified, then who checked, who approved, and last the seal with its QR.",
    ),
    "sign FILE.pdf": Text(
        "`steelyard documents issue` 写出的证书或通知书；就地签名，原有内容不变。",
        "A certificate or notice that `steelyard documents issue` wrote; it is signed in its place, and what is there stays.",
    ),
    "sign --as": Text(
        "verifier 检定员，checker 核验员，approver 批准人，seal 检定机构印章。",
        "verifier, checker, approver, or seal of the laboratory.",
    ),
    "sign --key": Text(
        "密钥说明文件：证书、签发机构，以及 PEM 私钥、令牌或外部命令；口令取自 STEELYARD_PASSPHRASE，PIN 取自 STEELYARD_TOKEN_PIN，否则询问。",
        "Describes the key: certificate, authority, and a private key in PEM, a token or an external command; passphrase from "
        "STEELYARD_PASSPHRASE, PIN from STEELYARD_TOKEN_PIN, else asked.",
    ),
    "check": Text(
        "核验签名文件或其二维码：是否真实、未被改动、由谁签名、是否有效；真实且未失效时退出码为 0。",
        "Tell whether a document is genuine, unaltered and current, and by whom it is signed; exit code 1 where it is not.",
    ),
    "check FILE.pdf|QR": Text("PDF 文件，或二维码的文字。", "A PDF, or the text of a QR."),
    "check --trust": Text(
        "受信任的证书（PEM 或 DER）：核验 PDF 用签发机构的证书，核验二维码用印章的证书；可重复。",
        "A certificate that is trusted (PEM or DER): the authority's for a PDF, the seal's for a QR; may be repeated.",
    ),
    "check --store": Text(
        "检定机构的记录库：据此给出 VALID、EXPIRED、CANCELLED、SUPERSEDED 或 UNKNOWN；不给出时只能判断 EXPIRED。",
        "The laboratory's store, which tells VALID, EXPIRED, CANCELLED, SUPERSEDED or UNKNOWN; else only EXPIRED is known.",
    ),
    "check --list": Text(
        "检定机构公布的状态表（steelyard documents publish）：没有记录库时据此判断。",
        "The list of states that the laboratory publishes (steelyard documents publish), for those without its store.",
    ),
    "check --revoked": Text(
        "签发机构的证书吊销列表；可重复。", "The authority's list of revoked certificates; may be repeated."
    ),
}
