"""Short texts full of names are English where a word says so, and other languages stay what they are."""

import pytest

from dyadwire.transforms.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tanzania let Burundi store fuel at Dar es Salaam.", "en"),
        ("Rwanda, Uganda and Tanzania signed.", "en"),
        ("Nigeria beat Ghana 2-1", "en"),
        ("Hungary blocks Ukraine loan", "en"),
        ("Peru expels Mexican ambassador", "en"),
        ("El Govern rebutja la proposta", "ca"),
        ("Rais wa Tanzania amesema leo Dodoma kwamba mpaka utafunguliwa.", "sw"),
        ("Indonesia Malaysia sepakat soal perbatasan laut", "id"),
        ("Kerajaan Malaysia berkata sempadan laut dibincangkan kerana nelayan.", "ms"),
        ("Deutschland und Polen streiten über Kontrollen an der Grenze.", "de"),
        ("中美会谈", "zh"),
        ("미국은 안 간다", "ko"),
        ("東京で会談した", "ja"),
        ("चीन ने कहा", "hi"),
        ("Was er sah und was er nahm, ist sein Geheimnis.", "de"),
        ("Kereta itu tiba di Mahkamah Agung sebelum jabatan presiden dibahas.", "id"),
        ("20 апреля того же года город затопило.", "ru"),
        ("Orada çocuklar uyudu bütün gece.", "tr"),
        ("राजा ने मंत्री को नगर का द्वार दिखाया और वह लौट गया।", "hi"),
        ("La France et l'Allemagne parlent de la frontière.", "fr"),
    ],
)
def test_short_text_is_told(text, language):
    assert detect_language(text) == language


def test_main_text_decides_on_a_mixed_page():
    notice = "We use cookies to make this site work and to show what you are interested in. " * 15
    article = "Министр сообщил, что экспорт зерна вырос, а железная дорога справилась с перевозками. " * 40
    assert detect_language(notice + article) == "ru"
    assert detect_language(article + notice) == "ru"
    assert detect_language(article[:1200] + notice * 4) == "en"
    assert detect_language(notice * 5) == "en"
