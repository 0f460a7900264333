"""The numbers and words with which people dial into a meeting: whoever has them can walk in."""

from __future__ import annotations

import re

# At least nine digits, and neither a date nor how many there are of something.
_COUNT = r"\d{1,3}(?:[ \u00a0\u202f]000)+(?![ \u00a0\u202f]?\d)"
_DATE = r"\d{4}-\d\d-\d\d|\d\d?[ .-]\d\d?[ .-]\d{4}"
_DIGITS = r"\d(?:[ \u00a0\u202f-]{0,2}\d){8"
_NUMBER = rf"(?!{_COUNT}|{_DATE}){_DIGITS},14}}\#?[*_`]{{0,3}}"
# Behind words that name nothing else, six will do.
_SHORT = rf"(?!{_DATE})\d(?:[ \u00a0\u202f-]{{0,2}}\d){{5,14}}\#?[*_`]{{0,3}}"
_COLON = r"[:\uff1a]"
# Marks of Markdown may stand around a name and its number, or a table's cells part them.
_MARKS = r"[\s*_`|]{0,8}"
_GAP = rf"{_MARKS}(?:\([^()\n]{{1,30}}\){_MARKS})?(?:is\b|ist\b|est\b|es\b|é\b|[:\uff1a=#–—-])?{_MARKS}"
_SERVICE = r"(?:zoom|webex|(?:ms |microsoft )?teams|google meet|gotomeeting|bluejeans|chime|skype|jitsi)"
_KINDS = rf"(?:{_SERVICE}[ -]?)?(?:meeting|webinar|conference|phone conference|room|access)"
_MEETING = (
    rf"{_KINDS}[ -]?(?:id|code|number|no\.?|key|#)",
    r"event number",
    rf"{_SERVICE}(?:[ -]?(?:id|room|code|number|no\.?|call|meeting))?",
    r"(?:telefon)?konferenz-?(?:id|nummer|kennung)|einwahl(?:code|nummer)",
    r"(?:besprechungs|sitzungs)-?(?:id|nummer|kennung)",
    r"(?:id|identifiant|num[ée]ro) (?:de )?(?:la |du )?(?:r[ée]union|conf[ée]rence|webinaire|webinar)",
    r"(?:id|n[úu]mero|identificador) de (?:la )?(?:reuni[óo]n|conferencia|seminario)",
    r"(?:id|n[úu]mero) da (?:reuni[ãa]o|confer[êe]ncia)|id (?:della )?riunione",
    r"(?:vergader|vergaderings|mötes|møde|møte)-?(?:id|nummer)|id spotkania|id sch[ůu]zky",
    r"toplant[ıi] kimli[ğg]i",  # noqa: RUF001
    r"идентификатор (?:конференции|собрания)|ідентифікатор (?:конференції|зустрічі)",
    r"ミーティング\s*(?:id|番号)|会[议議]\s*(?:id|号|號)|회의\s*(?:id|번호)",
)
"""What the number of a meeting is called, in the languages of those who hold most of them."""
_SECRET = (
    r"(?:(?:meeting|webinar|event|zoom|webex|teams) )?pass(?:code|word|wort|phrase)",
    r"access code|host (?:key|pin)|participant (?:pin|code)|pin(?: code)?",
    r"kenn(?:code|wort)|zugangs(?:code|kennwort)|code secret|mot de passe|code d['’]acc[èe]s",
    r"c[óo]digo (?:de acceso|de acesso)|contrase[ñn]a|senha(?: de acesso)?|codice d['’]accesso",
    r"toegangscode|wachtwoord|l[öo]sen(?:kod|ord)|adgangskode|passord|kod dost[ęe]pu|has[łl]o|heslo|[şs]ifre|parola",
    r"код доступ[ау]|пароль|パスコード|パスワード|密[码碼]|口令|암호|비밀번호",  # noqa: RUF001
)
"""What the word is called that opens one, and others too."""
_PASSCODE = r"passcode|kenncode|код доступ[ау]|パスコード"  # noqa: RUF001
_OPENING = (
    rf"(?:(?:{_SERVICE}|meeting|webinar) )?(?:{_PASSCODE})",
    rf"(?:{_SERVICE}|meeting|webinar) (?:password|passwort|kennwort|pin|code)",
)
"""What the word is called that opens a meeting and hardly anything else."""
_TO_COME = r"(?!(?:sent|given|shown|will|on|after|see|in|by|to|follows|required|protected|needed)\b)"
_VALUE = rf"{_TO_COME}[^\s,;()<>\[\]]{{2,40}}"
_WORD = rf"(?:[\s*_`]{{0,6}}[:\uff1a=]{_MARKS}{_VALUE}|[\s*_`|]{{1,8}}(?:is\s+)?(?=\S*\d){_VALUE})"


