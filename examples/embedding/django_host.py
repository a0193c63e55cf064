"""A Django project with the site below /tryg: `python django_host.py 8000`.

`pip install 'tryg-paa-nettet[webapp]' django`; the settings of the site are variables that begin with TRYG_.
"""

from __future__ import annotations

import secrets
import sys
from wsgiref.simple_server import make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from webapp import create_app

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY=secrets.token_urlsafe())


def library(_: HttpRequest) -> HttpResponse:
    """Show the front page of a library."""
    return HttpResponse('<!DOCTYPE html><title>The library</title><a href="/tryg/da/">Tryg på nettet</a>')


urlpatterns = [path("", library)]

if __name__ == "__main__":
    site = create_app()
    application = DispatcherMiddleware(get_wsgi_application(), {"/tryg": site})
    try:
        make_server("127.0.0.1", int(sys.argv[1]), application).serve_forever()
    finally:
        site.close()
