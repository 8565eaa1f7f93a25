"""LG315 one-script: no letters of a script that the language does not use.

Why: models slip into another language in mid-sentence (5 of 13,959 sections, Chinese in English as a rule), and a
Cyrillic "а" in a Latin word breaks every search. What the topics or the notes write in another script is let pass,
and so are Greek letters, which stand for quantities.

Also known as: S22b

Bad:
    /closing: Can we find a card in a look or two? 我希望这会让大家掌握。
    ---
    /assessment/questions/0/explanation: Seven halvings bring 100 down to nothing, сначала by half.
Good:
    /closing: Can we find a card (карточка) in a look or two, for α = 0.5?
    context: {passages: {p9: "The Russian word is карточка."}}
    ---
    /closing: 能不能一两次就找到卡片？
    context: {language: zh}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lecturegen.rules._base import Context, Found, text_rule
from lecturegen.rules._maths import without_maths
from lecturegen.rules._texts import PROSE, Text
from lecturegen.rules._words import excerpt
from lecturegen.schema import Severity

# Cyrillic, Armenian, Hebrew, Arabic, Indic and Thai, Georgian, kana, Han, Hangul
_OTHER = re.compile("[\u0400-\u0e7f\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NOT_LATIN = frozenset(
    {
        "am", "ar", "be", "bg", "bn", "bo", "ckb", "cmn", "dv", "fa", "gu", "hak", "he", "hi", "hy", "ja", "ka", "kk",
        "km", "kn", "ko", "ku", "ky", "lo", "mk", "ml", "mn", "mr", "my", "nan", "ne", "or", "pa", "ps", "ru", "sa",
        "sd", "si", "sr", "ta", "te", "tg", "th", "ug", "uk", "ur", "wuu", "yi", "yue", "zh",
    }
)  # fmt: skip


@text_rule("LG315", "one-script", Severity.WARNING, PROSE)
def check(text: Text, context: Context) -> Iterator[Found]:
    if text.value.isascii() or context.language.split("-")[0] in _NOT_LATIN:
        return
    for match in _OTHER.finditer(without_maths(text.value)):
        if not _is_subject(match[0], context):
            message = f"{excerpt(match[0])} is not written in the script of this language"
            yield Found(text.where, message, "write it in the language of the lecture", match.span())
            return


def _is_subject(run: str, context: Context) -> bool:
    planned = context.planned.model_dump_json() if context.planned else ""
    given = (*context.topics, planned, *(context.passages or {}).values())
    return any(run in source for source in given) or run.lower() in context.terms
