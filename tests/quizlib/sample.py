"""A small quiz with a question of every type, as plain data, the way a YAML file has it."""

from __future__ import annotations

from datetime import date
from typing import Any

Plain = dict[str, Any]
TODAY = date(2026, 11, 24)


def both(danish: str, english: str) -> Plain:
    """Return a text in two languages."""
    return {"da": danish, "en": english}


PLAIN: Plain = {
    "id": "sample",
    "title": both("Prøve", "Sample"),
    "summary": both("En prøve", "A sample"),
    "minutes": 5,
    "questions": [
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
        },
        {
            "id": "call",
            "type": "single_choice",
            "about": "act",
            "stem": both("Hvad gør du?", "What do you do?"),
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
    ],
}
