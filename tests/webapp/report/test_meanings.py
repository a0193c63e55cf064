"""What the figures mean is three sentences: what it is, how sure it is, and what it does not show."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.webapp.report.in_memory import InMemory
from webapp.report import Translator, attendance, overview, quiz, summary, workshop
from webapp.report.wording.names import Names
from webapp.site_content.reading import SiteContent
from webapp.site_content.shipped import translations

END = re.compile(r"[.!?](?:\s|$)")


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_section_means_three_sentences(large: InMemory, content: SiteContent, language: str) -> None:
    translate = Translator.of(language, translations()).translate
    definitions = Names(content).definitions
    quizzes = (quiz(large, content, name) for name in content.library.quizzes)
    events = (workshop(large, content, held.id) for held in large.workshops()[:6])
    whole = (overview(large, content, date(2027, 2, 20)), summary(large, content), attendance(large, content))
    for view in (*whole, *filter(None, quizzes), *filter(None, events)):
        for section in view.sections:
            if section.main:
                found = definitions[section.main.measure]
                for words in (found.means, section.sure, found.silent):
                    assert len(END.findall(translate(words).replace("f.eks.", ""))) == 1, translate(words)
