"""Names as search and order see them: the Python twins of the database's name_key and sort_key.

Both agree on every character up to U+024F, U+1E00-1EFF and on punctuation; beyond that only on
what Unicode decomposes into plain letters.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_uppercase

_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_PLAIN = re.compile("[^a-z0-9]+")

# Letters that Unicode does not decompose, as the database's unaccent rules spell them.
_SPELLED = (
    "a:Ⱥⱥ ae:Ææ b:ƀƁƂƃɃ c:ƇƈȻȼ d:ÐðĐđƉƊƋƌȡ db:ȸ e:ƐɆɇ f:Ƒƒ g:ƓǤǥ h:Ħħ hv:ƕ i:ıƖƗ j:ȷɈɉ k:Ƙƙ"
    " l:ŁłƚȴȽ ll:Ỻỻ n:ŊŋƝƞȵ o:Øø oe:Œœ oi:Ƣƣ p:Ƥƥ q:ĸ qp:ȹ r:Ɍɍ s:ȿẜẝ ss:ßẞ"
    " t:ŦŧƫƬƭƮȶȾ th:Þþ u:Ʉ v:ƲỼỽ y:ƳƴɎɏỾỿ z:ƵƶȤȥɀ"
)
_PLAIN: dict[int, str] = {
    ord(letter): plain
    for plain, letters in (entry.split(":") for entry in _SPELLED.split())
    for letter in letters
}
_PLAIN |= {ord("©"): "(c)", ord("®"): "(r)"}
_PLAIN |= {ord(letter): letter.lower() for letter in ascii_uppercase}


def plain_text(value: str) -> str:
    """The text without accents, its Latin letters in lower case."""
    if value.isascii():
        return value.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", value))
    return bare.translate(_PLAIN)


def name_key(value: str) -> str:
    """Letters and digits only: "Siti Nur'aini", "SITI NURAINI" and "siti nuraini" are one."""
    return _NOT_PLAIN.sub("", plain_text(value))


def sort_key(value: str) -> str:
    """Words parted by single spaces, for order: "Ani B." comes before "Anisa"."""
    return _NOT_PLAIN.sub(" ", plain_text(value)).strip(" ")


def words(value: str) -> list[str]:
    """The words of a text, plain: what a search looks for one by one."""
    return sort_key(value).split()
