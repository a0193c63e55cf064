"""The site behind a real nginx with the configuration of docs/nginx.conf, under every server that we name."""

from __future__ import annotations

import http.client
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.attacks.connections import HALF_BODY
from tests.debian import program
from tests.places import FIXTURE, ROOT
from tests.webapp.cli.test_servers import SERVERS
from tests.webapp.serving import free_port, running

pytestmark = pytest.mark.trial

NAME = "tryg.example"
SETTINGS = {"TRYG_PROXIES": "1", "TRYG_SECURE": "true", "TRYG_TRUSTED_HOSTS": f"{NAME},127.0.0.1"}


@pytest.fixture(scope="module")
def nginx() -> str:
    """The program, installed if it is not there."""
    return program("nginx-light", "nginx")


def certificate(folder: Path) -> None:
    """Write a certificate for the site's name, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tryg.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "tryg.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@contextmanager
def proxied(nginx: str, folder: Path, site: int) -> Iterator[int]:
    """Let nginx stand in front of the site on this port; the value is the port of https."""
    plain, secure = free_port(), free_port()
    certificate(folder)
    text = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    for written, here in {
        "127.0.0.1:8000": f"127.0.0.1:{site}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
        "/etc/ssl/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
    }.items():
        assert text.count(written) >= 1, written
        text = text.replace(written, here)
    main = (
        f"daemon off; pid {folder}/pid; error_log {folder}/main.log; events {{ worker_connections 2048; }}\n"
        f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n{text}}}\n"
    )
    (folder / "nginx.conf").write_text(main, "utf-8")
    process = subprocess.Popen((nginx, "-p", folder, "-e", f"{folder}/start.log", "-c", f"{folder}/nginx.conf"))  # noqa: S603 - what Debian has
    try:
        give_up = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", secure)).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < give_up
                time.sleep(0.05)
        yield secure
    finally:
        process.terminate()
        process.wait(10)


def connected(port: int, folder: Path) -> ssl.SSLSocket:
    """Open a connection as a browser does that trusts the certificate."""
    trusting = ssl.create_default_context(cafile=str(folder / "tryg.pem"))
    return trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=30), server_hostname=NAME)


def asked(port: int, folder: Path, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
    """Send a request through the proxy and return the reply, read."""
    connection = http.client.HTTPConnection(NAME)
    connection.sock = connected(port, folder)
    connection.request(method, path, body, headers)
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return reply


@pytest.mark.parametrize("command", SERVERS.values(), ids=SERVERS)
def test_behind_nginx_people_answer_and_half_sent_answers_keep_nobody_waiting(
    nginx: str, tmp_path: Path, command: Sequence[str]
) -> None:
    with (
        running(tmp_path / "data", command, FIXTURE, **SETTINGS) as server,
        proxied(nginx, tmp_path, server.port) as port,
    ):
        form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}"}
        begun = asked(port, tmp_path, "POST", "/da/quiz/kort", **form)
        assert (begun.status, begun.headers["Location"]) == (303, "/da/kept?to=/da/quiz/kort/1")
        cookie = begun.headers["Set-Cookie"]
        assert cookie.startswith("__Host-")
        assert "; Secure" in cookie
        assert begun.headers["Strict-Transport-Security"]
        form["Cookie"] = cookie.partition(";")[0]
        answer = urlencode({"response": "scam"})
        assert asked(port, tmp_path, "POST", "/da/quiz/kort/1", answer, **form).status == 303
        assert asked(port, tmp_path, "POST", "/da/quiz/kort", **{**form, "Origin": "https://x.example"}).status == 403
        assert asked(port, tmp_path, "POST", "/da/quiz/kort", "x" * 65_537, **form).status == 413
        strange = {"X-Forwarded-Prefix": "//x.example", "X-Forwarded-Host": "x.example"}
        assert asked(port, tmp_path, "GET", "/", **strange).headers["Location"] == "/da/"
        with ExitStack() as stack:
            for _ in range(100):
                stack.enter_context(connected(port, tmp_path)).sendall(
                    HALF_BODY.replace(b"x\r\n", b"tryg.example\r\n", 1)
                )
            before = time.monotonic()
            assert asked(port, tmp_path, "GET", "/da/about").status == 200
            assert time.monotonic() - before < 5, "they are dropped after ten seconds"
