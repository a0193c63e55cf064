"""ItemBank: the topics of check-ups/, read from their files, and the check-ups that are put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from quizlib import rules
from quizlib.content.media import missing_recordings
from quizlib.content.quiz import Quiz
from quizlib.content.settings import LibrarySettings
from quizlib.content.topic import Topic
from quizlib.problems import Finding, did_you_mean
from quizlib.questions import Question
from quizlib.reading.document import Document
from quizlib.reading.mistakes import build, errors, note
from quizlib.say import say
from quizlib.unfinished import findings_in_parts


class ItemBank:
    """The topics by id, the documents that they were read from, and every item by id.

    Without `checks` no rule looks at them: who reads a quiz alone wants to know what topics there are.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        recordings: Path,
        settings: LibrarySettings,
        today: date,
        context: dict[str, Any],
        *,
        checks: bool,
    ) -> None:
        self.topics: dict[str, Topic] = {}
        self.recordings = recordings
        self.documents: dict[str, Document] = {}
        self._settings, self._today, self._lent = settings, today, context["lent"]
        self._found: dict[str, list[Finding]] = {}
        for document in documents:
            name = Path(document.file).stem
            self.documents[name] = document
            topic = build(document, Topic, context, {"id": name})
            if topic is None:
                note(document, findings_in_parts(document, Topic, context, self._spoken_in(document), today))
                continue
            self.topics[topic.id] = topic
            if checks and not document.checked:
                note(document, self._found_in(topic))
        for name, again in rules.ids_once(self.topics.values()):
            note(self.documents[name], [again])
        self._items: dict[str, tuple[Topic, Question]] = {
            question.id: (topic, question) for topic in self.topics.values() for question in topic.questions
        }
        self._topics = {name: topic for topic, document in self.documents.items() for name in _ids(document)}

    @staticmethod
    def has_items(document: Document) -> bool:
        """Return whether a file puts its questions together from items."""
        return isinstance(document.data, dict) and isinstance(document.data.get("items"), list)

    def questions(self, document: Document) -> dict[str, Any]:
        """Return the questions of a check-up whose file has `items`; every mistake becomes a problem of the file."""
        if not self.has_items(document):
            return {}
        listed = document.data["items"]
        if "questions" in document.data:
            note(document, [Finding(("questions",), say("stands beside items"), say("remove one of the two"))])
            return {}
        found = list(self._mistakes(listed))
        note(document, found)
        chosen = [self._items[name][1] for name in dict.fromkeys(map(str, listed)) if name in self._items]
        return {"questions": chosen} if chosen else {}

    def drafts(self, document: Document) -> frozenset[str]:
        """Return the drafts in which a quiz is whole, together with the topics that its items are from."""
        found = document.drafts
        for name in map(str, document.data["items"]) if self.has_items(document) else ():
            found &= self.documents[self._topics[name]].drafts if name in self._topics else found
        return found

    def completed(self, quiz: Quiz) -> Quiz:
        """Return a quiz with its reserved items, the sources of all, and valid as long as all of them are."""
        topics = dict.fromkeys(self._items[name][0].id for name in quiz.items)
        parts: list[Quiz | Topic] = [quiz, *(self.topics[name] for name in topics)]
        sources = {one.url: one for part in reversed(parts) for one in reversed(part.sources)}
        days = [part.valid_until for part in parts if part.valid_until is not None]
        reserved = tuple(name for name in quiz.items if self._items[name][0].reserved is not None)
        changes = {"sources": tuple(reversed(sources.values())), "valid_until": min(days, default=None)}
        return quiz.model_copy(update={**changes, "reserved": reserved})

    def not_told_yet(self, quiz: Quiz, document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings about a quiz, at its items; leave out those that a topic's file has been told."""
        if not quiz.items:
            yield from findings
            return
        own = len(document.data.get("sources") or ())
        for found in findings:
            match found.location:
                case ("questions", int(index), *_):
                    if _told(quiz.questions, found) not in self._told_of(quiz.questions[index]):
                        yield replace(found, location=("items", index))
                case ("questions",):
                    yield replace(found, location=("items",))
                case ("sources", int(index), *_) if index >= own:
                    pass
                case _:
                    yield found

    def _spoken_in(self, document: Document) -> LibrarySettings:
        """Return the settings in the languages that a topic is checked in: a draft is, once the file has all of it."""
        every = [language.id for language in self._settings.languages]
        return self._settings.spoken_in([one for one in every if one not in self._lent or one in document.drafts])

    def _found_in(self, topic: Topic) -> list[Finding]:
        """Return what is found in a topic by itself; it is looked for once, also in a topic whose file is kept."""
        if topic.id not in self._found:
            whole = self._spoken_in(self.documents[topic.id])
            found = rules.check_topic(topic, whole, self._today)
            self._found[topic.id] = [*found, *missing_recordings(topic.as_quiz(), self.recordings)]
        return self._found[topic.id]

    def _told_of(self, item: Question) -> set[tuple[object, ...]]:
        """Return what the file of an item's topic has been told."""
        topic = self._items[item.id][0]
        return {_told(topic.questions, one) for one in self._found_in(topic)}

    def _mistakes(self, listed: list[Any]) -> Iterator[Finding]:
        seen: set[str] = set()
        for index, name in enumerate(listed):
            if not isinstance(name, str):
                yield Finding(("items", index), say("is not the id of an item"), say("write one id on each line"))
            elif name in self._topics and errors(self.documents[self._topics[name]]):
                hint = say("mend check-ups/{other}.yaml", other=self._topics[name])
                yield Finding(("items", index), say("‹{name}› is in a topic with errors", name=name), hint)
            elif name not in self._items:
                hint = did_you_mean(name, self._items) if self._items else say("write the items into check-ups/")
                yield Finding(("items", index), say("there is no item ‹{name}›", name=name), hint)
            elif name in seen:
                yield Finding(("items", index), say("‹{name}› stands here twice", name=name), say("name another item"))
            seen.add(str(name))


def _told(questions: Sequence[Question], found: Finding) -> tuple[object, ...]:
    """Return what makes a finding the same one in a topic and in a check-up: the item, the place in it, the words."""
    match found.location:
        case ("questions", int(index), *rest):
            return questions[index].id, *rest, found.message
    return found.location


def _ids(document: Document) -> Iterator[str]:
    """Yield the ids of the questions of a file, which may have mistakes."""
    questions = document.data.get("questions") if isinstance(document.data, dict) else None
    for question in questions if isinstance(questions, list) else ():
        if isinstance(question, Mapping) and isinstance(question.get("id"), str):
            yield question["id"]
