"""The forms of a noun that takes its article and its pronouns into the same word: "اجتماع", "الاجتماع",
"اجتماعا", "اجتماعهما".

The endings are in ``records.toml``, table [declension]; without it, a noun keeps its form.

>>> endings = {"article": "ال", "object": "ا", "pronouns": ["ها"], "bound": {"ة": "ت"}, "pairs": ["ين"]}
>>> sorted(Declension.of(endings).forms("دورة عادية"))
['الدورة العادية', 'دورة العادية', 'دورة عادية', 'دورتها العادية']
>>> sorted(Declension.of(endings).pairs_of("مؤتمر"))
['المؤتمرين', 'مؤتمرين']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Declension:
    """The endings of a language.

    `article` stands before a noun and before each adjective of it, `object` ends a noun that is an object,
    `pronouns` say whose it is, `pairs` that there are two. `bound` gives what an ending becomes before these
    last two; such a noun has no ending as an object.
    """

    article: str
    object: str
    pronouns: tuple[str, ...]
    bound: dict[str, str]
    pairs: tuple[str, ...]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Declension:
        """Return the declension that the table [declension] describes; of an empty one, no noun changes."""
        return cls(
            data.get("article", ""),
            data.get("object", ""),
            tuple(data.get("pronouns", ())),
            dict(data.get("bound", {})),
            tuple(data.get("pairs", ())),
        )

    def forms(self, phrase: str) -> set[str]:
        """Return the forms of a noun, alone or with a noun or adjectives behind it, itself among them."""
        if not self.article:
            return {phrase}
        first, *behind = phrase.split()
        defined = [word if word.startswith(self.article) else self.article + word for word in behind]
        return {
            phrase,
            " ".join([first, *defined]),
            " ".join([self.article + first, *defined]),
            " ".join(self._as_object(word) for word in (first, *behind)),
            " ".join([self._as_object(first), *behind]),
            *(" ".join([self._stem(first) + pronoun, *defined]) for pronoun in self.pronouns),
        }

    def alone(self, form: str, phrase: str) -> str:
        """Return what a form of `phrase` becomes where it stands alone: one with a pronoun takes the article
        instead, one that is an object loses its ending.

        >>> endings = {"article": "ال", "object": "ا", "pronouns": ["هما"], "bound": {}, "pairs": []}
        >>> [Declension.of(endings).alone(form, "اجتماع") for form in ("اجتماعهما", "اجتماعا")]
        ['الاجتماع', 'اجتماع']
        """
        first, *behind = phrase.split()
        written, *_ = form.split()
        if written in (first, self.article + first):
            return form
        if written == self._as_object(first):
            return phrase
        defined = [word if word.startswith(self.article) else self.article + word for word in behind]
        return " ".join([self.article + first, *defined])

    def pairs_of(self, phrase: str) -> set[str]:
        """Return the forms of two of a noun that stands alone."""
        if " " in phrase:
            return set()
        two = [self._stem(phrase) + ending for ending in self.pairs]
        return {*two, *(self.article + form for form in two)}

    def _as_object(self, word: str) -> str:
        return word if word.endswith(tuple(self.bound)) else word + self.object

    def _stem(self, word: str) -> str:
        for ending, before in self.bound.items():
            if word.endswith(ending):
                return word.removesuffix(ending) + before
        return word
