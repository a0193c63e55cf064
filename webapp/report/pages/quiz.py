"""One quiz by version: where people stop, how its questions work, the answers, and how sure people were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizlib import Outline
from quizlib.measures import Summed, calibration
from webapp.report.figures.items import items
from webapp.report.figures.judging import OPEN_TO_ALL, safe, sides
from webapp.report.figures.sources import Sums, Version
from webapp.report.figures.technical import technical
from webapp.report.figures.view import Row, Section, View
from webapp.report.rules.figure import Figure, Mode, Where
from webapp.report.rules.limits import LEAST, in_tenths, people, share
from webapp.report.wording.names import Names
from webapp.report.wording.words import Words, _
from webapp.site_content.reading import SiteContent

STOPS = {
    "first": _("In the first third"),
    "second": _("In the second third"),
    "last": _("In the last third"),
    "finished": _("Came to the end"),
}
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
    outline = sums.outline(wanted)
    if wanted not in versions or outline is None:
        return None
    sections = [section for mode in MODES for section in _sections(sums, wanted, outline, mode, names)]
    return View(
        f"quiz-{name}",
        names.quiz(name),
        (_("This is the short form, the first questions of the check-up."),) if outline.short else (),
        (*sections, _versions(sums, versions)),
    )


def _sections(sums: Sums, version: Version, outline: Outline, mode: Mode, names: Names) -> Iterator[Section]:
    found = sums.get(mode=mode, quiz=version.quiz, version=version.version)
    if found is None:
        return
    summed, whole = found.summed, Where(mode=mode, quiz=version.quiz)
    where = replace(whole, version=version.version)
    suffix, blocks = "" if mode == "workshop" else "-home", summed.blocks

    def titled(title: Words) -> Words:
        return title if mode == "workshop" else _("%(title)s, at home", title=title)

    yield Section(
        f"taken{suffix}",
        MODES[mode],
        "numbers",
        (
            Row(_("Quizzes begun"), (people("starts", found.people.starts, whole),)),
            Row(_("Quizzes completed"), (people("finishes", found.people.finishes, whole),)),
            Row(_("Answered to the end"), (share("finished", blocks.get("finished"), where, one_each=True),)),
        ),
        lead=(OPEN_TO_ALL,) if mode == "home" else (),
    )
    sections = [Section(f"stopped{suffix}", _("Where people stop"), "bars", _stopped(summed, where))]
    if "believed" in blocks or "safe" in blocks:
        rows = sides(summed, where) if "believed" in blocks else ()
        rows += (safe(summed, where),) if "safe" in blocks else ()
        sections.append(Section(f"judging{suffix}", _("How people judged"), "stacks", rows))
    sections += [items(summed, outline, where, names, suffix), _answers(summed, outline, where, names, suffix)]
    if outline.sure:
        sections.append(_sureness(summed, outline, where, suffix))
    for section in (*sections, technical(summed, outline, where, names, suffix)):
        yield replace(section, title=titled(section.title))


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
    )


def _versions(sums: Sums, versions: list[Version]) -> Section:
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
            figures = [share("finished", blocks.get("finished"), where, one_each=True)]
            figures += [
                share(measure, blocks[measure], where, people=found.summed.people.get(measure))
                for measure in ("believed", "rejected")
                if measure in blocks
            ]
            remark = _("Short form") if outline and outline.short else None
            rows.append(Row(label, tuple(figures), within=words, remark=remark, link=f"?version={version.version}"))
    return Section("versions", _("By version"), "table", tuple(rows), folded=True)
