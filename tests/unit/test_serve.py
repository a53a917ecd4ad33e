"""The site on this machine: `practicebook.site.serve`."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from practicebook.problem import Problem
from practicebook.site.failure import BuildError, failure
from practicebook.site.serve import AddressInUseError, Listener, SiteServer, interval, serve

from tests.unit.small_site import a_root, put

PROBLEM = failure("practices/x.yaml", "E1", "It is wrong.", "Correct it.")


@dataclass
class Ears:
    """Keeps what the server tells."""

    heard: Queue[str | tuple[Problem, ...]] = field(default_factory=Queue)

    @property
    def listener(self) -> Listener:
        return Listener(self.heard.put, lambda: self.heard.put("rebuilt"), self.failed)

    def failed(self, problems: Sequence[Problem]) -> None:
        self.heard.put(tuple(problems))


@dataclass
class Served:
    """A running server over a small site."""

    root: Path
    url: str
    ears: Ears
    errors: list[Exception]

    def read(self, path: str) -> str:
        with urlopen(f"{self.url}{path}", timeout=5) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    def epoch(self) -> str:
        """Which state of the site an open page shows; it loads itself again when there is a later one."""
        found = re.search(r"livereload\((\d+)", self.read("en/"))
        assert found
        return found[1]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Serve a site whose rebuild raises what the test puts into `errors`, or changes the page."""
    layout = a_root(tmp_path)
    put(layout.site / "en/index.html", "<body>First</body>")
    put(layout.site / "404.html", "<body>Nothing here</body>")
    errors: list[Exception] = []

    def rebuild(*, in_haste: bool) -> bool:
        if errors:
            raise errors.pop()
        put(layout.site / "en/index.html", f"<body>Second{'' if in_haste else ', to the end'}</body>")
        return in_haste

    ears = Ears()
    server = SiteServer(layout, rebuild, ears.listener, ("127.0.0.1", 0))
    thread = threading.Thread(target=server.serve)
    thread.start()
    url = ears.heard.get(timeout=5)
    assert isinstance(url, str)
    yield Served(tmp_path, url, ears, errors)
    server.shutdown(wait=True)
    thread.join()


def test_pages_are_served_with_our_own_404_page(served: Served) -> None:
    """At the address that was told."""
    assert "First" in served.read("en/")
    with pytest.raises(HTTPError, match="404") as caught:
        served.read("none/")
    with caught.value as answer:
        assert "Nothing here" in answer.read().decode()


def test_a_change_is_built_and_shown(served: Served) -> None:
    """Open pages ask whether there is something newer."""
    assert "/livereload/" in served.read("en/")
    put(served.root / "theme/main.html", "changed")
    assert served.ears.heard.get(timeout=10) == "rebuilt"
    assert "Second" in served.read("en/")


def test_after_what_is_seen_comes_the_rest(served: Served) -> None:
    """The pages are built in haste; then all is, and open pages are not loaded again for what they do not show."""
    before = served.epoch()
    put(served.root / "theme/main.html", "changed")
    assert served.ears.heard.get(timeout=10) == "rebuilt"
    while served.epoch() == before:
        time.sleep(0.02)
    shown = served.epoch()
    assert served.ears.heard.get(timeout=10) == "rebuilt"
    assert "to the end" in served.read("en/")
    assert served.epoch() == shown


def test_many_files_are_looked_at_less_often(tmp_path: Path) -> None:
    """So that looking takes a tenth of a core at most, and a small base is shown at once."""
    for number in range(2500):
        (tmp_path / f"{number}.yaml").touch()
    assert [interval([tmp_path] * times) for times in (0, 1, 2, 3)] == [0.1, 0.25, 0.5, 0.5]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BuildError([PROBLEM]), "It is wrong."),
        (ZeroDivisionError("by zero"), "ZeroDivisionError: by zero"),
    ],
)
def test_a_rebuild_that_fails_is_told_and_the_site_stays(error: Exception, told: str, served: Served) -> None:
    """The server neither stops nor waits, and tries again at the next change."""
    served.errors.append(error)
    put(served.root / "theme/main.html", "changed")
    heard = served.ears.heard.get(timeout=10)
    assert isinstance(heard, tuple)
    assert [problem.message for problem in heard] == [told]
    assert "First" in served.read("en/")
    put(served.root / "theme/main.html", "changed again")
    assert served.ears.heard.get(timeout=10) == "rebuilt"


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Before anything is built or watched."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressInUseError, match=f"cannot serve at 127.0.0.1:{port}"):
            serve(a_root(tmp_path), lambda **_: False, Ears().listener, "127.0.0.1", port)
