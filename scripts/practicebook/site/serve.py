"""Serving: the built site on this machine, built again and shown again whenever something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mkdocs.livereload import LiveReloadServer

from practicebook import writing
from practicebook.layout import Layout
from practicebook.policy import META
from practicebook.problem import Problem
from practicebook.site.failure import BuildError, failure

LEAST, MOST = 0.1, 0.5  # seconds between two looks for changes
TEN_LOOKS = 1e-4  # seconds that looking ten times at a file takes


class AddressInUseError(Exception):
    """Something else answers at this address already."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"cannot serve at {host}:{port}: {reason}; choose another port")
        self.host = host
        self.port = port


@dataclass(frozen=True)
class Listener:
    """Who hears what happens: `started` gets the address, `rebuilt` nothing, `failed` the problems of a rebuild."""

    started: Callable[[str], None]
    rebuilt: Callable[[], None]
    failed: Callable[[Sequence[Problem]], None]


class Rebuild(Protocol):
    """Builds again, in haste or to the end, and tells whether a page changed."""

    def __call__(self, *, in_haste: bool) -> bool:
        """Raises BuildError with what is wrong."""


class SiteServer(LiveReloadServer):
    """The server of MkDocs over our finished site: it is never half built, and its 404 page is ours.

    After a change it builds in haste and shows the pages, then builds to the end.
    """

    def __init__(self, layout: Layout, rebuild: Rebuild, listener: Listener, address: tuple[str, int]) -> None:
        self._is_behind = False
        self._host, self._port = address
        self._rebuild = rebuild
        self._listener = listener
        folders = watched(layout)
        super().__init__(self._build, self._host, self._port, root=str(layout.site), polling_interval=interval(folders))
        self.serve_thread = threading.Thread(target=self._announce_and_answer)
        self.error_handler = lambda code: _page_of_error(layout.site, code)
        for folder in folders:
            self.watch(str(folder))

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Let a page reload itself: by a script inside it, which the policy of the site would refuse."""
        return super()._inject_js_into_html(content.replace(META.encode(), b""), epoch)  # type: ignore[no-untyped-call, no-any-return]

    def server_bind(self) -> None:
        """Take the port."""
        try:
            super().server_bind()
        except OSError as error:
            raise AddressInUseError(self._host, self._port, error.strerror or str(error)) from error

    def _announce_and_answer(self) -> None:
        """Say where the site is once changes are watched for, so that none is missed by who acts on it."""
        self._listener.started(f"http://{self._host}:{self.server_port}/")
        self.serve_forever(self.shutdown_delay)

    def _build(self) -> None:
        """Rebuild; a failure is told, never raised: the server would wait for ever for a site that does not come."""
        in_haste, self._is_behind = not self._is_behind, False
        try:
            has_changed = self._rebuild(in_haste=in_haste)
        except BuildError as error:
            self._listener.failed(error.problems)
        except Exception as error:  # noqa: BLE001 - the writer must get the chance to correct whatever it is
            hint = "Undo the last change, and report this: it should have been a message about a file."
            self._listener.failed([failure(".", "B111", f"{type(error).__name__}: {error}", hint)])
        else:
            self._go_on(in_haste=in_haste, has_changed=has_changed)
            self._listener.rebuilt()

    def _go_on(self, *, in_haste: bool, has_changed: bool) -> None:
        """Build to the end next, unless something changes again before; open pages that are the same stay so."""
        with self._rebuild_cond:
            if in_haste and not self._want_rebuild:
                self._is_behind = self._want_rebuild = True
        if not has_changed and not in_haste:
            self._wanted_epoch = self._visible_epoch


def serve(layout: Layout, rebuild: Rebuild, listener: Listener, host: str, port: int) -> None:
    """Serve build/site until interrupted; call `rebuild` after each change of a source, and reload open pages.

    Raises AddressInUseError at once if the port is taken. `rebuild` may raise BuildError: the last good site stays.
    """
    server = SiteServer(layout, rebuild, listener, (host, port))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        server.server_close()


def watched(layout: Layout) -> list[Path]:
    """The folders whose changes can change the site."""
    templates = Path(__file__).parents[1] / "templates"
    folders = [layout.practices, layout.root / "content", layout.theme, templates]
    return [folder for folder in folders if folder.is_dir()]


def interval(folders: Iterable[Path]) -> float:
    """Seconds between two looks at all files, each of which takes about a tenth of that.

    Looks are for every disk; what the system tells of changes does not reach through shared and remote folders.
    """
    return min(MOST, max(LEAST, TEN_LOOKS * sum(1 for folder in folders for _ in writing.files(folder))))


def _page_of_error(site: Path, code: int) -> bytes | None:
    page = site / "404.html"
    return page.read_bytes() if code == 404 and page.is_file() else None  # noqa: PLR2004 - the number is the name
