"""QTI: how points become our ways of marking, and what a package holds."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizlib.exchange.archive import BEGINS
from quizlib.exchange.item import Imported, NotReadable, Unusable
from quizlib.exchange.qti.marks import RULES, Marks, Possible
from quizlib.exchange.qti.reading import read
from quizlib.questions.types.multiple_choice import MultipleChoice
from quizlib.say import speaking
from tests.quizlib.exchange.test_archive import zipped

CASES = Path(__file__).parent / "cases"
QTI = sorted(path.name for path in CASES.glob("qti-*.xml"))
TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="{title}">
  <testPart identifier="p"><assessmentSection identifier="s" title="s">{items}</assessmentSection></testPart>
</assessmentTest>"""


def case(name: str) -> bytes:
    """Return a file of the cases."""
    return (CASES / name).read_bytes()


def naming(title: str, *files: str) -> bytes:
    """Return a test that names these files."""
    items = "".join(f'<assessmentItemRef identifier="i" href="{file}"/>' for file in files)
    return TEST.format(title=title, items=items).encode()


def told(found: Imported) -> list[tuple[str, str, str]]:
    """Return the file, the quiz and the name of each question."""
    return [(item.place.file, item.quiz, item.name) for item in found.items]


@pytest.mark.parametrize("most", ["9" * 5000, "flere", "-1", "0"])
def test_a_number_that_says_nothing_sets_no_limit(most: str) -> None:
    raw = case("qti-choice-3.xml").replace(b'max-choices="1"', f'max-choices="{most}"'.encode())
    assert [item.type for item in read(raw, "kode.xml", "da").items] == ["single_choice"]


