"""The bare Flask application that limits are measured with."""

from flask import Flask

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Hello</title></head><body><h1>Hello</h1></body></html>
"""
app = Flask("hello")


@app.get("/")
def hello() -> str:
    """Say hello."""
    return PAGE
