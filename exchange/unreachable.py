"""Why a platform cannot be reached, in words: most often a certificate, a clock or an address is wrong."""

from __future__ import annotations

import ssl

from metrology.text import Text

_WHY = {
    9: Text("按本机时钟，平台的证书尚未生效；请核对时钟", "by the clock of this computer its certificate is not valid yet; look at the clock"),
    10: Text("平台的证书已过期；请核对时钟，或请平台更换证书", "its certificate has expired; look at the clock, or have the platform renew it"),
    62: Text("平台的证书不属于该地址", "its certificate is of another host"),
    64: Text("平台的证书不属于该地址", "its certificate is of another host"),
}  # fmt: skip
"""By the codes of OpenSSL, `X509_V_ERR_…` of x509_vfy.h."""
_UNKNOWN = Text(
    "平台的证书不受信任；自签的证书请在 platforms.toml 中以 authority 指明其文件",
    "its certificate is not trusted; name the file of one that vouches for it as authority in platforms.toml",
)


def in_words(error: BaseException) -> Text:
    """Why a connection did not come about, from the error and its causes."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, ssl.SSLCertVerificationError):
        found = found.__cause__ or found.__context__
    if found is not None:
        return _WHY.get(found.verify_code, _UNKNOWN)
    said = f"{type(error).__name__} {error}".strip()
    return Text(said, said)
