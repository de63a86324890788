"""The months as other languages call them, for dates that an editor teaches."""

from __future__ import annotations

import unicodedata

SHORTEST = 3
# A line a language, January first: German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Finnish,
# Polish and Russian as they stand after a day, Turkish, Indonesian, English.
_TABLE = """
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta \
lokakuuta marraskuuta joulukuuta
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
january february march april may june july august september october november december
"""
_ALSO = {"mar": 3, "janner": 1, "janr": 1, "mrz": 3, "sept": 9, "set": 9, "juil": 7, "fevr": 2}


def plain(name: str) -> str:
    """Return a name without case, accents and full stops."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(sign for sign in apart if sign.isalpha())


_LANGUAGES = tuple(tuple(plain(name) for name in line.split()) for line in _TABLE.strip().splitlines())


def month_named(name: str) -> int | None:
    """Return the number of a month, or of the one month that a shortened name can mean; None where there is none."""
    wanted = plain(name)
    if wanted in _ALSO:
        return _ALSO[wanted]
    if len(wanted) < SHORTEST:
        return None
    whole = {at for months in _LANGUAGES for at, month in enumerate(months, start=1) if month == wanted}
    begun = {at for months in _LANGUAGES for at, month in enumerate(months, start=1) if month.startswith(wanted)}
    found = whole or begun
    return found.pop() if len(found) == 1 else None
