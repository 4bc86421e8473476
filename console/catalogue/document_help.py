"""Help of the commands about documents that were numbered, and about the keys of those who sign."""

from metrology.text import Text

DOCUMENTS = {
    "NUMBER": Text("文件编号。", "Number of the document."),
    "NUMBER...": Text("文件编号，可多个。", "Numbers of documents."),
    "documents issue": Text(
        "为记录编号并写出待签署的文件；已编号的沿用原号。模拟运行得到样张，编号另成序列。",
        "Give the documents of runs their numbers and write them, ready to be signed. A simulated run gets a specimen.",
    ),
    "documents reissue": Text(
        "另编一号，替代已发出的文件；新文件发出时旧文件失效。",
        "Number and write a document that replaces an issued one, which it names; issued, it supersedes the old one.",
    ),
    "documents reissue --run": Text(
        "新的原始记录；默认为旧文件的记录。", "The record of it; default: that of the old one."
    ),
    "documents advance": Text(
        "登记在纸上完成的核验、批准、发出；电子签名由 steelyard sign 登记。",
        "State that documents were checked, approved or issued on paper; steelyard sign states electronic signatures.",
    ),
    "documents advance --to": Text("checked、approved 或 issued。", "checked, approved or issued."),
    "documents void": Text(
        "作废未发出的编号；编号和原因保留。",
        "Void the number of a document that was not issued; it is kept with the reason.",
    ),
    "documents cancel": Text(
        "注销已发出的文件；-o 写出注销通知。", "Cancel an issued document; with -o write the notice of it."
    ),
    "documents cancel --output": Text("注销通知的目录。", "Folder of the notice."),
    "documents issue --output": Text("文件的目录。", "Folder of the files."),
    "documents reissue --output": Text("文件的目录。", "Folder of the files."),
    "documents label": Text(
        "打印有效检定证书的检定合格证：A4 整版（3 × 7，每张 63.5 mm × 38.1 mm）或每页一张。",
        "Print labels of certificates that are valid: A4 with 3 × 7 labels of 63.5 mm × 38.1 mm, or one a page.",
    ),
    "documents label --single": Text("每页一张，用于标签打印机。", "One label a page, for a printer of labels."),
    "documents label --skip": Text("首页已用去的标签数。", "How many labels of the first sheet are used up."),
    "documents label --key": Text(
        "印章的密钥说明文件，见 steelyard sign。", "The key of the seal, as for steelyard sign."
    ),
    "documents batch": Text(
        "打印一个委托单或单位的文件清单。", "Print the list of the documents of an order or a client."
    ),
    "documents batch ORDER|CLIENT|NUMBER": Text(
        "委托单、任务或文件编号，或单位名称。", "Number of an order, a job or a document, or name of the client."
    ),
    "documents publish": Text(
        "写出供外部查验的网页和经印章签名的状态表，放到任何网页服务器即可；状态表不含器具和单位。",
        "Write the page on which outsiders check documents, and the signed list of states, for any web server. The list "
        "names no instrument and no client.",
    ),
    "documents publish --output": Text(
        "网页的目录；以 .json 结尾时只写状态表。", "Folder of the page; a name that ends with .json: the list alone."
    ),
    "documents issue --dcc": Text(
        "附上数字校准证书（DCC）；其后的签名一并覆盖。",
        "Attach the digital calibration certificate (DCC); the signatures of the document cover it too.",
    ),
    "documents reissue --dcc": Text("附上数字校准证书（DCC）。", "Attach the digital calibration certificate (DCC)."),
    "documents publish --key": Text(
        "印章的密钥说明文件，见 steelyard sign。", "The key of the seal, as for steelyard sign."
    ),
    "documents publish --days": Text("状态表的有效天数。", "For how many days the list is current."),
    "documents compare": Text(
        "找出证书中原始记录所没有的数字；有则退出码为 1。",
        "Find every figure of a document that its original record does not have; exit code 1 where there is one.",
    ),
    "documents compare DOCUMENT.pdf": Text("证书或通知书。", "The certificate or notice."),
    "documents compare RECORD.pdf|RECORD.csv": Text("其原始记录。", "Its original record."),
    "signers": Text(
        "实验室的签发机构与签名人员的密钥。", "The laboratory's signing authority, and the keys of the people who sign."
    ),
    "signers authority": Text(
        "建立实验室的签发机构：密钥、证书和吊销列表。",
        "Make the authority that certifies the keys of a laboratory's people: key, certificate, list of revoked ones.",
    ),
    "signers authority --name": Text("实验室名称。", "Name of the laboratory."),
    "AUTHORITY": Text("签发机构的目录。", "Folder of the authority."),
    "signers request": Text(
        "为人员或印章生成密钥、证书请求和密钥说明文件；在本人的计算机上进行。",
        "Make a key for a person or the seal, the request for its certificate, and the file that describes it.",
    ),
    "signers request PERSON": Text("人员编号，或 seal。", "Identity of the person, or seal."),
    "signers request --name": Text("姓名，或实验室名称。", "Name of the person, or of the laboratory."),
    "signers request --output": Text("目录；更换密钥时用新的目录。", "The folder; a new key goes into another one."),
    "signers certify": Text(
        "签发证书，写在请求旁边。", "Issue the certificate that a request asks for, beside the request."
    ),
    "signers certify REQUEST.csr": Text("证书请求。", "The request."),
    "signers revoke": Text("吊销证书并写出吊销列表。", "Revoke a certificate, and write the list of revoked ones."),
    "signers revoke SERIAL|PERSON": Text(
        "证书序列号；只有一张证书的人员可写编号。", "Serial number; or the person, where there is one certificate."
    ),
    "signers revoke --since": Text("自何时起不再可信；默认为现在。", "From when it is not believed; default: now."),
    "signers list": Text("列出签发的全部证书。", "List every certificate that the authority issued."),
}
EXAMPLES = {
    "documents show": "documents show 20260052000001",
    "documents history": "documents history 20260052000001",
    "documents edit": "documents edit 20260052000001 --set note=自取",
    "documents issue": "documents issue last -o documents",
    "documents reissue": 'documents reissue 20260052000001 --reason "client renamed" -o documents',
    "documents advance": "documents advance 20260052000001 --to checked --by R001",
    "documents void": 'documents void 20260052000001 --reason "wrong client"',
    "documents cancel": 'documents cancel 20260052000001 --reason "seal broken" -o documents',
    "documents label": "documents label 20260052000001 -o labels.pdf --key seal.toml",
    "documents batch": "documents batch 2026-00001 -o list.pdf",
    "documents publish": "documents publish -o check --key seal.toml",
    "documents compare": "documents compare certificate.pdf record.pdf",
    "signers authority": "signers authority authority --name 示范院",
    "signers request": "signers request R001 --name 李核验 -o R001",
    "signers certify": "signers certify authority R001/R001.csr",
    "signers revoke": "signers revoke authority R001",
    "signers list": "signers list authority",
}
