"""Judges: the words and sides that library.yaml gives them, what questions may say of them, and what the check says."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizlib import Quiz, Verdict, load_library, read_library
from tests.places import ROOT
from tests.quizlib.sample import built

EXAMPLE = ROOT / "examples" / "fire_safety"


def library(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    """Write the example of another subject into a folder, with other words in one file."""
    for path in (path for path in EXAMPLE.rglob("*.yaml") if "tests" not in path.parts):
        words = path.read_text("utf-8")
        if path.name == file:
            for old, new in changes:
                assert old in words
                words = words.replace(old, new, 1)
        (folder / path.relative_to(EXAMPLE)).parent.mkdir(exist_ok=True)
        (folder / path.relative_to(EXAMPLE)).write_text(words, "utf-8")
    return folder


def problems(folder: Path, file: str, *changes: tuple[str, str]) -> list[str]:
    """Return what the check says of the example with other words in one file."""
    return [str(problem).partition(f"{file}:")[2] for problem in read_library(library(folder, file, *changes))[1]]


def test_a_question_has_the_first_judge_of_the_library_or_the_one_it_names() -> None:
    quizzes = load_library(EXAMPLE).quizzes
    assert [question.judging.id for question in quizzes["home"].questions] == ["fire"] * 4
    named = [question.judging.id for question in quizzes["doorbell"].questions]
    assert named == ["genuine", "genuine", "approve", "approve"]
    assert (quizzes["home"].sides, quizzes["doorbell"].sides) == ((("safe", "dangerous"),), (("genuine", "scam"),))


@pytest.mark.slow
def test_a_library_without_judges_has_both_built_in_ones_and_the_first_of_them_is_genuine() -> None:
    library = load_library(ROOT / "content")
    assert (list(library.known_judges), library.sides) == (["genuine", "approve"], (("genuine", "scam"),))


def test_a_prompt_has_the_words_of_the_judge_or_its_id_for_those_of_the_application() -> None:
    quizzes = load_library(EXAMPLE).quizzes
    prompt = quizzes["home"].questions[0].prompt("en")
    words = {"safe": "It is safe enough", "dangerous": "It is dangerous", "unsure": "I would ask first"}
    assert (prompt.judge, prompt.texts, list(prompt.texts)) == ("fire", words, list(words))
    prompt = quizzes["doorbell"].questions[2].prompt("en")
    assert (prompt.judge, list(prompt.texts)) == ("approve", ["genuine", "scam", "unsure"])
    assert built("parcel").prompt("en").judge == "genuine"
    assert built("call").prompt("en").judge is None


def test_an_explanation_says_on_which_side_the_message_is() -> None:
    question = load_library(EXAMPLE).quizzes["home"].questions[0]
    told = question.explain(question.mark(["safe"]), "en")
    assert told.side is not None
    assert (told.truth, told.side.name, told.side.words, told.side.harmful) == (
        "dangerous",
        "Dangerous",
        "This is dangerous.",
        True,
    )
    assert told.signs[0].side == told.side
    assert built("marks").explain(built("marks").mark(["gift"]), "en").side is not None


def test_authors_have_words_of_their_own_about_each_answer() -> None:
    question = load_library(EXAMPLE).quizzes["home"].questions[1]
    assert isinstance(question, Verdict)
    assert question.explain(question.mark(["unsure"]), "en").feedback == {"unsure": "It is always all right to ask."}
    assert question.explain(question.mark(["safe"]), "en").feedback == {}


def test_another_judge_or_other_words_of_an_answer_make_a_new_version(tmp_path: Path) -> None:
    before = load_library(EXAMPLE).quizzes

    def changed(file: str, *changes: tuple[str, str]) -> dict[str, Quiz]:
        return dict(load_library(library(tmp_path, file, *changes)).quizzes)

    other_words = changed("library.yaml", ("en: It is dangerous}", "en: Watch out}"))
    assert other_words["home"].version != before["home"].version
    assert other_words["doorbell"].version == before["doorbell"].version
    afterwards = changed("library.yaml", ("en: This is dangerous.", "en: Watch out."))
    assert afterwards["home"].version == before["home"].version, "it is seen after the answer alone"
    approved = changed("doorbell.yaml", ("judge: genuine", "judge: approve"))
    assert approved["doorbell"].version != before["doorbell"].version
    assert built("parcel").version == built("parcel", judge="genuine").version


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "home.yaml",
            "truth: dangerous",
            "truth: scam",
            "questions[towel].truth: ‹scam› is no side of the judge ‹fire› – write dangerous or safe, or name another",
        ),
        (
            "doorbell.yaml",
            "shows: genuine",
            "shows: safe",
            "questions[sweep].message.signs[agreed].shows: ‹safe› is no side of the judge ‹genuine›",
        ),
        ("home.yaml", "truth: dangerous", "truth: risky", "found ‹risky›, expected scam, genuine, safe or dangerous"),
        ("doorbell.yaml", "judge: approve", "judge: aprove", "found ‹aprove›, expected genuine, approve or fire"),
        ("home.yaml", "      unsure: {da", "      unsur: {da", "feedback.unsur: unknown key – did you mean unsure?"),
        (
            "home.yaml",
            "      unsure: {da",
            "      scam: {da",
            "feedback.scam: unknown key – known are dangerous, safe, uns",
        ),
        (
            "kitchen.yaml",
            "    truth: scam\n",
            "",
            "is missing – where a message stands, write truth: scam or truth: genu",
        ),
        (
            "library.yaml",
            "id: fire",
            "id: genuine",
            "judges[genuine].id: ‹genuine› is built in – give it an id of its ow",
        ),
        ("library.yaml", "id: safe", "id: unsure", "judges[fire].sides[unsure].id: ‹unsure› is on neither side"),
        ("library.yaml", "id: safe", "id: none", "‹none› stands for an answer left open"),
        ("library.yaml", "id: safe", "id: scam", "‹scam› belongs to the sides ‹genuine› and ‹scam›, in this order"),
        ("library.yaml", "id: safe", "id: dangerous", "‹dangerous› is the id of number 1 too"),
        (
            "library.yaml",
            "        truth: {da: Det er farligt., en: This is dangerous.}\n",
            "",
            "judges[fire].sides[dangerous].truth: is missing – the words of a side that is not built in",
        ),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    found = problems(tmp_path, file, (old, new))
    assert any(line in one for one in found), found


def test_a_mistake_in_library_yaml_blames_no_question(tmp_path: Path) -> None:
    found = problems(tmp_path, "library.yaml", ("languages:\n", "owned: by nobody\nlanguages:\n"))
    assert [line.partition(" –")[0] for line in found] == ["2:1: owned: unknown key"]


def test_each_pair_of_sides_is_balanced_by_itself(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "doorbell.yaml",
        ("    judge: genuine\n    stem: {da: Er", "    judge: fire\n    stem: {da: Er"),
        ("shows: genuine", "shows: safe"),
        ("truth: genuine", "truth: safe"),
    )
    assert [line.partition("questions: warning: ")[2] for line in found if "judged" in line] == [
        "0 of 1 judged messages are ‹dangerous› – let 40–50 % be: more teaches suspicion, fewer carelessness",
        "2 of 3 judged messages are scams – let 40–50 % be: more teaches suspicion, fewer carelessness",
    ]
    assert any("‹sms› is only ever a scam here – show a genuine one of the same channel too" in line for line in found)


def test_a_check_up_judges_one_pair_of_sides(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        "doorbell.yaml",
        ("minutes: 4\n", "minutes: 4\nkind: check-up\nform: A\n"),
        ("    judge: genuine\n    stem: {da: Er", "    judge: fire\n    stem: {da: Er"),
        ("shows: genuine", "shows: safe"),
        ("truth: genuine", "truth: safe"),
    )
    assert any(
        "questions: judges safe/dangerous and genuine/scam – a check-up compares one pair" in one for one in found
    )
