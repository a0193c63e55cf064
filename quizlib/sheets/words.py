"""The words on sheets that no quiz has: of channels and built-in judges, and what people are asked to talk about."""

from __future__ import annotations

from quizlib.library import Library
from quizlib.questions import Question
from quizlib.questions.explanation import ExplainedSide, ExplainedSign
from quizlib.questions.prompt import Prompt, PromptChoice
from quizlib.say import later, say
from quizlib.texts.judge import DOUBT

CHANNELS = {
    "sms": later("Text message"),
    "email": later("E-mail"),
    "call": later("Phone call"),
    "chat": later("Chat message"),
    "web": later("Web page"),
    "app": later("Message in an app"),
    "poster": later("Poster"),
    "letter": later("Letter"),
    "door": later("At the door"),
}
ANSWERS = {
    ("genuine", "genuine"): later("Genuine"),
    ("genuine", "scam"): later("Scam"),
    ("approve", "genuine"): later("Approve"),
    ("approve", "scam"): later("Don't approve"),
}


def channel_words(library: Library, channel: str, language: str) -> str:
    """Return what kind of message it is."""
    own = library.channel(channel)
    return own.title[language] if own else say(CHANNELS[channel])


def choice_words(prompt: Prompt, choice: PromptChoice) -> str:
    """Return the words of a choice; those of a built-in judge or scale are ours."""
    if choice.text is not None:
        return choice.text
    if prompt.judge and choice.id == DOUBT:
        return say("I'm not sure – I'd check first")
    return say(ANSWERS.get((prompt.judge or "", choice.id), choice.id))


def truth_words(side: ExplainedSide) -> str:
    """Return a sentence that says what a message is."""
    return side.words or (say("This one is a scam.") if side.harmful else say("This one is genuine."))


def sign_words(sign: ExplainedSign) -> str:
    """Return what a sign shows."""
    if sign.side is None:
        return say("Says nothing by itself")
    if sign.side.name:
        return say("Points to: {side}", side=sign.side.name)
    return say("Points to a scam") if sign.side.harmful else say("Points to genuine")


def talk_words(question: Question, language: str) -> str:
    """Return what people are asked to talk about: the words of the question, or those for its kind."""
    if question.talk:
        return question.talk[language]
    if question.judges:
        return say("What makes you think so? Where would you look if you were in doubt?")
    if question.about == "act":
        return say("What would you do, and why? What could go wrong?")
    return say("What did you choose, and why?")
