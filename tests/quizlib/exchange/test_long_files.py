"""Long files of GIFT take no longer for each line than short ones: what would take hours ends."""

import pytest

from quizlib.exchange.gift.reading import read

MANY = 50_000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hvad?{=a\n" + "\n" * MANY + "~b}", 1),
        ("Hvad?{=a\n" + "x\n\n" * MANY + "~b}", 1),
        ("Hvad?{=a\n\n" + "// }\n\n" * MANY, 1),
        ("Hvad {\n\n" * 2_000, 2_000),
        ("{" * MANY, 1),
        ("\\" * MANY, 1),
    ],
)
def test_a_long_file_is_read_line_by_line(text: str, number: int) -> None:
    assert read(text.encode(), "lang.gift", "da").number == number
