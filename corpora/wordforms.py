"""English words as the lexicon sees them: tokens, contractions, irregular forms and stems (Porter2, by PyStemmer)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Forms that a suffix stemmer cannot bring back to their base: "base: forms". English has some 250 such words.
_IRREGULAR = """
arise: arose arisen; awake: awoke awoken; be: am are is was were been being; bear: bore borne; beat: beaten;
become: became; begin: began begun; bend: bent; bind: bound; bite: bit bitten; bleed: bled; blow: blew blown;
break: broke broken; breed: bred; bring: brought; build: built; burn: burnt; buy: bought; catch: caught;
choose: chose chosen; cling: clung; come: came; creep: crept; deal: dealt; dig: dug; do: did does done; draw: drew
drawn; dream: dreamt; drink: drank drunk; drive: drove driven; eat: ate eaten; fall: fell fallen; feed: fed; feel: felt;
fight: fought; find: found; flee: fled; fling: flung; fly: flew flown flies; forbid: forbade forbidden;
forget: forgot forgotten; forgive: forgave forgiven; freeze: froze frozen; get: got gotten; give: gave given;
go: went gone goes; grind: ground; grow: grew grown; hang: hung; have: has had; hear: heard; hide: hid hidden;
hold: held; keep: kept; kneel: knelt; know: knew known; lay: laid; lead: led; lean: leant; leap: leapt; learn: learnt;
leave: left; lend: lent; lie: lain lying; light: lit; lose: lost; make: made; mean: meant; meet: met; mistake: mistook
mistaken; overcome: overcame; pay: paid; prove: proven; ride: rode ridden; ring: rang rung; rise: rose risen;
run: ran; say: said; see: saw seen; seek: sought; sell: sold; send: sent; sew: sewn; shake: shook shaken; shine: shone;
shoot: shot; show: shown; shrink: shrank shrunk; sing: sang sung; sink: sank sunk; sit: sat; sleep: slept; slide: slid;
sow: sown; speak: spoke spoken; speed: sped; spend: spent; spin: spun; spit: spat; spring: sprang sprung; stand: stood;
steal: stole stolen; stick: stuck; sting: stung; stink: stank stunk; stride: strode; strike: struck stricken;
strive: strove striven; swear: swore sworn; sweep: swept; swell: swollen; swim: swam swum; swing: swung; take: took
taken; teach: taught; tear: tore torn; tell: told; think: thought; throw: threw thrown;
understand: understood; undertake:
undertook undertaken; undergo: underwent undergone; wake: woke woken; wear: wore worn; weave: wove woven; weep: wept;
win: won; wind: wound; withdraw: withdrew withdrawn; write: wrote written; die: dying dies died; tie: tying;
bad: worse worst; good: better best; well: better; far: further farther furthest; little: less least; many: more most;
man: men; woman: women; child: children; foot: feet; tooth: teeth; goose: geese; mouse: mice; wife: wives; life: lives;
knife: knives; leaf: leaves; half: halves; self: selves; shelf: shelves; thief: thieves; wolf: wolves; loaf: loaves;
person: people persons; crisis: crises; analysis: analyses; basis: bases; phenomenon: phenomena; criterion: criteria;
medium: media; datum: data; index: indices;
i: me my mine myself; he: him his himself; she: her hers herself; we: us our ours ourselves; they: them their theirs
themselves; you: your yours yourself yourselves; it: its itself; who: whom whose; this: these; that: those; a: an;
can: could cannot; will: would; shall: should; may: might; not: n't nt; no: none; once: one's; ever: e'er
"""

_WORD = re.compile(
    r"""
    (?P<number>\d+(?:[.,]\d+)*)(?:st|nd|rd|th|s)?(?![A-Za-z])
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<dots>\.{2,}|…+)
    | (?P<dash>-{2,}|[—–―]+)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_CLITICS = frozenset({"s", "re", "ve", "ll", "d", "m"})


@cache
def _irregular() -> dict[str, str]:
    """Map each irregular form to its base; the first base that claims a form keeps it."""
    bases: dict[str, str] = {}
    for group in _IRREGULAR.replace("\n", " ").split(";"):
        base, _, forms = group.partition(":")
        for form in forms.split():
            bases.setdefault(form, base.strip())
    return bases


@cache
def _stemmer() -> Any:  # PyStemmer has no types
    import Stemmer  # noqa: PLC0415 - loaded only where English is read

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return what the forms of an English word share.

    Irregular forms go by their base, so that `went` meets `goes`.

    >>> stem("Thought"), stem("thinking"), stem("children")
    ('think', 'think', 'child')
    """
    lower = word.lower().replace("’", "'")
    lower = _irregular().get(lower, lower)
    result: str = _stemmer().stemWord(lower)
    return result


def stem_all(words: Sequence[str]) -> list[str]:
    """Return `stem` of each word in small letters, many at once."""
    irregular = _irregular()
    stems: list[str] = _stemmer().stemWords([irregular.get(word, word) for word in words])
    return stems


def english_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and key of each word, number and mark; contractions are taken apart (`didn't` is two words).

    Keys of words are stems, those of numbers their digits without grouping commas, those of marks the mark itself
    (`...` is `…`, `--` is `—`).
    """
    for found in _WORD.finditer(text):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "word":
            yield from _word_parts(text, start, end)
        elif kind == "number":
            yield start, end, found["number"].replace(",", "")
        else:
            mark = {"dots": "…", "dash": "—"}.get(kind or "", text[start:end])
            yield start, end, quote_direction(text, start, end) if mark in _STRAIGHT else mark


_STRAIGHT = frozenset("\"'`´")


def quote_direction(text: str, start: int, end: int) -> str:
    """Return the curly form of a straight quote: it opens where a word follows and none stands before."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = (not before or before.isspace() or before in '([—–-“‘"') and bool(after) and not after.isspace()
    return "“" if opens else "”"


def _word_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    word = text[start:end].replace("’", "'")
    head, apostrophe, tail = word.rpartition("'")
    if apostrophe and tail.lower() in _CLITICS:
        # 's, 're, 'll: what they stand for (of, is, has, are, will) carries no evidence.
        yield start, start + len(head), stem(head)
    elif apostrophe and tail.lower() == "t" and head[-1:].lower() == "n":
        auxiliary = {"ca": "can", "wo": "will", "sha": "shall"}.get(head[:-1].lower(), head[:-1])
        if auxiliary:
            yield start, start + len(head) - 1, stem(auxiliary)
        yield start + len(head) - 1, end, "not"
    else:
        yield start, end, stem(word)


_FUNCTION_WORDS = """
a the to of in on at by for with from into onto upon about over under up out off down through between among against
during without within before after since until till above below behind beside near toward towards across along around
and or but nor so yet if because although though while when where whether as than that this who which what why how
i he she it we you they own there here
be have do will can may shall must need dare ought
not no all any some each every both either neither such same other another much many more most few little only just
also too very even still again ever never then now well quite rather already one
"""
FUNCTION_WORDS: frozenset[str] = frozenset(map(stem, _FUNCTION_WORDS.split()))
"""Stems of closed-class English words: their presence says little about what a sentence means."""
