"""JJG 313-2010 测量用电流互感器 (current transformers for measurement), a draft."""

from typing import Annotated, Literal

from pydantic import Field

from procedures.electricity.instrument_transformers import TransformerItems
from procedures.kit import Facts, Nameplate, Quantity, quantity

Amperes = Annotated[Quantity, quantity("A", above=0)]


class CurrentTransformer(Nameplate):
    """A current transformer."""

    accuracy_class: Literal["0.1", "0.2", "0.5", "1", "0.2S", "0.5S"] = Field(
        alias="class", title="准确度等级 | Accuracy class"
    )
    primary: Amperes = Field(title="额定一次电流 | Rated primary current")
    secondary: Amperes = Field(title="额定二次电流 | Rated secondary current")
    burden: Annotated[Quantity, quantity("VA", above=0)] = Field(title="额定负荷 | Rated burden")

    @property
    def special(self) -> bool:
        """Whether it is of a class for a wide range of currents."""
        return self.accuracy_class.endswith("S")


class JJG313(TransformerItems[CurrentTransformer]):
    """Verification of current transformers."""

    facts, subject_model = Facts.beside(__file__), CurrentTransformer