def _any(*parts: str) -> str:
    return rf"(?<![^\W_])(?<!-)[*_`]{{0,3}}(?:{'|'.join(parts)})"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ONE_TAP = _compile(
    rf"(?:(?<!\w)one[ -]?tap(?: mobile)?\s*{_COLON}?\s*)?(?<![\w+])\+?\d[\d ().-]{{4,20}}\d\s?"
    r"(?:,{2,4}\s?\*?\d[\d*#,]{4,}|,\s?\*?\d[\d*,]{4,}#[\d*#,]*)"
)
_SIP_HOSTS = r"zoomcrc\.com|lync\.com|bjn\.vc|plcm\.vc|pexip\.me|meet\.teams\.microsoft\.com"
_SIP = _compile(rf"(?<![\w@.-])(?:[\w.-]+@(?:[\w-]+\.)*(?:{_SIP_HOSTS})|\d{{8,12}}(?:\.\w+)?@(?:[\w-]+\.)*webex\.com)")
_PIN = rf"{_any('pin', 'access code', 'zugangscode')}\s*{_COLON}?\s*{_NUMBER}(?<=[#*_`])"
_CODE = (
    r"\b(?:google meet(?: (?:code|id|link))?|meet(?:ing)? (?:code|id))\s*[:=–—-]?\s*[a-z]{3}-[a-z]{4}-[a-z]{3}(?![\w-])"
)
_NINE = _compile(rf"{_DIGITS}}}")
_OPENERS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_compile(r"\d\s?,{1,4}\s?\*?\d\d"), _ONE_TAP),
    (_compile(r"@"), _SIP),
    (_NINE, _compile(rf"{_any(*_MEETING)}{_GAP}{_NUMBER}(?![\d,.]\d)")),
    (
        _compile(r"\d(?:[ \u00a0\u202f-]{0,2}\d){5}"),
        _compile(rf"{_any(_KINDS)}[ -]?(?:id|pin){_MARKS}{_COLON}{_MARKS}{_SHORT}(?![\d,.]\d)"),
    ),
    (_NINE, _compile(_PIN)),
    (_compile(r"-[a-z]{4}-[a-z]{3}"), _compile(_CODE)),
    (
        _compile(r"[sn]code|zoom|webex|teams|meet|webinar|код д|スコ|chime|jeans|jitsi|skype"),
        _compile(rf"{_any(*_OPENING)}{_WORD}"),
    ),
)
"""What opens a meeting, each behind what is quicker to look for and has to be there too."""
_BESIDE = _compile(rf"{_any(*_SECRET)}{_WORD}|{_any(*_OPENING)}\s+{_VALUE}")


def hide_numbers(text: str, *, beside: bool = False) -> str:
    """A text without the numbers of meetings and the words that open them.

    A word such as *password* is one of these only where a meeting is named too: in the text, or `beside` it.
    """
    hidden = text
    for sign, pattern in _OPENERS:
        if sign.search(hidden):
            hidden = pattern.sub("", hidden)
    return _BESIDE.sub("", hidden) if beside or hidden != text else hidden