@st.composite
def choices(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Draw the options of a multiple choice, and those that are right."""
    options = tuple("abcdefg"[: draw(st.integers(2, 7))])
    right = draw(st.sets(st.sampled_from(options), min_size=1))
    return options, tuple(option for option in options if option in right)


def question(options: tuple[str, ...], key: tuple[str, ...], score: str) -> MultipleChoice:
    """Return a multiple choice of ours."""
    told_of = [{"id": one, "text": {"da": one}, "right": one in key} for one in options]
    return MultipleChoice.model_validate({"id": "q", "stem": {"da": "?"}, "options": told_of, "score": score})


@given(choices(), st.sampled_from(sorted(RULES)))
def test_the_rules_give_every_response_what_our_questions_give_it(
    drawn: tuple[tuple[str, ...], tuple[str, ...]], score: str
) -> None:
    options, key = drawn
    ours = question(options, key, score)
    marks = dict(RULES)[score](Possible(options, several=True), key)  # type: ignore[index]
    for size in range(1, len(options) + 1):
        for response in combinations(options, size):
            share = max(0.0, marks.of(response)) / marks.best
            assert ours.mark(response).score == pytest.approx(share, abs=1e-5)


@given(choices(), st.sampled_from(sorted(RULES)))
def test_a_way_of_marking_and_its_key_are_found_by_its_points_alone(
    drawn: tuple[tuple[str, ...], tuple[str, ...]], score: str
) -> None:
    options, key = drawn
    marks = dict(RULES)[score](Possible(options, several=True), key)  # type: ignore[index]
    assert marks.key() == key
    found = marks.scores_as(key)
    assert found is not None
    for size in range(1, len(options) + 1):
        for response in combinations(options, size):
            assert (
                question(options, key, found).mark(response).score == question(options, key, score).mark(response).score
            )


def test_sets_of_answers_that_get_the_same_marks_are_no_key() -> None:
    marks = Marks.beginning(Possible(("a", "b"), several=True))
    for chosen in (("a",), ("b",)):
        marks.change(marks.possible.exactly(chosen), lambda now: now + 1)
    with pytest.raises(Unusable):
        marks.key()


def test_a_package_gives_its_questions_in_the_order_of_its_tests_with_their_titles() -> None:
    package = zipped(
        ("imsmanifest.xml", b"<manifest/>"),
        ("tests/one.xml", naming("Før ferien", "../items/z.xml", "../items/a%20b.xml")),
        ("items/a b.xml", case("qti-choice-2.0.xml")),
        ("items/z.xml", case("qti-order-3.xml")),
        ("items/alone.xml", case("qti-net-2.2.xml")),
        ("quiz.xml", case("qti-several-right.xml")),
        ("style.css", b""),
    )
    with speaking("en"):
        found = read(package, "p.zip", "da")
    assert told(found) == [
        ("p.zip/items/z.xml", "Før ferien", "raekke"),
        ("p.zip/items/a b.xml", "Før ferien", "kode"),
        ("p.zip/items/alone.xml", "", "deling"),
        ("p.zip/quiz.xml", "Flere rigtige", "to-rigtige"),
    ]
    assert found.notes == ("files that are no XML were left out: 1",)


def test_of_a_course_of_canvas_each_quiz_is_read_once_in_its_longer_version() -> None:
    course = zipped(
        ("g1/assessment_qti.xml", case("qti-canvas-true-false.xml")),
        ("non_cc_assessments/g1.xml.qti", case("qti-several-right.xml")),
        ("g2/assessment_qti.xml", case("qti-canvas-choice.xml")),
    )
    with speaking("en"):
        found = read(course, "c.imscc", "da")
    assert [item.place.file for item in found.items] == [
        "c.imscc/g2/assessment_qti.xml",
        "c.imscc/non_cc_assessments/g1.xml.qti",
    ]
    assert found.notes == ("g1/assessment_qti.xml was left out: the package holds a longer version of it",)


def test_what_a_package_lacks_or_holds_damaged_is_refused_by_itself() -> None:
    manifest = b'<manifest><resource type="imsqti_item_xmlv2p1" href="gone.xml"/></manifest>'
    found = read(
        zipped(("a.xml", case("qti-choice-2.0.xml")), ("b.xml", b"<a>"), ("imsmanifest.xml", manifest)), "p.zip", "da"
    )
    assert [str(one.place) for one in found.refused] == ["p.zip/b.xml:1", "p.zip/imsmanifest.xml:1: gone.xml"]
    assert (len(found.items), found.number) == (1, 3)


@pytest.mark.parametrize("raw", [b"<html/>", b"<manifest/>", b"", BEGINS])
def test_what_is_no_qti_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        read(raw, "f.xml", "da")


def asking(answers: int, conditions: int) -> bytes:
    """Return a file with a question of QTI 1.2 that has so many answers, and conditions that give points."""
    labels = "".join(f'<response_label ident="{number}"/>' for number in range(answers))
    lid = f'<response_lid ident="r" rcardinality="Multiple"><render_choice>{labels}</render_choice></response_lid>'
    given = '<conditionvar><varequal respident="r">0</varequal></conditionvar><setvar action="Add">1</setvar>'
    marked = f"<respcondition>{given}</respcondition>" * conditions
    item = f"<item><presentation>{lid}</presentation><resprocessing>{marked}</resprocessing></item>"
    return f"<questestinterop><section>{item}</section></questestinterop>".encode()


@pytest.mark.parametrize(
    ("answers", "conditions", "why"),
    [
        (101, 1, "it has 101 answers; at most 100 can be read"),
        (13, 1, "it has 13 options of which several are right; at most 12 can be read"),
        (2, 201, "it is marked in too many ways to follow"),
    ],
)
def test_a_question_that_would_take_long_is_refused(answers: int, conditions: int, why: str) -> None:
    (refused,) = read(asking(answers, conditions), "f", "da").refused
    assert refused.why == why


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a file of the cases in which tags and texts changed places, letters are others, or the end is missing."""
    text = case(draw(st.sampled_from(QTI))).decode("cp1252", "replace").split("<")
    for _ in range(draw(st.integers(1, 3))):
        one, other = draw(st.integers(1, len(text) - 1)), draw(st.integers(1, len(text) - 1))
        text[one] = draw(st.sampled_from([text[other], "", "/a>", 'mattext href="" texttype="html">&lt;p&gt;', "or>"]))
    data = bytearray("<".join(text).encode("cp1252", "replace"))
    if draw(st.integers(0, 9)) == 0:
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.sampled_from([None, None, None, len(data) // 2]))])


def read_or_refused(data: bytes) -> None:
    """Fail if reading raises anything but NotReadable, or if a refusal has no reason or more than one line."""
    told = []
    for raw in (data, zipped(("a.xml", data))):
        try:
            found = read(raw, "f", "da")
        except NotReadable as error:
            told.append(str(error))
        else:
            told += [one.why for one in found.refused]
    assert all(why and "\n" not in why for why in told)


@pytest.mark.slow
@settings(max_examples=300)
@given(damaged())
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@pytest.mark.trial
@settings(max_examples=20_000)
@given(damaged())
def test_20000_damaged_files_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)
