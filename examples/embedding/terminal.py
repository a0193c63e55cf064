"""A quiz in the terminal: `pip install tryg-paa-nettet`, then `python terminal.py mitid en`."""

from __future__ import annotations

import sys

from quizlib import Attempt, InvalidResponse, load_library, shipped

UNTOLD = {"scam": "a scam", "genuine": "genuine", "unsure": "not sure"}  # choices whose words the application has


def main(quiz_id: str, language: str) -> None:
    """Ask each question until it is answered, and print what the attempt comes to."""
    attempt = Attempt.start(load_library(shipped()).quizzes[quiz_id])
    response: tuple[str, ...] = ()
    while question := attempt.question:
        prompt = question.prompt(language, response)
        print(f"\n{prompt.stem}")
        for turn in prompt.turns[-1:]:
            print(f"  {turn.says}")
        for part in prompt.message.parts if prompt.message else ():
            print(f"  {part.name}: {part.text}")
        for choice in prompt.choices:
            print(f"  [{choice.id}] {choice.text or UNTOLD.get(choice.id, choice.id)}")
        response = (*response, *input("> ").split())
        if question.goes_on(response):  # a conversation
            continue
        try:
            attempt = attempt.answer(question.id, response).attempt
        except InvalidResponse as problem:
            print(f"({problem})")
        response = ()
    print(f"\n{attempt.result.points.reached:g} of {attempt.result.points.of}")


if __name__ == "__main__":
    main(*sys.argv[1:])
