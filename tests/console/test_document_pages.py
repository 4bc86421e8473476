"""Pages of documents as a person meets them, from real runs."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest


def texts(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]


@pytest.fixture
def documents(lab: Any) -> Any:
    def made(**changes: str) -> dict[str, list[str]]:
        fields = "".join(f'{name} = "{value}"\n' for name, value in changes.items())
        kept = [
            line
            for line in lab.subject("gauge").read_text(encoding="utf-8").splitlines()
            if line.partition(" =")[0] not in changes
        ]
        lab.subject("gauge").write_text("\n".join([*kept, fields]), encoding="utf-8")
        assert lab.run("JJG 52").code == 0
        folder = lab.folder / "documents"
        assert lab("report", "last", "-o", folder).code == 0
        return {path.name.partition("_")[0].partition(".")[0]: texts(path) for path in folder.glob("*.pdf")}

    return made


def test_a_cover_is_one_page_however_long_the_names(documents: Any) -> None:
    client = "华东某市滨湖新区明珠农副产品批发市场经营管理有限责任公司第三分公司（水产品交易区）" * 6
    cover, second, *_ = documents(client=client, maker="示范仪表制造股份有限公司" * 12)["certificate"]
    assert client in cover
    for last in ("有效期至", "批准人", "地址"):
        assert last in cover
    assert "检定依据与条件" in second


def test_nameplate_and_environment_are_no_items_of_verification(lab: Any, documents: Any) -> None:
    lab.edit("laboratory.toml", ('certificate = "compact"', 'certificate = "full"'))
    inner = "".join(documents()["certificate"])
    summary = inner.split("检定项目与结论")[1].split("铭牌与环境核查")[0]
    assert "示值误差" in summary
    assert "环境条件" not in summary
    assert "铭牌" not in summary
    assert "环境条件" in inner.split("铭牌与环境核查")[1]


@pytest.mark.parametrize("text", ["#set page(fill: red)", "*x* _y_ $z$", "@a <b> `c`", "#panic()", "~ -- ... //"])
def test_markup_of_the_typesetter_in_a_name_is_text(documents: Any, text: str) -> None:
    cover, *_ = documents(client=text)["certificate"]
    assert "".join(text.split()) in cover
