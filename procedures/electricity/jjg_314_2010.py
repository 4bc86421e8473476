"""JJG 314-2010 测量用电压互感器 (voltage transformers for measurement), a draft."""

from typing import Annotated, Literal

from pydantic import Field

from procedures.electricity.instrument_transformers import TransformerItems
from procedures.kit import Facts, Nameplate, Quantity, quantity

Volts = Annotated[Quantity, quantity("V", above=0)]


class VoltageTransformer(Nameplate):
    """A voltage transformer."""

    accuracy_class: Literal["0.1", "0.2", "0.5", "1"] = Field(alias="class", title="准确度等级 | Accuracy class")
    primary: Volts = Field(title="额定一次电压 | Rated primary voltage")
    secondary: Volts = Field(title="额定二次电压 | Rated secondary voltage")
    burden: Annotated[Quantity, quantity("VA", above=0)] = Field(title="额定负荷 | Rated burden")


class JJG314(TransformerItems[VoltageTransformer]):
    """Verification of voltage transformers."""

    facts, subject_model = Facts.beside(__file__), VoltageTransformer
