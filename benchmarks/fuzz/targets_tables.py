"""Tables that a person hands in: the official table of a catalogue of compulsory control."""

import tempfile
from datetime import date
from pathlib import Path

from target import Target

from registers.errors import RegistersError
from services.catalogue.entry_words import Stated
from services.catalogue.official import read_official

_STATED = Stated("CN-2027", date(2027, 7, 1), "R001", "fuzz")
_TABLE = Path(tempfile.mkdtemp(prefix="fuzz-table-")) / "table.csv"


def _official(raw: bytes) -> object:
    _TABLE.write_bytes(raw)
    return read_official(_TABLE, _STATED, {})


TABLES = {
    "official_catalogue": Target(
        tuple(
            text.encode()
            for text in (
                "编号,一级目录,名称,监管方式,强检方式,使用期限\n１．,体温计,玻璃体温计,型式批准、强制检定,失准报废,\n,,其他,V,周期检定,\n",
                "目录\n序号,名称,监管方式,检定周期,实施日期\n2,水表,P+V,2年,2027年7月1日\n3,衡器,V,≤6 个月,46000\n",
            )
        ),
        (_official,),
        errors=(RegistersError,),
        textual=True,
    )
}
