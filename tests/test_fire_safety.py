"""The example of another subject: its result makes sense, with channels, a scale and a judge of the library's own."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quizlib import Attempt, Library, Outline, Points, Quiz, Share, VerdictCounts, load_library, read_library
from quizlib.measures import Counts, Measure
from tests.places import ROOT
from tests.webapp.report.campaign import TODAY
from tests.webapp.signed_in import signed_in
from tests.webapp.words import text
from webapp import create_app, report
from webapp.config.settings import Settings
from webapp.figure_source import FigureSource
from webapp.report.wording.names import Names
from webapp.site_content import shipped
from webapp.site_content.reading import SiteContent, read_content
from webapp.storage.records.figure_queries import FigureQueries
from webapp.web.services import Services, now

EXAMPLE = ROOT / "examples" / "fire_safety"
ENGLISH, DANISH = (report.Translator.of(language, shipped.translations()) for language in ("en", "da"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(EXAMPLE)


@pytest.fixture
def visitor(tmp_path: Path) -> FlaskClient:
    """Return somebody's browser on a site that serves the example."""
    return create_app(Settings.read(data_dir=tmp_path, quiz_content=EXAMPLE)).test_client()


def taken(quiz: Quiz, **responses: str) -> Attempt:
    attempt = Attempt.start(quiz)
    for name, response in responses.items():
        attempt = attempt.answer(name.replace("_", "-"), response.split()).attempt
    return attempt


def test_nothing_is_wrong_with_it() -> None:
    assert read_library(EXAMPLE)[1] == ()


def test_a_result_has_points_and_no_verdicts(library: Library) -> None:
    alarms = library.quizzes["alarms"]
    result = taken(alarms, where="hall bathroom", how_often="monthly").result
    assert result.points == Points(1, 2, 2)
    assert result.points.share == 0.5
    assert (result.scams, result.genuine, result.safe_choices) == (VerdictCounts(), VerdictCounts(), Share())
    assert result.not_right == ("where",)
    assert taken(alarms).result.points == Points(0, 0, 2)


def test_what_people_would_do_is_a_safe_choice_about_any_subject(library: Library) -> None:
    result = taken(library.quizzes["kitchen"], oil="lid", leave="out door call", inspector="wait").result
    assert (result.safe_choices, result.points) == (Share(2, 3), Points(2, 3, 3))


def test_a_rating_on_a_scale_of_the_library_has_its_words_and_is_counted(library: Library) -> None:
    ready = library.quizzes["ready"]
    words = [choice.text for choice in ready.questions[0].prompt("en").choices]
    assert words == [step["en"] for step in library.scales[0].steps]
    outline = Outline.of(ready)
    people = [outline.person(taken(ready, ready=str(step)).answers) for step in (1, 2, 2, 5)]
    assert Counts.from_answers(people, outline.items).n == 4
    assert outline.questions["ready"].scale == "readiness"
    assert Measure.mean("readiness") == "mean:readiness"


