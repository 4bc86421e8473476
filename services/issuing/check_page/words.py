"""Texts of the page on which an outsider checks a document."""

from metrology.text import Text

WORDS = {
    "language": Text("中文", "English"),
    "heading": Text("查验证书", "Check a certificate"),
    "title": Text("文件", "Document"),
    "text": Text("二维码的内容", "Text of the QR code"),
    "check": Text("查验", "Check"),
    "file": Text("或选择电子证书（PDF）", "Or choose the electronic document (PDF)"),
    "hint": Text(
        "扫描证书或合格证上的二维码即可打开本页。查验在您的设备上进行，二维码和文件的内容不会被发送。",
        "The QR code on a certificate or label leads to this page. It is checked on your device; neither the code nor the "
        "file is sent anywhere.",
    ),
    "VALID": Text("有效", "Valid"),
    "EXPIRED": Text("已过有效期", "Expired"),
    "CANCELLED": Text("已注销", "Cancelled"),
    "SUPERSEDED": Text("已被替代", "Superseded"),
    "UNKNOWN": Text("无法确认", "Not known"),
    "FALSE": Text("不真实", "Not genuine"),
    "NONE": Text("无法识别", "Not recognised"),
    "genuine": Text("内容真实，由本机构的印章签名", "The text is genuine: signed by the seal of this laboratory"),
    "same_file": Text("文件与发出时一致", "The file is the one that was issued, unaltered"),
    "other_file": Text(
        "状态表（{value}）中没有此文件：内容被改动，或不是本机构发出的",
        "The list of {value} does not have this file: it was altered, or not issued by this laboratory",
    ),
    "false_qr": Text(
        "二维码不是本机构的印章所签，或内容被改动",
        "The code is not signed by the seal of this laboratory, or was altered",
    ),
    "no_qr": Text("这不是本机构证书二维码的内容", "This is not the text of a QR code of a certificate"),
    "no_crypto": Text(
        "浏览器只在 https 页面上提供签名验证；请用 https 打开本页",
        "The browser verifies signatures on pages by https only; open this page by https",
    ),
    "no_list": Text(
        "取不到状态表，无法确认是否已注销或被替代",
        "The list of states cannot be had: whether it was cancelled or replaced is not known",
    ),
    "false_list": Text(
        "状态表不是本机构的印章所签，或内容被改动；不予采用",
        "The list of states is not signed by the seal, or was altered; it is not used",
    ),
    "not_listed": Text("状态表（{value}）中没有此文件", "The list of {value} does not name this document"),
    "superseded": Text(
        "已被另一份文件替代（状态表 {value}）", "It was replaced by another document, by the list of {value}"
    ),
    "cancelled": Text(
        "已由检定机构注销（状态表 {value}）", "It was cancelled by the laboratory, by the list of {value}"
    ),
    "last_day": Text("有效期至 {value}", "Its last day was {value}"),
    "old_list": Text("状态表（{value}）已过期，无法确认", "The list of {value} is out of date"),
    "current": Text("未注销，也未被替代（状态表 {value}）", "Neither cancelled nor replaced, by the list of {value}"),
    "number": Text("编号", "Number"),
    "instrument": Text("器具名称", "Instrument"),
    "serial": Text("出厂编号", "Serial number"),
    "regulation": Text("依据", "Regulation"),
    "conclusion": Text("结论", "Conclusion"),
    "on": Text("日期", "Date"),
    "valid_until": Text("有效期至", "Valid until"),
    "issuer": Text("检定机构", "Laboratory"),
}
