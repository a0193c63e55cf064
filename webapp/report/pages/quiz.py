"""One quiz by version: how many took it, how people judged, and which of its questions are worth a look.

The rest is folded: the other questions, all answers, where people stop, how sure people were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizlib import Outline
from quizlib.measures import Clusters, Measure, Summed, calibration
from webapp.report.figures.hands import by_hands
from webapp.report.figures.items import items
from webapp.report.figures.judging import OPEN_TO_ALL, right_acts, sides
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.technical import technical
from webapp.report.figures.view import Row, Section, View
from webapp.report.rules import reasons
from webapp.report.rules.figure import Figure, Mode, Where
from webapp.report.rules.findings import judged
from webapp.report.rules.limits import BLOCKS, BY_BLOCKS, LEAST, PERCENT, in_tenths, people, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.reading import SiteContent

STOPS = {"second": _("In the second third"), "last": _("In the last third"), "finished": _("Came to the end")}
"""Nobody who answered the half stops in the first third."""
MODES: Mapping[Mode, Words] = {"workshop": _("At events"), "home": _("At home")}


def quiz(sums: Sums, content: SiteContent, name: str, version: str = "") -> View | None:
    """Return the view of a quiz in one version, or in the current one; None if nothing is known of it."""
    names = Names(content)
    versions = [one for mode in MODES for one in sums.versions(mode) if one.quiz == name]
    versions = list(dict.fromkeys(versions))
    current = content.library.quizzes.get(name)
    wanted = Version(name, version or (current.version if current else ""))
    if wanted not in versions and not version and versions:
        wanted = versions[-1]
    outline = sums.outline(wanted) if wanted in versions else None
    raised = tuple(by_hands(sums, name, names))
    if outline is None:
        return View(f"quiz-{name}", names.quiz(name), (), raised) if raised and not version else None
    opened = _opened(sums, wanted)
    sections = [
        section for mode in MODES for section in _sections(sums, wanted, outline, mode, names, opened=mode == opened)
    ]
    return View(
        f"quiz-{name}",
        names.quiz(name),
        (_("This is the short form, the first questions of the check-up."),) if outline.short else (),
        (*sections, *(replace(one, folded=True) for one in raised), _versions(sums, versions, names)),
    )


def _opened(sums: Sums, version: Version) -> Mode:
    """Return the mode whose questions are open: at home only where too few answered at events, and enough did there."""
    for mode in MODES:
        found = sums.get(mode=mode, quiz=version.quiz, version=version.version)
        finished = found.summed.blocks.get("finished") if found else None
        if finished and finished.m >= BLOCKS and finished.n >= PERCENT:
            return mode
    return "workshop"


def _sections(
    sums: Sums, version: Version, outline: Outline, mode: Mode, names: Names, *, opened: bool
) -> Iterator[Section]:
    """Yield the sections of a mode. `opened` are its questions, or its answers if none of them is right."""
    found = sums.get(mode=mode, quiz=version.quiz, version=version.version)
    if found is None:
        return
    summed, where = found.summed, Where(mode=mode, quiz=version.quiz, version=version.version)
    suffix, blocks = "" if mode == "workshop" else "-home", summed.blocks

    def titled(section: Section) -> Section:
        title = section.title if mode == "workshop" else _("%(title)s, at home", title=section.title)
        return replace(section, title=title)

    yield Section(
        f"taken{suffix}",
        MODES[mode],
        "numbers",
        _taken(blocks, where),
        lead=(OPEN_TO_ALL,) if mode == "home" else (),
    )
    pairs = [pair for pair in names.pairs if pair.in_blocks(blocks)]
    if pairs or Measure.RIGHT_ACT in blocks:
        rows = sides(pairs, summed, where)
        finding = judged(pairs[0], rows[0].sum, rows[1].sum) if pairs else None
        rows += (right_acts(summed, where),) if Measure.RIGHT_ACT in blocks else ()
        yield titled(Section(f"judging{suffix}", _("How people judged"), "stacks", rows, finding=finding))
    look, others = items(summed, outline, where, names, suffix)
    answers = _answers(summed, outline, where, names, suffix)
    if look.rows or others.rows:
        yield titled(replace(look, folded=not opened))
        yield titled(others)
        yield titled(answers)
    else:
        yield titled(replace(answers, folded=not opened))
    yield titled(Section(f"stopped{suffix}", _("Where people stop"), "bars", _stopped(summed, where), folded=True))
    if outline.sure:
        yield titled(_sureness(summed, outline, where, suffix))
    yield titled(technical(summed, outline, where, names, suffix))


def _taken(blocks: Mapping[str, Clusters], where: Where) -> tuple[Row, ...]:
    """Return how many began, left before half, and came to the end, in the groups that know all of this."""
    left, completed = blocks.get(Measure.LEFT), _completed(blocks, where)
    if left is None or not completed.shown:
        begun, early = (Figure(measure, "people", where) for measure in ("starts", Measure.LEFT))
        begun, early = (one.withhold(reasons.UNKNOWN_BEGUN) for one in (begun, early))
    else:
        begun = people("starts", round(left.n), where)
        early = people(Measure.LEFT, max(round(left.sums[0]), 0), where)
    return (
        Row(_("Quizzes begun"), (begun,)),
        Row(_("Left before half"), (early,)),
        Row(_("Answered to the end"), (completed,)),
    )


def _completed(blocks: Mapping[str, Clusters], where: Where) -> Figure:
    """Return how many of those who began came to the end; of few groups it would tell how many left in one of them."""
    found = share(Measure.COMPLETED, blocks.get(Measure.COMPLETED), where, one_each=True)
    return found if (found.blocks or 0) >= BY_BLOCKS else found.withhold(reasons.UNKNOWN_BEGUN)


def _stopped(summed: Summed, where: Where) -> tuple[Row, ...]:
    """Return the shares that stopped in each third of the quiz, in tenths, since their intervals are not known."""
    record, blocks = summed.records.get(LEAST), summed.blocks.get("finished")
    found: Mapping[str, int] = (record.stopped if record else None) or {}
    n = max(record.n if record else 0, LEAST * (blocks.m if blocks else 0))
    rows = []
    for stop, label in STOPS.items():
        figure = Figure("stopped", "share", where, stop, n=n or None, blocks=blocks.m if blocks else None)
        part = found.get(stop, 0) / record.n if record and record.n else None
        rows.append(Row(label, (in_tenths(figure, part),)))
    return tuple(rows)


def _answers(summed: Summed, outline: Outline, where: Where, names: Names, suffix: str) -> Section:
    """Return the shares of all answers to all questions, in the order of the quiz."""
    rows = []
    for name, asked in outline.questions.items():
        options = {part: names.part(outline.quiz, name, part) for part in asked.parts}
        keys = {part: f"share:{name}/{part}:yes" for part in asked.parts}
        if not options:
            categories = (*asked.marks, "none")
            options = {one: names.answer(outline.quiz, name, asked, one) for one in categories}
            keys = {one: f"share:{name}:{one}" for one in categories}
        most = max(asked.marks.values(), default=0)
        for option, label in options.items():
            chosen = share("chosen", summed.blocks.get(keys[option]), where, of=f"{name}/{option}", one_each=True)
            right = option in asked.right if asked.parts else 0 < most == asked.marks.get(option, 0)
            rows.append(Row(label, (chosen,), within=names.question(outline.quiz, name), right=right))
    return Section(f"answers{suffix}", _("What people answered"), "bars", tuple(rows), folded=True)


def _sureness(summed: Summed, outline: Outline, where: Where, suffix: str) -> Section:
    """Return mean sureness beside the share of right answers. Both leave out doubts, and have no interval."""
    record, blocks = summed.records.get(LEAST), summed.blocks.get("finished")
    marks = {name: asked.marks for name, asked in outline.questions.items()}
    found = calibration(record.sureness if record else None, marks)
    n = found.n if found else 0
    rows = []
    for measure, label, value in (
        ("sure", _("How sure people were"), found.sureness if found else None),
        ("right", _("How often they were right"), found.right if found else None),
    ):
        figure = Figure(measure, "share", where, n=n or None, blocks=blocks.m if blocks else None)
        rows.append(Row(label, (in_tenths(figure, value),)))
    return Section(
        f"sureness{suffix}",
        _("How sure people were, and how often they were right"),
        "bars",
        tuple(rows),
        lead=(_("Where people are much surer than they are right, they need practice most."),),
        folded=True,
    )


def _versions(sums: Sums, versions: list[Version], names: Names) -> Section:
    """Return the same few figures of every version, short forms included."""
    rows = []
    for version in versions:
        outline = sums.outline(version)
        label = _("Version %(version)s", version=version.version)
        for mode, words in MODES.items():
            found = sums.get(mode=mode, quiz=version.quiz, version=version.version)
            if found is None:
                continue
            where = Where(mode=mode, quiz=version.quiz, version=version.version)
            blocks = found.summed.blocks
            judged = {
                figure.measure: figure
                for row in sides(names.pairs, found.summed, where)
                for figure in row.figures
                if figure.n
            }
            figures = [_completed(blocks, where), *(judged[measure] for measure in names.judged if measure in judged)]
            remark = _("Short form") if outline and outline.short else None
            rows.append(Row(label, tuple(figures), within=words, remark=remark, link=f"?version={version.version}"))
    return Section("versions", _("By version"), "table", tuple(rows), folded=True)
