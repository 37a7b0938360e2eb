"""Short texts full of names are English where a word says so, and other languages stay what they are."""

import pytest

from transforms.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tanzania let Burundi store fuel at Dar es Salaam.", "en"),
        ("Rwanda, Uganda and Tanzania signed.", "en"),
        ("Nigeria beat Ghana 2-1", "en"),
        ("Hungary blocks Ukraine loan", "en"),
        ("Rais wa Tanzania amesema leo Dodoma kwamba mpaka utafunguliwa.", "sw"),
        ("Indonesia Malaysia sepakat soal perbatasan laut", "ms"),
        ("Deutschland und Polen streiten über Kontrollen an der Grenze.", "de"),
        ("La France et l'Allemagne parlent de la frontière.", "fr"),
    ],
)
def test_short_text_is_told(text, language):
    assert detect_language(text) == language
