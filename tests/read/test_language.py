"""Guessing a text's language."""
# ruff: noqa: E501 - a sentence a line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read import detect_language

SENTENCES = {
    "en": "The ministers of the two countries met in the capital and said that they would sign it.",
    "fr": "Les ministres des deux pays se sont rencontrés dans la capitale et ont dit qu'ils signeront.",
    "de": "Die Minister der beiden Länder trafen sich in der Hauptstadt und sind sich einig, dass es gilt.",
    "es": "Los ministros de los dos países se reunieron en la capital y dijeron que lo van a firmar.",
    "it": "I ministri dei due paesi si sono incontrati nella capitale e hanno detto che la firma è vicina.",
    "pt": "Os ministros dos dois países reuniram-se na capital e disseram que não há mais dúvidas.",
    "nl": "De ministers van de twee landen hebben elkaar in de hoofdstad ontmoet en zijn het eens.",
    "tr": "Bakanlar başkentte bir araya geldi ve bu anlaşma için daha çok çalışacak olan ekip ile görüştü.",
    "id": "Para menteri dari kedua negara bertemu di ibu kota dan mereka akan menandatangani itu.",
    "ru": "Министры двух стран встретились в столице и договорились открыть переход.",
    "uk": "Міністри двох країн зустрілися у столиці й домовилися відкрити перехід її.",
    "ar": "التقى وزراء البلدين في العاصمة واتفقوا على فتح المعبر الشمالي قبل الحصاد",
    "fa": "وزیران دو کشور در پایتخت دیدار کردند و گفتند که گذرگاه را پیش از برداشت باز می‌کنند",
    "he": "שרי שתי המדינות נפגשו בבירה והסכימו לפתוח את המעבר הצפוני לפני הקציר",
    "zh": "两国部长星期二在首都会晤，同意在收获季节之前重新开放北部口岸，并将于下个月签署有关协定，双方还讨论了贸易问题。",
    "ja": "両国の大臣は火曜日に首都で会談し、収穫の前に北部の国境を再び開くことで合意したと発表しました。",
    "ko": "두 나라 장관은 화요일 수도에서 만나 수확 전에 북쪽 국경을 다시 열기로 합의했다고 정부가 밝혔다.",
    "hi": "दोनों देशों के मंत्री मंगलवार को राजधानी में मिले और उत्तरी सीमा खोलने पर सहमत हुए।",
    "el": "Οι υπουργοί των δύο χωρών συναντήθηκαν στην πρωτεύουσα και συμφώνησαν.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_language_is_told_by_script_and_little_words(code):
    assert detect_language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text", ["", "They met.", "12345 67890 " * 20, "🤝" * 100, "xq zt kj " * 20]
)
def test_what_is_not_clear_is_none(text):
    assert detect_language(text) is None


def test_language_that_the_source_states_is_kept(read):
    assert read("Language: xx\n\n" + SENTENCES["en"]).report.language == "xx"
    assert read(SENTENCES["fr"]).report.language == "fr"


@given(st.text())
def test_any_text_gives_a_code_or_none(text):
    code = detect_language(text)
    assert code is None or (len(code) == 2 and code.isalpha())


def test_a_short_text_of_another_script_is_told_by_its_script():
    assert (
        detect_language("\u53cc\u65b9\u5c31\u4e2d\u7f8e\u5173\u7cfb\u4ea4\u6362\u610f\u89c1")
        == "zh"
    )
