"""Receiving: what a laptop sends by itself is counted once, if its upload token is right, which reads nothing."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, jsonify, make_response, request

from webapp.storage.transfer.atomic_file import FileError
from webapp.web.taking_in import take_in
from webapp.web.visit import Visit


def receive(visit: Visit) -> Response:
    """Take a file in, and reply with the receipt; 403 without a token, 400 for a file that lies, 409 for another's."""
    sent = request.authorization
    laptop, token = (sent.username, sent.password) if sent and sent.type == "basic" else (None, None)
    if not laptop or not token or not visit.services.laptop_keys.knows(laptop, token):
        return make_response(jsonify(error="no laptop of this campaign"), HTTPStatus.FORBIDDEN)
    data = request.get_data(cache=False)
    try:
        _, receipt = take_in(visit, data)
    except FileError as error:
        return make_response(jsonify(error=str(error)), HTTPStatus.BAD_REQUEST)
    if receipt is None or receipt.laptop != laptop:
        return make_response(jsonify(error="it is taken in, but it is no file of this laptop"), HTTPStatus.CONFLICT)
    return jsonify(receipt.model_dump())
