"""The site below /tryg of another WSGI application, which hears of answers: `python mounted.py 8000`.

`pip install 'tryg-paa-nettet[webapp]'`; the settings are variables that begin with TRYG_.
"""

from __future__ import annotations

import sys
from wsgiref.simple_server import make_server

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Request, Response

from webapp import create_app
from webapp.hooks import AnswerStored, Hooks


@Request.application
def library(_: Request) -> Response:
    """Show the front page of a library."""
    return Response(
        '<!DOCTYPE html><title>The library</title><a href="/tryg/da/">Tryg på nettet</a>', mimetype="text/html"
    )


def heard(event: AnswerStored) -> None:
    """Print which question was answered, and how."""
    print(event.quiz, event.question, *event.response, flush=True)


if __name__ == "__main__":
    site = create_app(hooks=Hooks(on_answer=heard))
    try:
        make_server("127.0.0.1", int(sys.argv[1]), DispatcherMiddleware(library, {"/tryg": site})).serve_forever()
    finally:
        site.close()