def test_other_words_of_a_step_make_a_new_version(tmp_path: Path, library: Library) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "library.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Not ready at all", "Unprepared"), "utf-8")
    changed = load_library(tmp_path).quizzes["ready"]
    assert changed.version != library.quizzes["ready"].version
    assert load_library(tmp_path).quizzes["kitchen"].version == library.quizzes["kitchen"].version


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "quizzes/kitchen.yaml",
            "channel: stairwell",
            "channel: lift",
            "‹lift›, expected sms, email, call, chat, web, letter, app, poster, door, stairwell or scene",
        ),
        ("quizzes/ready.yaml", "scale: readiness", "scale: anger", "‹anger›, expected worry, mastery or readiness"),
        (
            "quizzes/kitchen.yaml",
            "      channel: stairwell\n",
            "      channel: stairwell\n      subject: {da: Tjek, en: Check}\n",
            "a message of channel ‹stairwell› has no subject",
        ),
        ("library.yaml", "id: stairwell", "id: sms", "channels[sms].id: ‹sms› is built in – give it an id of its own"),
        ("library.yaml", "like: poster", "like: wall", "found ‹wall›, expected sms, email"),
        ("library.yaml", "id: readiness", "id: worry", "scales[worry].id: ‹worry› is built in"),
        (
            "library.yaml",
            "      - {da: Ret parat, en: Quite ready}\n",
            "",
            "scales[readiness].steps: has 4, needs at least 5",
        ),
    ],
)
def test_mistakes_are_explained(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    path = tmp_path / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert any(line in str(problem) for problem in read_library(tmp_path)[1])


def test_a_channel_has_the_fields_of_the_one_it_looks_like(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings, kitchen = tmp_path / "library.yaml", tmp_path / "quizzes" / "kitchen.yaml"
    settings.write_text(settings.read_text("utf-8").replace("like: poster", "like: email"), "utf-8")
    words = kitchen.read_text("utf-8").replace(
        "channel: stairwell\n", "channel: stairwell\n      subject: {da: Tjek, en: Check}\n"
    )
    kitchen.write_text(words, "utf-8")
    assert read_library(tmp_path)[1] == ()


@pytest.mark.slow
def test_the_site_shows_its_channel_its_scale_and_how_it_went(visitor: FlaskClient) -> None:
    visitor.post("/en/quiz/kitchen")
    for n, form in enumerate(({"response": "lid"}, {"response": ["out", "door", "call"]}), start=1):
        visitor.post(f"/en/quiz/kitchen/{n}", data=form)
    page = visitor.get("/en/quiz/kitchen/3")
    assert "Notice in the stairwell" in text(page)
    assert '<figure class="message poster"' in page.text
    visitor.post("/en/quiz/alarms")
    visitor.post("/en/quiz/alarms/1", data={"response": ["hall", "bathroom"]})
    visitor.post("/en/quiz/alarms/2", data={"response": "monthly"})
    assert "1 of 2 answers were right." in text(visitor.get("/en/quiz/alarms/result"))
    visitor.post("/en/quiz/ready")
    assert "Quite ready" in text(visitor.get("/en/quiz/ready/1"))
    visitor.post("/en/quiz/ready/1", data={"response": "4"})
    assert "Your answer: Quite ready" in text(visitor.get("/en/quiz/ready/1"))


def take(client: FlaskClient, quiz: str, *responses: str, language: str = "en") -> list[str]:
    """Take a quiz, and return the words of each page after an answer, and of the result."""
    client.post(f"/{language}/quiz/{quiz}")
    pages = []
    for n, response in enumerate(responses, start=1):
        client.post(f"/{language}/quiz/{quiz}/{n}", data={"response": response.split()})
        pages.append(text(client.get(f"/{language}/quiz/{quiz}/{n}?show=1")))
    return [*pages, text(client.get(f"/{language}/quiz/{quiz}/result"))]


@pytest.mark.slow
def test_the_site_asks_and_explains_with_the_words_of_its_judge(visitor: FlaskClient) -> None:
    visitor.post("/en/quiz/home")
    asked = visitor.get("/en/quiz/home/1")
    answers = [asked.text.index(words) for words in ("It is safe enough", "It is dangerous", "I would ask first")]
    assert answers == sorted(answers)
    assert "This is dangerous." not in asked.text
    assert "choose “I would ask first”" in text(visitor.get("/en/quiz/home/1?missing=1"))
    right, doubtful, wrong, signs, result = take(visitor, "home", "dangerous", "unsure", "safe", "glass")
    assert "Yes. This is dangerous." in right
    assert "Points to: Dangerous" in right
    assert "Good that you'd check. This is safe enough. It is always all right to ask." in doubtful
    assert "This is dangerous. Many would answer as you did." in wrong
    assert "This is safe enough. Here you can see what each place shows." in signs
    assert "2 of 4 times you ended in a safe place." in result
    assert result.count("judged right") == 1
    assert "wanted to check" in result
    assert "Once you wanted to check first." in result
    assert not any("scam" in page or "genuine message" in page for page in (right, doubtful, wrong, signs, result))


def test_what_is_approved_is_asked_in_words_of_its_own_and_judged_like_a_message(visitor: FlaskClient) -> None:
    visitor.post("/da/quiz/doorbell")
    for n, response in enumerate(("genuine", "scam"), start=1):
        visitor.post(f"/da/quiz/doorbell/{n}", data={"response": response})
    asked = text(visitor.get("/da/quiz/doorbell/3"))
    assert [words in asked for words in ("Godkend Godkend ikke I tvivl", "Svindel")] == [True, False]
    *pages, result = take(visitor, "doorbell", "genuine", "scam", "genuine", "genuine", language="da")
    assert "Det skal du ikke godkende." in pages[3]
    assert "3 af 4 gange endte du et trygt sted." in result


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return a site that has counted twelve people, who took two quizzes of the example at home."""
    settings = Settings.read(data_dir=tmp_path_factory.mktemp("fire"), quiz_content=EXAMPLE)
    app = create_app(settings)
    for _ in range(12):
        take(app.test_client(), "home", "safe", "safe", "unsure", "glass curtain")
        take(app.test_client(), "doorbell", "genuine", "genuine", "scam", "genuine")
    services: Services = app.extensions["services"]
    assert services.closing.run(now() + timedelta(days=15)).blocks == 2
    return app


@pytest.fixture(scope="module")
def counted(site: Flask) -> tuple[report.Sums, SiteContent]:
    """Return the sums of the site, and its content."""
    services: Services = site.extensions["services"]
    source = FigureSource(services.database, services.records, FigureQueries(services.database))
    return source, read_content(EXAMPLE)[0]


@pytest.mark.slow
def test_closing_counts_both_pairs_of_sides_and_adds_neither_to_the_other(
    counted: tuple[report.Sums, SiteContent],
) -> None:
    sums, _content = counted
    found = sums.get(mode="home")
    assert found is not None
    blocks = found.summed.blocks
    n = int(blocks["believed"].sums[1]) // 2
    assert 9 <= n <= 15
    rows = {name: tuple(clusters.sums) for name, clusters in blocks.items() if ":" not in name or "mistaken" in name}
    assert rows["believed"] == (2 * n, 2 * n), "called genuine, and approved"
    assert rows["rejected"] == (n, 2 * n), "refused"
    m = int(blocks["mistaken:safe"].sums[1])
    assert (rows["mistaken:dangerous"], rows["mistaken:safe"]) == ((m, 2 * m), (0, m))
    assert blocks["doubted:dangerous"].sums == (m, 2 * m)
    for quiz, cuts in (("home", ("cautious:dangerous", "outright:dangerous")), ("doorbell", ("cautious", "outright"))):
        (version,) = (one.version for one in sums.versions("home") if one.quiz == quiz)
        of_quiz = sums.get(mode="home", quiz=quiz, version=version)
        assert of_quiz is not None
        assert {name for name in of_quiz.summed.blocks if name.startswith(("cautious", "outright"))} == set(cuts)


@pytest.mark.slow
def test_the_report_has_a_row_for_each_side_in_the_words_of_the_library(
    counted: tuple[report.Sums, SiteContent],
) -> None:
    sums, content = counted
    names = Names(content)
    views = [
        report.overview(sums, content, TODAY),
        report.quiz(sums, content, "home"),
        report.quiz(sums, content, "doorbell"),
    ]
    labels = []
    for view in views:
        assert view is not None
        section = next(section for section in view.sections if section.id == "judging-home")
        labels.append([ENGLISH.translate(row.label) for row in section.rows])
        for figure in view.figures:
            assert ENGLISH.translate(names.definitions[figure.measure].means)
        made = report.Provenance(date(2026, 1, 1), "1")
        for form in report.FORMS:
            for translator in (ENGLISH, DANISH):
                assert report.exported(view, form, names, translator, made)
    both = ["Dangerous", "Safe", "Scams", "Genuine messages"]
    assert labels == [[*both, "What one would do"], both[:2], both[2:]]
    home = views[1]
    assert home is not None
    lines = report.exported(home, "csv", names, ENGLISH, made).decode("utf-8-sig")
    assert "mistaken:dangerous.home" in lines
    assert "“Dangerous” taken for “Safe”" in lines
    assert "It is dangerous" in lines
    assert "scam" not in lines.lower()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"), [("en", "“Dangerous” taken for “Safe”"), ("da", "»Farligt« taget for »Sikkert«")]
)
def test_the_staff_sees_figures_of_both_pairs_of_sides(site: Flask, language: str, words: str) -> None:
    analyst = signed_in(site, "analyst")
    for address in ("figures", "figures/quiz/home"):
        reply = analyst.get(f"/{language}/staff/{address}")
        assert (reply.status_code, words in text(reply)) == (200, True)
    doorbell = analyst.get(f"/{language}/staff/figures/quiz/doorbell")
    assert (doorbell.status_code, words in text(doorbell)) == (200, False)
    assert {"en": "Approve", "da": "Godkend"}[language] in text(doorbell)
