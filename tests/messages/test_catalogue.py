"""Every message that a package makes has a Chinese form, and the form is found again from the message."""

import string

import pytest

from messages import both, chinese
from messages.catalogue import Form, forms
from tests.architecture.test_rules import PACKAGES
from tests.messages.source_messages import ROOT, form_of, source_messages

KNOWN = {form.english: form for form in forms()}
ELSEWHERE = {
    "records/event.py": "a type as text",
    "records/writer.py": "SQL",
    "registers/rollup_engine.py": "SQL",
    "reports/dcc/writ": "names of elements",
    "reports/dcc/migrating.py:117": "the name of an element",
    "reports/dcc/schemas.py": "what lxml says",
    "procedures/subject.py": "how pydantic begins",
    "drivers/meters": "an identity",
    "drivers/simulated_bench/person.py": "an address",
    "sequencer/attempts.py": "a piece of an address",
    "sequencer/reading_source.py": "an answer that may be given",
    "reports/statements.py": "what an order is for",
    "reports/signatures/places.py": "words of the cover",
    "reports/signatures/certificates.py:111": "the name of a certificate",
    "sequencer/judging": "a type as text",
    "records/projection.py": "an index that is made again",
    "records/run_index.py": "SQL",
    "services/laboratory/example.py": "an option of a command line",
    "services/locks/bench_lock.py": "the key of a lock",
    "services/runs/running.py": "the key of a lock",
    "monitoring/simulated_lines.py": "the name of a thread",
    "services/monitoring/archiving.py": "SQL",
    "records/key_agent_server.py": "the key of a table",
    **{
        f"services/province/{name}.py": "names and reasons of what is simulated"
        for name in (
            "catalogue",
            "conduct",
            "further",
            "institutes",
            "life",
            "recorded",
            "standards",
            "stock",
            "supervised",
            "users",
            "work",
        )
    },
    "services/rates/prefectures.py": "the names of places",
}
"""Sentences that are no messages."""


def test_every_message_has_a_chinese_form() -> None:
    missing = {
        form: place
        for form, place in source_messages().items()
        if form not in KNOWN and not place.startswith(tuple(ELSEWHERE))
    }
    assert missing == {}, "add them to messages/zh/"


def test_a_new_message_without_a_chinese_form_is_found(tmp_path: object) -> None:
    import ast

    node = ast.parse('f"the {colour} lamp of {role!r} is out"', mode="eval").body
    assert isinstance(node, ast.JoinedStr)
    assert form_of(node) == "the {0} lamp of {1} is out"
    assert form_of(node) not in KNOWN


def test_both_forms_have_the_same_fields() -> None:
    for form in forms():
        english, zh = (_fields(text) for text in (form.english, form.chinese))
        assert zh <= english, form
        assert zh == english or form.english.startswith(SHORTENED) or any(not name.isdigit() for name in english), form


SHORTENED = ("[Errno {0}] {1}: {2}", "{0}: line {1} column {2} (char {3})", "cannot {0} {1} and {2}")
"""Forms whose Chinese leaves out a number that says nothing to a reader."""


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_message_is_found_again() -> None:
    for form in forms():
        fields = {name: f"«{name}»" for name in _fields(form.english)}
        said = Form(form.english, form.english).filled(fields)
        assert chinese(said) == form.filled(fields)


@pytest.mark.parametrize(("english", "zh"), [
    ("LinkError: source (GPIB0::5::INSTR): Cannot be opened: [Errno 111] Connection refused. Use yes or no.",
     "通信故障：source (GPIB0::5::INSTR)：无法打开：连接被拒绝（系统错误 111）。请用 yes 或 no。"),
    ("scale (ASRL1): Bad reply: 'abc' is not a number. Check the line settings, then repeat the reading.",
     "scale (ASRL1)：应答有误：'abc' 不是数。请检查线路设置，然后重新读取。"),
    ("roles.scale.driver: no driver 'acme'; known: pace", "roles.scale.driver：没有驱动 'acme'；已有：pace"),
    ("class: is missing; add it as the nameplate shows it", "class：缺少；请照铭牌填写"),
    ("what an instrument of a plug-in says", "what an instrument of a plug-in says"),
    ("1000.5 kg", "1000.5 kg"),
    ("read to one fifth of a division", "read to one fifth of a division"),
    ("12 kPa is outside the certified range: 1 kPa to 2 kPa", "12 kPa 超出证书给出的范围：1 kPa 至 2 kPa"),
])  # fmt: skip
def test_messages_within_messages(english: str, zh: str) -> None:
    assert both(english).zh == zh
    assert both(english).en == english


def test_what_pydantic_says_is_translated_by_its_type() -> None:
    from pydantic_core._pydantic_core import list_all_errors  # type: ignore[import-not-found]

    assert [e["type"] for e in list_all_errors() if e["message_template_python"] not in KNOWN] == []


def test_a_message_of_a_hostile_instrument_takes_no_time() -> None:
    import time

    begun = time.process_time()
    chinese("; ".join(["Bad reply: is not a number, no answer. x"] * 90))
    assert time.process_time() - begun < 20


def test_no_form_is_left_over() -> None:
    """The longest piece of each form stands in the source; those of Python, pydantic and databases aside."""
    import ast
    import tomllib

    source = "\n".join(
        node.value
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )  # fmt: skip
    foreign = {"python.toml", "pydantic.toml"}
    files = [f for f in (ROOT / "messages/zh").glob("*.toml") if f.name not in foreign]
    ours = {f.name: tomllib.loads(f.read_text("utf-8")) for f in files}
    left = [(name, key) for name, table in ours.items() for key in table if Form(key, "").anchor not in source]
    assert left == []
