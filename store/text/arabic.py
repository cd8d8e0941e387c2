"""Arabic words without their clitics and endings, from their letters alone: no lexicon is shipped.

`term` is the form under which a word is indexed: the article and what is written together with it (و ف ب ك ل) taken off, where
that is all but certain. Everything less certain is a *reading*: a stem that the word may have, with a `Doubt` that says how far it
is to be believed. Readings live in the archive's own vocabulary, whose frequencies decide (see store.finding.index): وثائق keeps its و
because no ثائق outweighs it, ولحقوق gives حقوق because that is everywhere.

All words are folded (ة is ه, ى ئ are ي, every alef is bare), except that `term` also sees how the word was written: the article
has a bare alef, so آليات and ألمانيا have none.
"""

from __future__ import annotations

from enum import IntEnum

ARTICLES = frozenset({"ال", "وال", "فال", "بال", "كال", "وبال", "فبال", "وكال", "لل", "ولل", "فلل"})
"""The article and what is written together with it, as a word that is still being typed may consist of."""
_ARTICLES = ("وبال", "فبال", "وكال", "وال", "فال", "بال", "كال")
_LAM_ARTICLES = ("ولل", "فلل", "لل")
LEAST_AFTER_ARTICLE = 3
SHORTEST = 2
"""Letters of the shortest words that tell something: حق, دم, نص."""
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه")
ILA = "الي"
HAMZA_BELOW_ILA = frozenset({"اليه", "اليها", "اليهم", "اليهما", "الينا", "اليك", "اليكم", "اليهن"})
"""إليه, إليها and so on, which are indexed as إلى."""
PARTICLES = frozenset(
    """
    في فيه فيها فيهم فيما من منه منها منهم مما الي علي عليه عليها عليهم عليهما عن عنه عنها عنهم مع معه معها
    معهم هذا هذه هذان هذين ذلك تلك التي الذي الذين اللذين اللتين كما بما لما فما وما انه انها انهم لكن لكنه
    لكنها وهو وهي فهو فهي له لها لهم به بها بهم لنا لي بي لدي لديه لديها لديهم حتي عند عنده عندما بين بينها
    بينهم حول خلال بعد قبل كان كانت كانوا يكون تكون ليس ليست قد لقد وقد فقد ان وان بان لان الا او ام ثم لا
    لم لن ولم ولا ولن هو هي هم نحن انا وهم
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Function words: they have no stems, and no word is read as one of them with a clitic or an ending."""


_INTERROGATIVES = frozenset(
    {"ما", "ماذا", "متي", "كيف", "اين", "كم", "هل", "لماذا", "اي", "ايه", "ماهو", "ماهي"}
)


class Doubt(IntEnum):
    """How much the vocabulary must say for a reading before it is believed (see `believable`)."""

    ENDING = 0
    """A plural, dual, feminine or pronoun ending on a long enough stem."""
    WEAK_ENDING = 1
    """The same on three letters: تفاهم is not تفا + هم."""
    WAW = 2
    """The conjunction و before four letters or more."""
    CLITIC = 3
    """ب ل ك ف س, or two of them, before four letters or more."""
    SHORT = 4
    """Any of them before three letters: ورد is not و + رد, لجنة is not ل + جنة."""


def believable(doubt: Doubt, stem_df: int, word_df: int) -> bool:
    """Whether a word found in `word_df` articles is read as a stem that stands alone in `stem_df` of them.

    A clitic is rarer than the bare word, so the stem must be at least as frequent; in a small archive, where a word may stand
    only once and only with its clitic, a long stem is believed without that.
    """
    if doubt is Doubt.ENDING:
        return True
    if doubt is Doubt.WEAK_ENDING:
        return stem_df >= max(1, word_df)
    if doubt is Doubt.WAW:
        return word_df <= 3 or 2 * stem_df >= word_df
    if doubt is Doubt.CLITIC:
        return word_df <= 3 or stem_df >= word_df
    return stem_df >= max(1, 2 * word_df)


def is_particle(word: str) -> bool:
    """Whether a folded word only joins others or asks, and tells nothing of a text (في، التي، كيف)."""
    return word in PARTICLES or word in _INTERROGATIVES


def is_arabic(word: str) -> bool:
    """Whether a folded word is in Arabic letters."""
    return "\u0620" <= word[0] <= "\u06ff" or "\u0750" <= word[0] <= "\u08ff"


def without_article(word: str, least: int = LEAST_AFTER_ARTICLE) -> str | None:
    """The folded word behind its article, or None if it has none or fewer than `least` letters would remain."""
    if word.startswith("ال"):
        return word[2:] if len(word) >= 2 + least else None
    if word.startswith(_ARTICLES):
        article = next(article for article in _ARTICLES if word.startswith(article))
        return word[len(article) :] if len(word) >= len(article) + least else None
    if word.startswith(_LAM_ARTICLES):
        for article in _LAM_ARTICLES:
            if word.startswith(article) and len(word) >= len(article) + least:
                return word[len(article) :]
    return None


def with_article(term_: str) -> tuple[str, ...]:
    """The terms of words that are this one behind an article which `term` does not take off.

    The first alef of للأطفال carries a hamza, as لل has none; of الحق only two letters would remain.

    >>> with_article("اطفال")
    ('وللاطفال', 'فللاطفال', 'للاطفال')
    """
    if is_particle(term_) or not is_arabic(term_):
        return ()
    if len(term_) == SHORTEST:
        return tuple(article + term_ for article in ("ال", *_ARTICLES, *_LAM_ARTICLES))
    if len(term_) >= LEAST_AFTER_ARTICLE and "ا" in term_:
        return tuple(article + term_ for article in _LAM_ARTICLES)
    return ()


def around_short(term_: str) -> tuple[str, ...]:
    """The terms that a word of two letters may have with ب or ل before it or a pronoun behind: بحق, حقها, بحقهم.

    None with و or ف, which begin verbs of three letters, nor with ه, which is ة as well.
    """
    if len(term_) != SHORTEST or is_particle(term_) or not is_arabic(term_):
        return ()
    pronouns = [pronoun for pronoun in _PRONOUNS if len(pronoun) > 1]
    return tuple(f"{before}{term_}{behind}" for before in ("", "ب", "ل") for behind in ("", *pronouns))[1:]


def behind_article(exact: str) -> tuple[str, ...]:
    """The folded words that a word may be behind its article, besides what `without_article` says: الحق is حق, للاجئين is لاجئين.

    Of ل + اللاجئين the lam of the article and that of the word are one.
    """
    if is_particle(exact) or not is_arabic(exact):
        return ()
    short = without_article(exact, least=SHORTEST) or ""
    found = [short] if len(short) == SHORTEST and not is_particle(short) else []
    article = next((one for one in _LAM_ARTICLES if exact.startswith(one)), "")
    if article and len(exact) > len(article) + 1:
        found.append(exact[len(article) - 1 :])
    return tuple(found)


def term(word: str, *, bare_alef: bool = True, hamza_below: bool = False) -> str:
    """The form under which a folded word is indexed.

    `bare_alef` says that its first alef carried neither hamza nor madda; `hamza_below` that it was إ: so إليه is told from آلية.
    """
    if hamza_below and word.removeprefix("و") in HAMZA_BELOW_ILA:
        return ILA
    if not bare_alef or word in PARTICLES:
        return word
    return without_article(word) or word


_ENDING, _WEAK_ENDING, _SHORT = Doubt.ENDING, Doubt.WEAK_ENDING, Doubt.SHORT
"""An import asks for the stems of thirty new words an article: a name of the module is found in a fifth of the time."""
_LEAST = len(Doubt)
"""Greater than every doubt: of a stem that was not met yet."""
_LAST = frozenset("اءتمنهي")
"""The last letters of all endings and pronouns: nearly half of the words are done with when these are looked at."""
_PRONOUNS_BY_LAST = {
    last: tuple((one, len(one)) for one in _PRONOUNS if one.endswith(last)) for last in _LAST
}


def _endings(word: str) -> dict[str, Doubt]:
    """Stems behind plural, dual and feminine endings and the accusative alef, without the word itself."""
    last, size = word[-1], len(word)
    if last == "ه":
        return {word[:-1]: _ENDING} if size >= 4 else {}
    if last == "ا" or (size >= 5 and (last == "ي" or (last == "ء" and word[-2] == "ا"))):
        return {word[:-1]: _ENDING if size >= 5 else _WEAK_ENDING} if size >= 4 else {}
    if last == "ت":
        if size < 4 or word[-2] != "ا":
            return {}
        stem = word[:-2]
        return {stem + "ه": _ENDING, stem: _ENDING} if size >= 5 else {stem + "ه": _ENDING}
    if last != "ن" or size < 5 or (before := word[-2]) not in "اوي":
        return {}
    if word[-3] != "ت" or before == "و":
        return {word[:-2]: _ENDING if size >= 6 else _WEAK_ENDING}
    stem = word[:-3]
    if size >= 6:
        return {stem + "ه": _ENDING, stem: _ENDING}
    return {stem + "ه": _WEAK_ENDING}


def endings(word: str) -> dict[str, Doubt]:
    """Every stem behind endings and pronouns, the word itself not among them.

    >>> sorted(endings("مناصرتنا"))
    ['مناصر', 'مناصرت', 'مناصره']
    """
    if word[-1] not in _LAST:
        return {}
    found = _endings(word)
    for pronoun, length in _PRONOUNS_BY_LAST[word[-1]]:
        size = len(word) - length
        if size < 3 or not word.endswith(pronoun):
            continue
        base = word[:size]
        doubt = _ENDING if size >= 4 else _WEAK_ENDING
        bases = [base]
        if base[-1] == "ت":
            bases.append(base[:-1] + "ه")
        elif size >= 5 and base.endswith(("او", "اي")):
            bases.append(base[:-1])
        for each in bases:
            if doubt < found.get(each, _LEAST):
                found[each] = doubt
            if pronoun != "ه" or each.endswith("ات"):
                for stem, worse in _endings(each).items():
                    worse = max(worse, doubt)  # noqa: PLW2901 - of two doubts the greater
                    if worse < found.get(stem, _LEAST):
                        found[stem] = worse
        break
    return found


_CLITICS = frozenset("وفبلكس")


def _behind_clitics(word: str) -> tuple[str, Doubt] | None:
    """The word behind a possible conjunction or preposition, and how far to believe it."""
    first = word[0]
    if first not in _CLITICS:
        return None
    rest = word[1:]
    if first == "س" and not (rest[:1] in "يتن" and len(rest) >= 4):
        return None
    if len(rest) >= 5 and first in "وف" and rest[0] in "بلكس" and (rest[0] != "س" or rest[1] in "يتن"):
        return rest, Doubt.WAW if first == "و" else Doubt.CLITIC
    if len(rest) >= 4:
        return rest, Doubt.WAW if first == "و" else Doubt.CLITIC
    if len(rest) == 3:
        return rest, Doubt.SHORT
    return None


def readings(term_: str) -> dict[str, Doubt]:
    """The stems that an index term may have, itself not among them. Particles have none.

    >>> readings("وثايق")
    {'ثايق': <Doubt.WAW: 2>}
    """
    if len(term_) < 4 or term_ in PARTICLES:
        return {}
    found = endings(term_)
    behind = _behind_clitics(term_) if term_[0] in _CLITICS else None
    depth = 0
    while behind is not None and depth < 2:
        rest, doubt = behind
        if depth:
            doubt = max(doubt, Doubt.CLITIC)
        if doubt < found.get(rest, _LEAST):
            found[rest] = doubt
        for stem, ending in endings(rest).items():
            worse = doubt if ending is _ENDING else _SHORT
            if worse < found.get(stem, _LEAST):
                found[stem] = worse
        behind = _behind_clitics(rest) if rest[0] in "بلكس" and term_[0] in "وف" else None
        depth += 1
    if PARTICLES.isdisjoint(found) and term_ not in found:
        return found
    return {stem: doubt for stem, doubt in found.items() if stem != term_ and stem not in PARTICLES}
