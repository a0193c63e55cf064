"""Findings: what a chart shows, in a sentence that is its title. Rules choose it from the figures, never a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.report.rules.figure import Figure
from webapp.report.rules.figure_text import HUNDRED, figure_text
from webapp.report.wording.sides import PairWords, Said
from webapp.report.wording.words import Amount, Words, _, ngettext

TWO = 2


@dataclass(frozen=True)
class Finding:
    """A sentence, and the measures of the figures that it is about."""

    words: Words
    measures: tuple[str, ...]


def judged(pair: PairWords, harmful: Figure | None, harmless: Figure | None) -> Finding | None:
    """Return how many messages of both sides were judged right or would be checked; None without both intervals."""
    if not harmful or not harmless or not harmful.interval or not harmless.interval:
        return None
    one, other = pair.harmful.counted(figure_text(harmful)), pair.harmless.counted(figure_text(harmless))
    words = _("People judged right or would check %(one)s and %(other)s", one=one, other=other)
    return Finding(words, (harmful.measure, harmless.measure))


def better(pair: PairWords, changes: Sequence[Figure], *, later: bool = False) -> Finding | None:
    """Return which of the two changes in judging are more than chance; None if they are not shown.

    `changes` are those of the harmful and the harmless side; `later` says that a month or more lies between.
    """
    if not all(change.interval for change in changes):
        return None
    sides = zip((pair.harmful, pair.harmless), changes, strict=True)
    told = [side.wrong(figure_text(change)) for side, change in sides if _sure(change)]
    measures = tuple(change.measure for change in changes)
    if not told:
        unknown = _("Whether people judged better a month or more later can't be told: it may be chance")
        return Finding(
            unknown if later else _("Whether people judged better afterwards can't be told: it may be chance"), measures
        )
    what = _both(told)
    after = _("A month or more later, people %(what)s", what=what)
    return Finding(after if later else _("Afterwards, people %(what)s", what=what), measures)


def felt(worry: Figure, mastery: Figure, *, harm: bool) -> Finding | None:
    """Return how feelings changed; `harm` says that people are less worried and are not shown to judge better."""
    if not worry.interval or not mastery.interval:
        return None
    measures = (worry.measure, mastery.measure)
    if harm:
        return Finding(
            _("People were less worried afterwards, but it is not shown that they judge better: that does harm"),
            measures,
        )
    told: list[Words] = []
    if _sure(worry):
        told.append(_("were less worried") if (worry.value or 0) < 0 else _("were more worried"))
    if _sure(mastery):
        told.append(_("felt more able") if (mastery.value or 0) > 0 else _("felt less able"))
    if not told:
        return Finding(_("Whether worry and mastery changed can't be told: it may be chance"), measures)
    return Finding(_("Afterwards, people %(what)s", what=_both(told)), measures)


def hardest_of(first: Sequence[Figure], quiz: Words) -> Finding:
    """Return what the hardest question is of, which is of this quiz; as one of several if the next may be as hard."""
    values = {"quiz": quiz, "n": figure_text(first[0])}
    alone = len(first) > 1 and (first[0].upper or 0) < (first[1].lower or 0)
    words = (
        _("The hardest is a question of “%(quiz)s”: people got %(n)s points", **values)
        if alone
        else _("Among the hardest is a question of “%(quiz)s”: people got %(n)s points", **values)
    )
    return Finding(words, (first[0].measure,))


def overlooked_by(sign: Figure, quiz: Words) -> Finding:
    """Return how many overlooked a sign of this quiz."""
    words = _("A sign of “%(quiz)s” was overlooked by %(n)s people", quiz=quiz, n=figure_text(sign))
    return Finding(words, (sign.measure,))


def by_message(figures: Sequence[Figure], wrong: Said, frame: Said) -> Finding | None:
    """Return between which numbers out of 100 messages of several kinds were judged `wrong`; it names none of them."""
    between = _between([figure for figure in figures if figure.interval])
    if between is None:
        return None
    return Finding(frame(wrong(between)), tuple({figure.measure: None for figure in figures}))


def differing(differences: Sequence[Figure], measures: tuple[str, ...]) -> Finding | None:
    """Return at how many places judging surely differs from the others; it names none of them."""
    shown = [figure for figure in differences if figure.interval]
    places = {figure.where.place for figure in shown}
    if len(places) < TWO:
        return None
    sure, several = len({figure.where.place for figure in shown if _sure(figure)}), Amount(len(places))
    words = (
        ngettext(
            "At %(count)s of %(places)s places judging is surely different from the others",
            "At %(count)s of %(places)s places judging is surely different from the others",
            sure,
            places=several,
        )
        if sure
        else _("At none of %(places)s places is judging surely different from the others", places=several)
    )
    return Finding(words, measures)


def most(figures: Sequence[Figure], frame: Said) -> Finding | None:
    """Return the largest of several numbers in the words of `frame`, which takes its index and the number."""
    shown = [(figure.value or 0, -index) for index, figure in enumerate(figures) if figure.shown]
    if len(shown) < TWO:
        return None
    index = -max(shown)[1]
    return Finding(frame(index, figure_text(figures[index])), (figures[index].measure,))


def reached(pairs: Sequence[tuple[Figure, Figure]]) -> Finding | None:
    """Return how many targets have been reached; each pair is what was reached, and the target."""
    if not pairs:
        return None
    done = sum((one.value or 0) >= (target.value or 0) for one, target in pairs)
    words = ngettext(
        "%(done)s of %(count)s target has been reached",
        "%(done)s of %(count)s targets have been reached",
        len(pairs),
        done=Amount(done),
    )
    return Finding(words, tuple({figure.measure: None for pair in pairs for figure in pair}))


def spread(name: Words, figures: Sequence[Figure]) -> Words:
    """Return between which numbers the figures of a measure lie: the title of a chart that no finding is about."""
    between = _between([figure for figure in figures if figure.shown])
    return _("%(name)s: %(between)s", name=name, between=between) if between is not None else name


def _sure(change: Figure) -> bool:
    """Return whether a change or difference is more than chance."""
    return change.interval is not None and not change.interval[0] <= 0 <= change.interval[1]


def _both(told: Sequence[Words]) -> Words:
    """Return one part of a sentence, or two joined."""
    return _("%(one)s and %(other)s", one=told[0], other=told[1]) if len(told) == TWO else told[0]


def _between(figures: Sequence[Figure]) -> Words | None:
    """Return the range of figures of one kind: "between 12 and 40 of 100"; None if there are not two."""
    if len(figures) < TWO:
        return None
    share = figures[0].kind == "share"
    ends = [figure.value or 0 for figure in figures]
    least, most_ = (Amount(end * HUNDRED if share else end) for end in (min(ends), max(ends)))
    if least == most_:
        return figure_text(figures[0])
    if share:
        return _("between %(least)s and %(most)s of 100", least=least, most=most_)
    return _("between %(least)s and %(most)s", least=least, most=most_)
