"""Texts of the page Check, for people who have a document and no account."""

from metrology.text import Text

TITLE = Text("查验证书", "Check a certificate")
QR = Text("二维码的内容", "Text of the QR code")
CHECK = Text("查验", "Check")
NO_SEALS = Text(
    "此处尚未指定印章证书，无法查验；请联系本机构",
    "No certificate of a seal is named here yet, so nothing can be checked; ask the laboratory",
)
NO_QR = Text("这不是证书二维码的内容", "This is not the text of a QR code of a certificate")
NOT_GENUINE = Text("不真实", "Not genuine")
STATES = {
    "VALID": Text("有效", "Valid"),
    "EXPIRED": Text("已过有效期", "Expired"),
    "CANCELLED": Text("已注销", "Cancelled"),
    "SUPERSEDED": Text("已被替代", "Superseded"),
    "UNKNOWN": Text("无法确认", "Not known"),
}
FIELDS = {
    "number": Text("编号", "Number"),
    "title": Text("文件", "Document"),
    "instrument": Text("器具名称", "Instrument"),
    "serial": Text("出厂编号", "Serial number"),
    "regulation": Text("依据", "Regulation"),
    "conclusion": Text("结论", "Conclusion"),
    "on": Text("日期", "Date"),
    "valid_until": Text("有效期至", "Valid until"),
    "issuer": Text("检定机构", "Laboratory"),
}
