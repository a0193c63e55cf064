"""A small quiz with a question of every type, as plain data, the way a YAML file has it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from quizlib import Question

Plain = dict[str, Any]
TODAY = date(2026, 11, 24)
QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


def both(danish: str, english: str) -> Plain:
    """Return a text in two languages."""
    return {"da": danish, "en": english}


def the(name: str, **changes: object) -> Plain:
    """Return a question of the sample as data, with other fields where `changes` has them."""
    question = next(question for question in PLAIN["questions"] if question["id"] == name)
    return {**copy.deepcopy(question), **changes}


def built(name: str, **changes: object) -> Question:
    """Return the same question, built."""
    return QUESTION.validate_python(the(name, **changes))


PLAIN: Plain = {
    "id": "sample",
    "title": both("Prøve", "Sample"),
    "summary": both("En prøve", "A sample"),
    "minutes": 5,
    "sure": True,
    "questions": [
        {
            "id": "look",
            "type": "example",
            "stem": both("Sådan ser man efter", "How to look"),
            "truth": "scam",
            "check": both("Åbn appen.", "Open the app."),
            "message": {
                "channel": "sms",
                "sender": both("Banken", "Bank"),
                "body": both("Dit kort er spærret.", "Your card is blocked."),
                "signs": [
                    {"id": "fear", "shows": "scam", "quote": both("spærret", "blocked"), "why": both("Frygt", "Fear")},
                ],
            },
        },
        {
            "id": "parcel",
            "type": "verdict",
            "stem": both("Er den ægte?", "Is it genuine?"),
            "truth": "scam",
            "message": {
                "channel": "sms",
                "sender": both("Budet", "Courier"),
                "body": both("Din pakke venter.\nBetal i dag.", "Your parcel waits.\nPay today."),
                "links": [{"text": both("Betal her", "Pay here"), "target": both("bud.example", "courier.example")}],
                "signs": [
                    {
                        "id": "address",
                        "shows": "scam",
                        "quote": both("bud.example", "courier.example"),
                        "why": both("Nej", "No"),
                    },
                    {"id": "haste", "shows": "scam", "quote": both("i dag", "today"), "why": both("Hast", "Haste")},
                ],
            },
            "feedback": {"scam": both("Ja", "Yes")},
            "difficulty": {"cues": "many", "premise": "low"},
        },
        {
            "id": "reminder",
            "type": "verdict",
            "stem": both("Er den ægte?", "Is it genuine?"),
            "truth": "genuine",
            "message": {
                "channel": "sms",
                "sender": both("Bib", "Lib"),
                "body": both("Din bog er klar.", "Your book is ready."),
            },
            "difficulty": {"cues": "many", "premise": "low"},
        },
        {
            "id": "call",
            "type": "single_choice",
            "about": "act",
            "stem": both("Hvad gør du?", "What do you do?"),
            "hint": both("Hvem ringede op?", "Who called?"),
            "options": [
                {"id": "talk", "text": both("Taler", "Talk"), "otherwise": both("Godt", "Good")},
                {
                    "id": "hang-up",
                    "text": both("Lægger på", "Hang up"),
                    "right": True,
                    "feedback": both("Netop", "Right"),
                },
                {"id": "ask", "text": both("Spørger", "Ask"), "fraction": 0.5},
            ],
        },
        {
            "id": "keep",
            "type": "multiple_choice",
            "stem": both("Hvad er hemmeligt?", "What is secret?"),
            "options": [
                {"id": "code", "text": both("Koden", "The code"), "right": True},
                {"id": "name", "text": both("Navnet", "The name")},
                {"id": "card", "text": both("Kortet", "The card"), "right": True},
                {"id": "town", "text": both("Byen", "The town")},
            ],
        },
        {"id": "worry", "type": "rating", "scale": "worry", "stem": both("Bekymret?", "Worried?")},
        {
            "id": "marks",
            "type": "signs",
            "stem": both("Hvad afslører den?", "What gives it away?"),
            "hint": both("Hvor fører den hen?", "Where does it lead?"),
            "truth": "scam",
            "message": {
                "channel": "sms",
                "sender": both("Skat", "Tax"),
                "body": both("Kære dig. Hent 900 kr. nu på skat.example", "Dear you. Get DKK 900 now at tax.example"),
                "signs": [
                    {"id": "dear", "shows": "nothing", "quote": both("Kære", "Dear"), "why": both("Nej", "No")},
                    {"id": "gift", "shows": "scam", "quote": both("900 kr.", "DKK 900"), "why": both("Gave", "Gift")},
                    {"id": "now", "shows": "scam", "quote": both("nu", "now"), "why": both("Hast", "Haste")},
                    {"id": "at", "shows": "nothing", "quote": both("på", "at"), "why": both("Nej", "No")},
                    {
                        "id": "site",
                        "shows": "scam",
                        "quote": both("skat.ex", "tax.ex"),
                        "why": both("Andres", "Others'"),
                    },
                ],
            },
            "difficulty": {"cues": "some", "premise": "medium"},
        },
        {
            "id": "notice",
            "type": "verdict",
            "twin": "parcel",
            "differences": [
                {
                    "earlier": "haste",
                    "here": both("Se appen", "See the app"),
                    "why": both("Her skal du ikke betale.", "Here you need not pay."),
                }
            ],
            "stem": both("Er den ægte?", "Is it genuine?"),
            "truth": "genuine",
            "message": {
                "channel": "sms",
                "sender": both("Budet", "Courier"),
                "body": both("Din pakke venter.\nSe appen.", "Your parcel waits.\nSee the app."),
                "time": both("i går", "yesterday"),
            },
            "difficulty": {"cues": "few", "premise": "high"},
        },
        {
            "id": "lost-card",
            "type": "order",
            "about": "act",
            "stem": both("Hvad gør du først?", "What do you do first?"),
            "hint": both("Stop pengene.", "Stop the money."),
            "steps": [
                {"id": "report", "place": 3, "text": both("Anmeld det", "Report it")},
                {"id": "block", "place": 1, "text": both("Spær kortet", "Block the card")},
                {"id": "tell", "place": 4, "text": both("Fortæl det", "Tell somebody")},
                {"id": "look-through", "place": 2, "text": both("Se efter", "Look through")},
            ],
        },
        {
            "id": "share",
            "type": "sort",
            "stem": both("Hvad må du dele?", "What may you share?"),
            "categories": [
                {"id": "never", "text": both("Del aldrig", "Never share")},
                {"id": "fine", "text": both("Del gerne", "Fine to share")},
            ],
            "things": [
                {"id": "pin", "belongs": "never", "text": both("Koden", "The code"), "why": both("Nøglen", "The key")},
                {"id": "town", "belongs": "fine", "text": both("Byen", "The town")},
                {"id": "card", "belongs": "never", "text": both("Kortet", "The card")},
            ],
        },
        {
            "id": "caller",
            "type": "conversation",
            "channel": "call",
            "truth": "scam",
            "stem": both("Telefonen ringer.", "The phone rings."),
            "hint": both("Hvem ringede op?", "Who called?"),
            "steps": [
                {
                    "id": "hello",
                    "says": both("Goddag, det er banken.", "Hello, this is the bank."),
                    "note": both("Han lyder rar.", "He sounds nice."),
                    "choices": [
                        {"id": "listen", "text": both("Ja?", "Yes?"), "to": "pressed"},
                        {
                            "id": "hang-up",
                            "text": both("Farvel", "Bye"),
                            "feedback": both("Netop", "Right"),
                            "to": "safe",
                        },
                    ],
                },
                {
                    "id": "pressed",
                    "says": both("Læs mig koden.", "Read me the code."),
                    "choices": [
                        {"id": "again", "text": both("Hvad?", "What?"), "to": "hello"},
                        {"id": "half", "text": both("Måske", "Maybe"), "to": "late"},
                        {"id": "give", "text": both("Den er nul", "It is nought"), "to": "robbed"},
                        {"id": "stop", "text": both("Nej, farvel", "No, bye"), "to": "safe"},
                    ],
                },
            ],
            "endings": [
                {"id": "robbed", "score": 0, "text": both("Pengene er væk.", "The money is gone.")},
                {"id": "late", "score": 0.5, "text": both("Du var i tvivl.", "You were in doubt.")},
                {"id": "safe", "score": 1, "text": both("Du lagde på.", "You hung up.")},
            ],
        },
    ],
}
