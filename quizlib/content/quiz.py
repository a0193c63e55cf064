"""Quiz: questions that are taken together, read from one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, model_validator
from pydantic.json_schema import SkipJsonSchema

from quizlib.content.source import NOT_APPROVED, Approval, Source, approved_words
from quizlib.problems import Finding, did_you_mean, refuse
from quizlib.questions import Question
from quizlib.questions.base import fingerprint
from quizlib.say import say
from quizlib.texts.known import ItemId, KnownLanguages, QuestionId
from quizlib.texts.text import Content, Id, Text
from quizlib.texts.unique import unique_ids

Form = Literal["A", "B", "C"]
SHORT = 6  # questions of a check-up's short form: its first
MOST_EXAMPLES, REFRESHER, THREE = 2, 4, 3


class Quiz(Content):
    """Questions that are taken together, with things to remember and to do afterwards.

    `items` are the ids of the questions, if a check-up was put together from the item bank. `reserved` are those of
    reserved topics; they show what carries over to a new kind of fraud, and nobody is compared on them. A `discreet`
    quiz is for people who must not be seen taking it: an application keeps, counts and offers nothing of it.
    """

    id: Id
    title: Text
    """Its name."""
    summary: Text
    """One line about it."""
    minutes: Annotated[int, Field(ge=1, le=60)]
    """How long it takes: its words at 150 a minute, and 20 seconds a question (what is folded counts half)."""
    languages: KnownLanguages = ()
    """The languages that it is in, as in `[da, en]`, if it lacks one of the library's: the site leaves it out there."""
    kind: Literal["quiz", "check-up", "ratings"] = "quiz"
    """`quiz` (if you write nothing), `check-up` (with `form: A`, `B` or `C`) or `ratings` (`rating` alone)."""
    form: Form | None = None
    """The letter of a check-up's form."""
    sure: bool = False
    """`true` asks people how sure they are."""
    discreet: bool = False
    """`true` for a quiz that nobody may be seen taking."""
    reviewed: date | None = None
    """The day on which it was last read through, as 2026-11-20."""
    valid_until: date | None = None
    """The last day on which the site offers it, as 2027-11-20 (the check warns 60 days before)."""
    approved: tuple[Approval, ...] = ()
    """The people who read and approved it: a list of `by`, `date` and `version`, which the check names. An approval
    holds until words change that people see."""
    sources: tuple[Source, ...] = ()
    """The public pages behind it: a list of `title`, `url` and `seen`, the day you read it; with `read: excerpt` if
    you saw only an excerpt of it and not the page itself."""
    story: Text | None = None
    """A made-up story of 60 to 110 words, told by somebody like the reader: what happened, what they felt, what
    they do now. It is on the leader's page, to tell in the room, and never beside a question."""
    takeaways: tuple[Text, ...] = ()
    """What to remember, for the reminder sheet (paper has room for the first few: begin with the most important)."""
    actions: tuple[Text, ...] = ()
    """What to do at home, for the reminder sheet."""
    plans: tuple[Text, ...] = ()
    """What to do if it happens, as in "If …, then I …", for the reminder sheet."""
    items: tuple[ItemId, ...] = ()
    """Of a check-up: the ids of messages of the item bank, in place of `questions`."""
    three: tuple[QuestionId, ...] = ()
    """The ids of the three messages that can be taken alone, if not the usual ones."""
    reserved: SkipJsonSchema[tuple[Id, ...]] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100), unique_ids]
    """In the order in which they are asked."""
    _drafts: Mapping[str, bool] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _kind_fits(self) -> Quiz:
        findings = []
        if (self.kind == "check-up") != (self.form is not None):
            findings.append(
                Finding(
                    ("form",), say("belongs to a check-up, and every check-up has one"), say("write form: A, B or C")
                )
            )
        if not set(self.reserved) <= set(self.items):
            findings.append(
                Finding(("reserved",), say("is not written here"), say("write it in a topic of check-ups/"))
            )
        if self.items and self.kind != "check-up":
            findings.append(Finding(("items",), say("belong to a check-up"), say("write questions: or kind: check-up")))
        if self.kind == "ratings" and any(question.rates is None for question in self.questions):
            findings.append(Finding(("kind",), say("‹ratings› has rating questions alone"), say("write kind: quiz")))
        findings += _tells(self) if self.discreet else ()
        if self.kind == "check-up" and len(self.sides) > 1:
            found = say("judges {sides}", sides=say(" and ").join("/".join(pair) for pair in self.sides))
            findings.append(
                Finding(("questions",), found, say("a check-up compares one pair of sides: split it in two"))
            )
        for index, question in enumerate(self.questions):
            if question.asks == "none" and self.kind == "check-up":
                findings.append(
                    Finding(("questions", index), say("a check-up has no worked example"), say("remove it"))
                )
            elif question.asks == "none" and index >= min(self.examples, MOST_EXAMPLES):
                hint = say("at most two stand in a quiz, before all else")
                findings.append(Finding(("questions", index), say("is an example too late"), hint))
        findings += _not_three(self)
        return refuse(findings) if findings else self

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @property
    def examples(self) -> int:
        """The number of worked examples at the beginning of the quiz."""
        asking = (index for index, question in enumerate(self.questions) if question.asks != "none")
        return next(asking, len(self.questions))

    @cached_property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """The pairs of sides that are judged in the quiz, each once."""
        judged = (question for question in self.questions if question.judges or question.judged)
        return tuple(dict.fromkeys(question.judging.pair for question in judged))

    @property
    def full_title(self) -> Text:
        """The title with the letter of the form: for staff, who have to tell the forms of a check-up apart."""
        if self.form is None:
            return self.title
        return Text.of({language: f"{words} {self.form}" for language, words in self.title.root.items()})

    @property
    def short(self) -> tuple[str, ...]:
        """The ids of the questions of a check-up's short form."""
        return tuple(question.id for question in self.questions[:SHORT])

    @cached_property
    def three_messages(self) -> tuple[str, ...]:
        """The ids of the three questions that can be taken alone, in the order of the quiz; empty if it has none.

        They are those of `three`, else the first harmful message, the first harmless one, and the first question about
        what to do. A discreet quiz has none: who goes on from them has to be remembered.
        """
        chosen = set(self.three) or set(self._usual_three)
        return tuple(question.id for question in self.questions if question.id in chosen)

    @property
    def _usual_three(self) -> Iterator[str]:
        """The ids of the three questions where the author names none."""
        if self.kind != "quiz" or self.discreet:
            return
        judged = [question for question in self.questions if question.judges]
        kinds: Sequence[Iterable[Question]] = (
            (question for question in judged if question.harmful),
            (question for question in judged if not question.harmful),
            (question for question in self.questions if question.about == "act" and not question.judges),
        )
        first = [next(iter(kind), None) for kind in kinds]
        yield from (question.id for question in first if question and None not in first)

    @property
    def refresher(self) -> tuple[str, ...]:
        """The ids of four verdict questions, two of them harmful if possible; empty if there are fewer than four.

        A discreet quiz never comes again.
        """
        verdicts = [question for question in self.questions if question.judges and not self.discreet]
        harmful = [question for question in verdicts if question.harmful]
        harmless = [question for question in verdicts if not question.harmful]
        half = REFRESHER // 2
        chosen = [*harmful[:half], *harmless[:half], *harmful[half:], *harmless[half:]][:REFRESHER]
        return tuple(question.id for question in verdicts if question in chosen) if len(chosen) == REFRESHER else ()

    def with_drafts(self, drafts: Mapping[str, bool]) -> Quiz:
        """Return the quiz as it is read with drafts: each says whether all of the quiz is in that language."""
        copied = self.model_copy()
        copied._drafts = drafts  # noqa: SLF001 - of its own class
        return copied

    def is_in(self, language: str) -> bool:
        """Return whether the quiz is in a language; where it is not, its texts have the words of the default."""
        return self._drafts.get(language, not self.languages or language in self.languages)

    def current(self, today: date) -> bool:
        """Return whether the quiz may still be offered on that day."""
        return self.valid_until is None or today <= self.valid_until

    @cached_property
    def version(self) -> str:
        """Eight hex digits that change when the ids, versions or order of the questions change."""
        return fingerprint([[question.id, question.version] for question in self.questions])

    @cached_property
    def wording(self) -> str:
        """Eight hex digits that change with all that somebody approves: what is written, but for NOT_APPROVED."""
        written = self.model_dump(mode="json", exclude=NOT_APPROVED, exclude_defaults=True, warnings=False)
        return fingerprint(approved_words(written, self._drafts))

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The approvals that hold: those of the words as they are now."""
        return tuple(approval for approval in self.approved if approval.version == self.wording)


def _tells(quiz: Quiz) -> Iterator[Finding]:
    """Find what would tell others that somebody has taken a discreet quiz."""
    if quiz.kind != "quiz":
        yield Finding(
            ("discreet",),
            say("does not go with kind: {kind}", kind=quiz.kind),
            say("nothing of a discreet quiz is kept"),
        )
    if quiz.sure:
        yield Finding(
            ("sure",), say("is for answers that are counted"), say("remove it: nothing of a discreet quiz is kept")
        )
    for index, question in enumerate(quiz.questions):
        if question.second_try:
            hint = say("remove it: nothing of a discreet quiz is kept")
            yield Finding(("questions", index, "hint"), say("is for a first answer that counts"), hint)
    for field in ("actions", "plans"):
        if getattr(quiz, field):
            hint = say("remove it: a discreet quiz has no reminder sheet, which others could find")
            yield Finding((field,), say("would stand on paper"), hint)


def _not_three(quiz: Quiz) -> Iterator[Finding]:
    """Find what is wrong with the three messages that an author names."""
    if not quiz.three:
        return
    if quiz.kind != "quiz" or quiz.discreet:
        other = "discreet: true" if quiz.discreet else f"kind: {quiz.kind}"
        yield Finding(("three",), say("does not go with {other}", other=other), say("remove it"))
    asked = {question.id: question for question in quiz.questions if question.asks != "none"}
    for index, name in enumerate(quiz.three):
        if name not in asked:
            hint = did_you_mean(name, asked)
            yield Finding(("three", index), say("‹{name}› is no question that is answered", name=name), hint)
    if len(set(quiz.three)) != THREE:
        yield Finding(
            ("three",), say("names {number} questions", number=len(set(quiz.three))), say("name three, each once")
        )
    chosen = [asked[name] for name in dict.fromkeys(quiz.three) if name in asked]
    if len(chosen) == THREE and {question.harmful for question in chosen if question.truth} != {True, False}:
        yield Finding(("three",), say("are all on one side"), say("let one be harmful and one harmless"))
