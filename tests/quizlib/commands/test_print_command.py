"""`quizlib print`: every question on a worksheet, in the key and in the talking points, in any language of the quiz."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from quizlib import Quiz, load_library, steps_and_endings
from quizlib.commands import main
from tests.places import BROKEN, CONTENT, EXAMPLES, LIBRARY
from tests.shipped import library

QUIZZES = [(folder, quiz) for folder in (EXAMPLES, LIBRARY) for quiz in load_library(folder).quizzes.values()]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """Return the words of the page that the command prints."""
    assert main(["print", *map(str, arguments)]) == 0
    page = capsys.readouterr().out
    assert page.isascii()
    return html.unescape(page)


def first(text: str) -> str:
    """Return the first line of an author's text."""
    return text.strip().split("\n")[0]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("folder", "quiz"), QUIZZES, ids=lambda one: one.id if isinstance(one, Quiz) else "")
def test_every_question_is_on_the_worksheet_and_what_is_right_in_the_key(
    capsys: pytest.CaptureFixture[str], folder: Path, quiz: Quiz, language: str
) -> None:
    file = folder / "quizzes" / f"{quiz.id}.yaml"
    worksheet = printed(capsys, file, "--in", language, "--part", "worksheet")
    key = printed(capsys, file, "--in", language, "--part", "key")
    for question in quiz.questions:
        prompt = question.prompt(language)
        assert first(prompt.stem) in worksheet
        for choice in (*prompt.choices, *prompt.categories):
            assert first(choice.text or "") in worksheet
        for words in prompt.message.texts.values() if prompt.message else ():
            assert first(words) in worksheet
        if question.key is not None:
            explanation = question.explain(question.mark(question.key), language)
            assert first(explanation.rationale or "") in key
            assert first(explanation.check or "") in key
            assert all(first(sign.why) in key for sign in explanation.signs)


def test_the_worksheet_does_not_tell_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    quiz = load_library(LIBRARY).quizzes["beskeder"]
    page = printed(capsys, LIBRARY / "quizzes" / "beskeder.yaml", "--in", "en", "--part", "worksheet")
    for question in quiz.questions:
        explanation = question.explain(question.mark(question.key or ()), "en")
        for words in filter(None, (explanation.rationale, explanation.check, *explanation.feedback.values())):
            assert first(words) not in page


def test_a_conversation_is_printed_with_every_step_and_where_each_reply_leads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = printed(capsys, EXAMPLES / "quizzes" / "conversation.yaml", "--in", "en")
    question = load_library(EXAMPLES).quizzes["conversation"].questions[0]
    for path in steps_and_endings(question, "en").values():
        if question.goes_on(path):
            assert question.prompt("en", path).turns[-1].says.strip() in page
        else:
            assert first(question.explain(question.mark(path), "en").ending or "") in page
    assert "Yes. What should I do? → 2" in page
    assert "3. The end." in page


def test_our_own_words_are_in_the_language_of_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    file = LIBRARY / "quizzes" / "beskeder.yaml"
    assert "– Opgaveark" in printed(capsys, file, "--language", "en")
    page = printed(capsys, file, "--in", "en", "--language", "da")
    assert all(words in page for words in ("– Worksheet", "– Key", "– Talking points", "How to check", "Genuine"))
    assert "Opgaveark" not in page


def test_talking_points_have_the_words_of_the_author_and_the_story(capsys: pytest.CaptureFixture[str]) -> None:
    told = next(quiz for quiz in library().quizzes.values() if quiz.story and quiz.kind == "quiz")
    page = printed(capsys, CONTENT / "quizzes" / f"{told.id}.yaml", "--in", "da", "--part", "talk")
    assert told.story
    assert first(told.story["da"]) in page
    assert all(first(one["da"]) in page for one in told.takeaways)
    assert all(first(one.talk["da"]) in page for one in told.questions if one.talk)


def test_the_page_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "kort.html"
    assert printed(capsys, LIBRARY / "quizzes" / "kort.yaml", "--to", page) == ""
    assert page.read_text(encoding="ascii").startswith("<!DOCTYPE html>")


def test_author_s_signs_are_no_html(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (LIBRARY / "quizzes" / "kort.yaml").read_text(encoding="utf-8")
    file = tmp_path / "kort.yaml"
    file.write_text(text.replace("The app", "1 <i> & 2"), encoding="utf-8")
    assert main(["print", str(file), "--in", "en", "--languages", "da,en"]) == 0
    assert "1 &lt;i&gt; &amp; 2" in capsys.readouterr().out


def test_a_quiz_with_errors_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", str(BROKEN / "no-right-option.yaml"), "--languages", "da,en"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "no-right-option.yaml:" in told.err


def test_a_language_that_the_quiz_lacks_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["print", str(LIBRARY), "--in", "sv"])
    assert ended.value.code == 2
    assert "da, en" in capsys.readouterr().err
