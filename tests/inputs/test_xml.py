"""XML from outside: what asks for other files, grows without end or is too deep is refused before a tree is made."""

import time

import pytest

from inputs.bounded import BadFile
from inputs.xml_bounded import look_through

LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))


@pytest.mark.parametrize(("content", "said"), [
    (b'<!DOCTYPE r [<!ENTITY l0 "lol">' + LAUGHS + b"]><r>&l9;</r>", "line 1: has a document type"),
    (b"<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&f;</r>", "line 2: has a"),
    (b'<!DOCTYPE r SYSTEM "http://127.0.0.1:1/r.dtd"><r/>', "line 1: has a document type"),
    (b"<a>" * 1_000_000, "line 1: is nested more than 100 deep"),
    (b"<a>\n" * 1_000_000 + b"</a>" * 1_000_000, "line 101: is nested more than 100 deep"),
    (b"<r>" + b"<a/>" * 500_001 + b"</r>", "line 1: has more than 500000 elements"),
    (b'<r a="' + b"x" * 10_001 + b'"/>', "line 1: has an attribute of more than 10000 characters"),
    (b"<r>\n<a></r>", "line 2: is not well-formed XML: mismatched tag"),
    (b"<r>&unknown;</r>", "line 1: is not well-formed XML: undefined entity"),
    (b'<?xml version="1.0" encoding="nowhere"?><r/>', "line 1: "),
    ("<r>中</r>".encode("gb18030"), "line 1: is not well-formed XML"),
    (b"", "line 1: is not well-formed XML: no element found"),
    (b"\x00\x01", "line 1: is not well-formed XML"),
])  # fmt: skip
def test_hostile_xml_is_refused_with_its_line_after_a_moment(content: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(BadFile) as refused:
        look_through(content)
    assert str(refused.value).startswith(said)
    assert time.process_time() - began < 20


@pytest.mark.parametrize("content", [b"<r/>", "<?xml version='1.0' encoding='UTF-16'?><r>中</r>".encode("utf-16")])
def test_plain_xml_passes(content: bytes) -> None:
    look_through(content)
