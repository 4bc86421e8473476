"""That what a person wrote is no answer."""

from metrology.text import Text


class NotAnAnswer(ValueError):
    """What a person wrote is no answer.

    Args:
        zh: Why, in Chinese.
        en: The same in English.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)
