from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.ingest import language
from newsreader.ingest.language import code, detect, settle, use_model
from tests.ingest.samples import STORY

TEXTS = {
    "de": (
        "Die Gespräche über den Streik im Hafen begannen am Montag wieder, nachdem sie eine Woche "
        "geruht hatten. Die Bürgermeisterin sagte, man sei einander näher gekommen als je zuvor."
    ),
    "fr": (
        "Les négociations sur la grève du port ont repris lundi après une semaine de silence. La "
        "maire a déclaré que les deux parties étaient plus proches que jamais d'un accord."
    ),
    "es": (
        "Las conversaciones sobre la huelga del puerto se reanudaron el lunes tras una semana de "
        "silencio. La alcaldesa dijo que las partes estaban más cerca que nunca de un acuerdo."
    ),
    "it": (
        "I colloqui sullo sciopero del porto sono ripresi lunedì dopo una settimana di silenzio. La "
        "sindaca ha detto che le parti sono più vicine che mai a un accordo."
    ),
    "pt": (
        "As conversas sobre a greve do porto recomeçaram na segunda-feira depois de uma semana de "
        "silêncio. A prefeita disse que as partes estavam mais perto do que nunca de um acordo."
    ),
    "nl": (
        "De gesprekken over de staking in de haven zijn maandag hervat na een week van stilte. De "
        "burgemeester zei dat de partijen dichter bij elkaar zijn dan ooit tevoren."
    ),
    "pl": (
        "Rozmowy w sprawie strajku w porcie zostały wznowione w poniedziałek po tygodniu milczenia. "
        "Burmistrz powiedziała, że strony są bliżej porozumienia niż kiedykolwiek."
    ),
    "sv": (
        "Samtalen om strejken i hamnen återupptogs i måndags efter en vecka av tystnad. Borgmästaren "
        "sade att parterna är närmare en överenskommelse än någonsin."
    ),
    "cs": (
        "Jednání o stávce v přístavu byla v pondělí obnovena po týdnu ticha. Starostka řekla, že "
        "strany jsou si blíže než kdy dříve a že dohoda je možná."
    ),
    "tr": (
        "Limandaki grevle ilgili görüşmeler bir haftalık sessizliğin ardından pazartesi günü yeniden "
        "başladı. Belediye başkanı, tarafların anlaşmaya her zamankinden daha yakın olduğunu söyledi."
    ),
    "fi": (
        "Neuvottelut sataman lakosta jatkuivat maanantaina viikon hiljaisuuden jälkeen. Pormestari "
        "sanoi, että osapuolet ovat lähempänä sopimusta kuin koskaan aikaisemmin."
    ),
    "hu": (
        "Hétfőn egyhetes hallgatás után folytatódtak a tárgyalások a kikötői sztrájkról. A "
        "polgármester azt mondta, hogy a felek közelebb vannak a megállapodáshoz, mint valaha."
    ),
    "ro": (
        "Discuțiile despre greva din port au fost reluate luni după o săptămână de tăcere. Primarul a "
        "spus că părțile sunt mai aproape ca niciodată de un acord."
    ),
    "da": (
        "Forhandlingerne om strejken i havnen blev genoptaget mandag efter en uges tavshed. "
        "Borgmesteren sagde, at parterne er tættere på en aftale end nogensinde før."
    ),
    "vi": (
        "Các cuộc đàm phán về cuộc đình công ở cảng đã được nối lại vào thứ Hai sau một tuần im lặng. "
        "Thị trưởng nói rằng hai bên gần đạt được thỏa thuận hơn bao giờ hết."
    ),
    "ru": (
        "Переговоры о забастовке в порту возобновились в понедельник после недели молчания. Мэр "
        "сказала, что стороны ближе к соглашению, чем когда-либо."
    ),
    "uk": (
        "Переговори щодо страйку в порту відновилися в понеділок після тижня мовчання. Мерка сказала, "
        "що сторони ближчі до угоди, ніж будь-коли раніше."
    ),
    "bg": (
        "Преговорите за стачката в пристанището бяха подновени в понеделник след седмица мълчание. "
        "Кметицата каза, че страните са по-близо до споразумение от всякога."
    ),
    "ar": (
        "استؤنفت المحادثات بشأن الإضراب في الميناء يوم الاثنين بعد أسبوع من الصمت. وقالت رئيسة "
        "البلدية إن الطرفين أقرب إلى الاتفاق من أي وقت مضى."
    ),
    "fa": (
        "گفتگوها درباره اعتصاب در بندر روز دوشنبه پس از یک هفته سکوت از سر گرفته شد. شهردار گفت که دو "
        "طرف بیش از هر زمان دیگری به توافق نزدیک شده‌اند."
    ),
    "he": (
        "השיחות על השביתה בנמל חודשו ביום שני לאחר שבוע של שתיקה. ראשת העיר אמרה שהצדדים קרובים להסכם יותר מאי פעם."
    ),
    "el": "Οι συνομιλίες για την απεργία στο λιμάνι ξανάρχισαν τη Δευτέρα μετά από μια εβδομάδα σιωπής.",
    "zh": "港口罢工谈判在沉默一周后于周一恢复。市长表示，双方比以往任何时候都更接近达成协议。",
    "ja": "港のストライキをめぐる協議は一週間の沈黙の後、月曜日に再開された。",
    "ko": "항구 파업에 관한 회담이 일주일간의 침묵 끝에 월요일에 재개되었다.",
    "hi": (
        "बंदरगाह की हड़ताल पर बातचीत एक सप्ताह की चुप्पी के बाद सोमवार को फिर शुरू हुई। महापौर ने कहा "
        "कि दोनों पक्ष समझौते के पहले से अधिक करीब हैं।"
    ),
    "th": "การเจรจาเรื่องการนัดหยุดงานที่ท่าเรือเริ่มขึ้นอีกครั้งในวันจันทร์หลังจากเงียบไปหนึ่งสัปดาห์",
}
"""The same two sentences in many languages."""

