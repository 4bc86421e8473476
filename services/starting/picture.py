"""The codes in a photograph: bar codes and QR codes, read by zxing-cpp where a camera takes the place of a scanner."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from metrology.text import Text
from registers.errors import RegistersError

MOST_BYTES: Final = 20_000_000
"""A photograph of a phone has some 5 MB; a larger file is none."""
MOST_PIXELS: Final = 60_000_000


def codes_in(picture: bytes) -> list[str]:
    """The texts of the codes in a picture, from top to bottom.

    Args:
        picture: A picture file: JPEG, PNG, WebP and what else Pillow reads.

    Raises:
        RegistersError: It is no picture, or no code in it can be read.
    """
    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    if len(picture) > MOST_BYTES:
        raise _refused(Text("图片文件过大", "the file of the picture is too large"))
    try:
        with Image.open(BytesIO(picture)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _refused(Text("图片尺寸过大", "the picture has too many pixels"))
            found = zxingcpp.read_barcodes(image.convert("L"))
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise _refused(Text("无法读取该图片", "this is no picture that can be read")) from error
    texts = [code.text for code in sorted(found, key=lambda code: code.position.top_left.y) if code.text]
    if not texts:
        said = Text(
            "图片中没有可识读的条码；请靠近、对焦、避免反光后重拍，或输入编号",
            "no code in the picture can be read; take it closer, in focus and without reflections, or type the number",
        )
        raise _refused(said)
    return list(dict.fromkeys(texts))


def _refused(text: Text) -> RegistersError:
    return RegistersError([text])
