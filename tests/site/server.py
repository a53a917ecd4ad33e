"""The site over HTTP on this machine, as GitHub Pages serves it.

A folder answers with its index.html, and an address where there is nothing with 404.html.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


class Server:
    """A site below one path of its host; outside of that path there is nothing, so a link that leaves it is noticed."""

    def __init__(self, site: Path, base: str, port: int, name: str) -> None:
        self.site = site
        self.base = base
        self.port = port
        self.address = f"http://{name or f'127.0.0.1:{port}'}{base}"

    def file(self, address: str) -> Path | None:
        """The file that answers an address or the path of one, if there is one."""
        path = unquote(urlsplit(address).path)
        if not path.startswith(self.base):
            return None
        file = self.site / path.removeprefix(self.base)
        file = file / "index.html" if path.endswith("/") else file
        return file if file.is_file() else None

    def weight(self, address: str) -> int:
        """How many bytes a server that compresses text sends for an address."""
        file = self.file(address)
        assert file, f"nothing at {address}"
        return _weight(file)


@cache
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


def _weight(file: Path) -> int:
    return len(_packed(file)) if type_of(file).startswith(TEXT) else file.stat().st_size


def type_of(file: Path) -> str:
    """The media type of a file, the same on every system."""
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Test"
    wbufsize = -1  # head and body go out together: a browser would wait for the second of two small packets
    disable_nagle_algorithm = True
    pages: Server
    packs = False

    def do_GET(self) -> None:
        """Answer with a file, with the way to a folder, or with the page for what is not there."""
        path = urlsplit(self.path).path
        file = self.pages.file(path)
        if file is None and self.pages.file(f"{path}/"):
            self._answer(301, b"", "text/plain", {"Location": f"{path}/"})
        elif file is None:
            self._answer(404, (self.pages.site / "404.html").read_bytes(), "text/html; charset=utf-8")
        else:
            self._answer_with(file)

    def _answer_with(self, file: Path) -> None:
        if self.packs and type_of(file).startswith(TEXT):
            self._answer(200, _packed(file), type_of(file), {"Content-Encoding": "gzip"})
        else:
            self._answer(200, file.read_bytes(), type_of(file))

    def _answer(self, status: int, body: bytes, type_: str, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Say nothing."""


class _Host(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a browser opens many connections at once, and comes again late to a full queue

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away before the end of an answer is not a fault."""


@contextmanager
def serving(site: Path, base: str, name: str = "", *, packs: bool = False) -> Iterator[Server]:
    """Serve `site` below `base` on a free port, text packed if so wished; the folder need not be there yet.

    With a `name`, the site is known by that, whatever the port: a browser must be told where to find it.
    """
    handler: type[_Handler] = type("Handler", (_Handler,), {"packs": packs})
    with _Host(("127.0.0.1", 0), handler) as host:
        server = Server(site, base, host.server_port, name)
        handler.pages = server
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            host.shutdown()
            thread.join()