BY_SCRIPT = ("he", "el", "zh", "ja", "ko", "th")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a worker process."""
    monkeypatch.setattr(language._Model, "allowed", False)
    use_model()
    yield
    language._loaded.cache_clear()


def test_english_is_known_and_others_need_the_model() -> None:
    assert detect(STORY) == "en"
    assert detect(TEXTS["de"]) is None
    assert detect(TEXTS["ru"]) is None
    assert language.needs_model(TEXTS["de"])
    assert not language.needs_model("Hafenstreik")
    assert detect("Harbour talks") is None
    assert detect("") is None


@pytest.mark.parametrize("name", BY_SCRIPT)
def test_a_script_of_one_language_tells_it(name: str) -> None:
    assert detect(TEXTS[name]) == name


def test_a_worker_tells_each(model: None) -> None:
    assert {name: detect(text) for name, text in TEXTS.items()} == {name: name for name in TEXTS}
    assert detect(STORY) == "en"


@pytest.mark.parametrize("text", ["", "Ja.", "1,234.5", "OK OK OK", "Harbour talks", "== -- ==" * 50, "x" * 39])
def test_short_and_wordless_texts_are_not_guessed(model: None, text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("stated", "text", "found"),
    [
        ("de-AT", STORY, "de"),
        ("en", TEXTS["de"], "en"),
        ("en", TEXTS["ru"], None),
        ("en", TEXTS["zh"], "zh"),
        ("ru", STORY, "en"),
        ("uk", TEXTS["ru"], "uk"),
        ("fa", TEXTS["ar"], "fa"),
        ("sr", TEXTS["ru"], "sr"),
        ("ja", TEXTS["ja"], "ja"),
        ("ja", "東京", "ja"),
        ("english", STORY, "en"),
        (None, STORY, "en"),
        ("de", "", "de"),
    ],
)
def test_what_is_stated_wins_unless_the_script_is_another(stated: object, text: str, found: str | None) -> None:
    assert settle(stated, text) == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [("en-GB", "en"), ("EN", "en"), ("pt_BR", "pt"), ("english", None), ("", None), (None, None), (5, None)],
)
def test_language_tags(stated: object, found: str | None) -> None:
    assert code(stated) == found
