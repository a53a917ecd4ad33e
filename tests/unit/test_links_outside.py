"""Links to other sites: how they are asked, judged and remembered. The sites are servers on this machine."""

from __future__ import annotations

import datetime as dt
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from practicebook import __main__ as command
from practicebook import editorial, loading
from practicebook.layout import Layout
from practicebook.links import visit
from practicebook.links.addresses import addresses
from practicebook.links.check import Checker, Finding, Pace, check_all
from practicebook.links.report import as_issue, as_json, as_text, report
from practicebook.links.visit import Answer, NoAnswerError, NotPublicError, Visitor, is_public
from practicebook.unanswered import Unanswered, as_yaml, remember

from tests.builders import REPOSITORY

DAY = dt.date(2026, 11, 23)
AGENT = "practicebook-links/1 (+https://example.org/code)"
Route = tuple[int, Mapping[str, str], str]


@dataclass
class Site:
    """A site on this machine: what it answers to (method, path), and what it was asked."""

    address: str = ""
    routes: dict[tuple[str, str], Route | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def says(self, path: str, status: int, head: int | None = None, body: str = "", **fields: str) -> str:
        """Answer a path with a status, HEAD perhaps with another one; the address of the path."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        self.routes["GET", path] = (status, named, body)
        self.routes["HEAD", path] = (head or status, named, "")
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that says 404 until it is told what it has."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.command, self.path))
            made.agents.add(self.headers["User-Agent"])
            route = made.routes.get((self.command, self.path), (404, {}, ""))
            if callable(route):
                route(self)
                return
            status, fields, body = route
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def checker(timeout: float = 5, *, slept: list[float] | None = None) -> Checker:
    """A checker that may ask this machine, and does not really sleep."""
    pauses = slept if slept is not None else []
    begun = len(pauses)
    return Checker(Visitor(AGENT, timeout, lambda *_: True), Pace(1, lambda: sum(pauses[begun:]), pauses.append))


def pages_asked(site: Site) -> list[tuple[str, str]]:
    """What a site was asked for, besides its robots.txt."""
    return [one for one in site.asked if one[1] != "/robots.txt"]


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """End the connection without a word."""
    handler.close_connection = True


def make_noise(handler: BaseHTTPRequestHandler) -> None:
    """Answer what is no HTTP."""
    handler.wfile.write(b"\0\1\2\n\n")


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (200, "good", ""),
        (204, "good", ""),
        (401, "unclear", "the site turns programs away (401)"),
        (403, "unclear", "the site turns programs away (403)"),
        (404, "failed", "the site answers with 404"),
        (410, "failed", "the site answers with 410"),
        (500, "failed", "the site answers with 500"),
        (503, "failed", "the site answers with 503"),
    ],
)
def test_a_status_is_judged_as_a_reader_would_meet_it(site: Site, status: int, state: str, reason: str) -> None:
    """Gone is gone; what turns programs away may well be there for people."""
    address = site.says("/page", status)
    found = checker().check(address)
    assert (found.state, found.reason) == (state, reason)


def test_head_comes_first_and_get_only_where_head_is_refused(site: Site) -> None:
    """By a status or by hanging up; and the program says who it is."""
    good, refused = site.says("/good", 200), site.says("/refused", 200, head=405)
    site.says("/hangs-up", 200)
    site.routes["HEAD", "/hangs-up"] = hang_up
    states = [checker().check(one).state for one in (good, refused, f"{site.address}/hangs-up")]
    assert states == ["good", "good", "good"]
    assert pages_asked(site) == [
        ("HEAD", "/good"),
        ("HEAD", "/refused"),
        ("GET", "/refused"),
        ("HEAD", "/hangs-up"),
        ("GET", "/hangs-up"),
    ]
    assert site.agents == {AGENT}


def test_redirects_are_followed_and_told_if_they_are_meant_to_last(site: Site) -> None:
    """A link that moved for good can be corrected; one that leads to the front page has lost what it was about."""
    new = site.says("/new", 200)
    site.says("/", 200)
    for path, status, there in (
        ("/for-good", 301, "/new"),
        ("/for-now", 302, "/new"),
        ("/twice", 308, "/for-good"),
        ("/mixed", 301, "/for-now"),
        ("/front", 301, "/"),
        ("/circle", 302, "/circle"),
    ):
        site.says(path, status, Location=there)
    found = {path: checker().check(site.address + path) for path in ("/for-good", "/for-now", "/twice", "/mixed")}
    assert {path: (one.state, one.now) for path, one in found.items()} == {
        "/for-good": ("moved", new),
        "/for-now": ("good", ""),
        "/twice": ("moved", new),
        "/mixed": ("good", ""),
    }
    assert checker().check(f"{site.address}/front").reason == "it leads to the front page now"
    assert checker().check(f"{site.address}/circle").reason == "it redirects without end"


def test_what_may_pass_is_asked_again_and_what_is_gone_is_not(site: Site) -> None:
    """Three times with growing pauses; a site that says how long to wait is heard."""
    slept: list[float] = []
    statuses = iter([503, 503, 200])

    def shaky(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(next(statuses))
        handler.end_headers()

    site.routes["HEAD", "/shaky"] = site.routes["GET", "/shaky"] = shaky
    assert checker(slept=slept).check(f"{site.address}/shaky").state == "good"
    assert slept == [1.0, 1.0, 2.0]
    busy = site.says("/busy", 429, Retry_After="7")
    slept.clear()
    assert checker(slept=slept).check(busy).state == "unclear"
    assert slept == [1.0, 1.0, 7.0, 1.0, 7.0, 1.0]
    site.asked.clear()
    checker().check(f"{site.address}/gone")
    assert pages_asked(site) == [("HEAD", "/gone"), ("GET", "/gone")]
    patient = site.says("/patient", 503, Retry_After="3600")
    site.asked.clear()
    assert checker().check(patient).state == "failed"
    assert pages_asked(site) == [("HEAD", "/patient"), ("GET", "/patient")]


def test_a_site_that_does_not_answer_costs_its_time_and_no_more(site: Site) -> None:
    """Silence, and an answer that comes byte by byte, both end with the time of a request."""
    wait = threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        wait.wait(10)

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not wait.wait(0.02):
            try:
                handler.wfile.write(b"X")
            except OSError:
                return

    site.routes.update({("GET", "/silent"): silent, ("GET", "/dripping"): dripping})
    visitor = Visitor(AGENT, 0.2, lambda *_: True)
    start = time.monotonic()
    for path in ("/silent", "/dripping"):
        with pytest.raises(NoAnswerError, match="did not answer in time"):
            visitor.ask("GET", site.address + path)
    assert time.monotonic() - start < 3
    wait.set()


def test_failures_of_names_connections_and_answers_have_reasons(site: Site) -> None:
    """None of them ends the check."""
    site.routes["GET", "/noise"] = site.routes["HEAD", "/noise"] = make_noise
    reasons = [
        checker().check(one).reason
        for one in ("http://no-such-name.invalid/", "http://127.0.0.1:9/", f"{site.address}/noise", "http://[::1/")
    ]
    assert reasons[:2] == ["the name of the site is not known", "the connection failed: ConnectionRefusedError"]
    assert reasons[2].startswith("the connection failed: ")
    assert reasons[3] == "it leads to what is no address"


def test_a_certificate_that_is_not_valid_is_for_a_person_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers complete chains that programs do not, so this says little of what readers meet."""

    def refuse(*_: object, **__: object) -> Answer:
        raise ssl.SSLCertVerificationError(1, "certificate verify failed")

    monkeypatch.setattr(Visitor, "_ask", refuse)
    assert checker().check("https://example.org/").state == "unclear"


def test_robots_txt_is_heard(site: Site) -> None:
    """What it closes is not asked for; the pause that it names is kept."""
    slept: list[float] = []
    site.says("/robots.txt", 200, body="User-agent: *\nDisallow: /closed\nCrawl-delay: 5\n")
    site.says("/open", 200)
    one = checker(slept=slept)
    assert one.check(f"{site.address}/closed/page") == Finding(
        f"{site.address}/closed/page", "unclear", "its robots.txt asks programs to stay away"
    )
    assert one.check(f"{site.address}/open").state == "good"
    assert one.check(f"{site.address}/open").state == "good"
    assert [path for _, path in site.asked] == ["/robots.txt", "/open", "/open"]
    assert slept == [1.0, 5.0]


def test_a_site_has_its_peace_between_two_requests() -> None:
    """Whichever thread asks; another site is asked at once."""
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)

    pace = Pace(1.5, lambda: now[0], sleep)
    for name in ("a.org", "a.org", "b.org", "a.org"):
        pace.wait(name)
    now[0] = 100.0
    pace.wait("a.org")
    assert slept == [1.5, 3.0]


@pytest.mark.parametrize(
    "ip",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",  # noqa: S104 - an address to refuse
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
        ),
        *("198.18.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378::1", "ff02::1"),
    ],
)
def test_no_inner_network_is_ever_asked(ip: str) -> None:
    """Loopback, link-local, private, shared, multicast, and what carries one of them inside."""
    assert not is_public(ip, 443)


def test_the_public_network_is_asked_on_ports_of_the_web_alone() -> None:
    """A record cannot make this speak to a mail server."""
    assert [is_public("93.184.215.14", port) for port in (80, 443, 8080, 25, 22, 6379)] == [True] * 3 + [False] * 3
    assert is_public("2606:4700:4700::1111", 443)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org/"]
)
def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    """Redirects may name anything."""
    with pytest.raises(NotPublicError):
        Visitor(AGENT, 1).ask("GET", address)


def test_a_redirect_into_an_inner_network_is_not_followed(site: Site) -> None:
    """Each step is looked at where the connection is made, so that a name cannot change its mind in between."""
    outside = site.says("/out", 302, Location=f"http://127.0.0.2:{site.address.rpartition(':')[2]}/secret")
    guarded = Checker(Visitor(AGENT, 5, lambda ip, _: ip == "127.0.0.1"), Pace(0))
    found = guarded.check(outside)
    assert (found.state, found.reason.partition(",")[0]) == ("failed", "it leads into a network that is not public")
    assert pages_asked(site) == [("HEAD", "/out")]


def test_a_name_with_one_inner_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which one would be connected to is not for a stranger to choose; the address looked at is connected to."""
    connected: list[tuple[str, int]] = []
    names = {"mixed.org": ["93.184.215.14", "10.0.0.1"], "public.org": ["93.184.215.14"]}
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, **_: [(0, 0, 0, "", (ip, port)) for ip in names[host]]
    )

    def connect(target: tuple[str, int], _: float) -> None:
        connected.append(target)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    for host in names:
        with pytest.raises(NoAnswerError):
            Visitor(AGENT, 1).ask("GET", f"https://{host}/")
    assert connected == [("93.184.215.14", 443)]


def test_sites_are_asked_side_by_side_and_every_address_once(site: Site) -> None:
    """Nothing is lost on the way."""
    wanted = [site.says(f"/{number}", 200) for number in range(5)]
    assert sorted(one.address for one in check_all(wanted, checker())) == sorted(wanted)
    assert sorted(pages_asked(site)) == [("HEAD", f"/{number}") for number in range(5)]
    assert [path for _, path in site.asked].count("/robots.txt") == 1


# ---- memory


def after(*days: tuple[dt.date, str]) -> dict[str, Unanswered]:
    """What is known of one address after some days, on each of which it was failed, unsure or good."""
    known: dict[str, Unanswered] = {}
    for day, state in days:
        failed = {"https://a.org/": "the site answers with 404"} if state == "failed" else {}
        known = remember(known, failed, ["https://a.org/"] if state == "unsure" else [], day)
    return known


def test_broken_is_what_failed_on_three_different_days() -> None:
    """Three times on one day is one day; a good day begins anew; a day on which nobody could tell changes nothing."""
    second, third = DAY + dt.timedelta(7), DAY + dt.timedelta(14)
    failing = [(DAY, "failed"), (second, "failed"), (third, "failed")]
    entry = after(*failing)["https://a.org/"]
    assert (entry.since, entry.last_on, entry.days, entry.is_broken) == (DAY, third, 3, True)
    assert not after(*[(DAY, "failed")] * 5)["https://a.org/"].is_broken
    assert not after(*failing[:2], (second, "failed"))["https://a.org/"].is_broken
    assert after(*failing[:2], (third, "unsure"))["https://a.org/"].days == 2
    assert after(*failing, (third, "good")) == {}


def test_the_memory_is_a_file_that_the_base_reads_back(tmp_path: Path) -> None:
    """And a broken one is told of with its place, like every other file."""
    known = after((DAY, "failed"), (DAY + dt.timedelta(1), "failed"), (DAY + dt.timedelta(2), "failed"))
    layout = Layout(tmp_path)
    layout.registers.mkdir(parents=True)
    layout.unanswered.write_text(as_yaml(known), "utf-8")
    loaded = loading.load(layout)
    assert loaded.unanswered == known
    assert [
        loaded.broken(one) is not None for one in ("https://a.org/", "https://a.org/#part", "https://b.org/", None)
    ] == [
        *(True, True),
        *(False, False),
    ]
    layout.unanswered.write_text('links: [{id: "no address", since: 2026-11-23}]\n', "utf-8")
    found = [one for one in loading.load(layout).problems if one.path.endswith("links.yaml")]
    assert {one.field for one in found} >= {"links[0].id", "links[0].days"}


# ---- what is asked, and what is told


def test_every_address_of_the_base_is_asked_with_its_place() -> None:
    """The place is the line on which the address stands; copies in archives are what is left, and are not asked."""
    layout = Layout(REPOSITORY)
    found = addresses(loading.load(layout), editorial.load(layout))
    assert len(found) > 700
    for address, places in list(found.items())[::40]:
        for place in places:
            path, _, line = place.partition(":")
            text = (REPOSITORY / path).read_text("utf-8")
            assert address in (text.splitlines()[int(line) - 1] if line else text)


def test_reports_tell_people_programs_and_the_issue() -> None:
    """Broken first; the text of strangers and of their sites cannot leave its brackets."""
    hostile = "https://evil.org/> \n## @everyone `x`"
    known = after(*[(DAY - dt.timedelta(number), "failed") for number in (14, 7)])
    findings = (
        Finding("https://a.org/", "failed", "the site answers with 404"),
        Finding("https://b.org/", "failed", "it did not answer in time"),
        Finding("https://c.org/", "moved", "", hostile),
        Finding("https://d.org/", "good"),
    )
    found = report(findings, {one.address: ["practices/x.yaml:3"] for one in findings}, known, DAY)
    assert as_text(found).splitlines()[:2] == [
        "Broken",
        "  <https://a.org/>: the site answers with 404 since 2026-11-09, on 3 days. `practices/x.yaml:3`",
    ]
    assert as_text(found).endswith(
        "4 addresses: 1 good, 1 moved, 2 failed, 0 unclear; 1 broken, having failed on 3 days or more."
    )
    assert "<https://evil.org/\\n" not in as_issue(found)
    assert "- <https://c.org/> → <https://evil.org/##@everyonex>. `practices/x.yaml:3`" in as_issue(found)
    assert [(one["address"], one["broken"]) for one in json.loads(as_json(found))][:2] == [
        ("https://a.org/", True),
        ("https://b.org/", False),
    ]


def test_the_command_remembers_and_says_by_its_status_whether_something_is_broken(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two earlier days in the file, a third one today; where nothing answers at all, nothing is remembered."""
    gone, good = f"{site.address}/gone", site.says("/good", 200)
    layout = Layout(tmp_path)
    layout.configuration.write_text("site_name: Test\n", "utf-8")
    page = layout.pages_by_hand / "en/about.md"
    for file in (page, layout.unanswered, layout.interface / "en.yaml"):
        file.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"---\ntitle: T\ndescription: D\n---\n[a]({gone}) [b]({good})\n", "utf-8")
    (layout.interface / "en.yaml").write_text("site: {name: Test}\n", "utf-8")
    earlier = dt.date(2026, 1, 1)
    # An address of a record has a dot in its host, and this machine's has.
    layout.unanswered.write_text(
        as_yaml({gone: Unanswered(id=gone, since=earlier, last_on=earlier, days=2, reason="it did not answer")}),
        "utf-8",
    )
    monkeypatch.setattr(visit, "is_public", lambda *_: True)
    monkeypatch.setattr(Visitor.__init__, "__defaults__", (lambda *_: True,))
    arguments = [
        "--root",
        str(tmp_path),
        "links",
        "--delay",
        "0",
        "--format",
        "json",
        "--issue",
        str(tmp_path / "i.md"),
    ]
    run = CliRunner().invoke(command.main, arguments)
    assert run.exit_code == 1, run.output
    assert {one["address"]: one["broken"] for one in json.loads(run.stdout)} == {gone: True, good: False}
    assert loading.load(layout).unanswered[gone].days == 3
    assert (tmp_path / "i.md").read_text("utf-8").startswith("2 addresses: 1 good, 0 moved, 1 failed")
    site.routes.clear()
    kept = layout.unanswered.read_text("utf-8")
    layout.unanswered.write_text("links: [{id: 1}]\n", "utf-8")
    assert CliRunner().invoke(command.main, arguments).exit_code == 1
    assert layout.unanswered.read_text("utf-8") == "links: [{id: 1}]\n"
    layout.unanswered.write_text(kept, "utf-8")
    before = layout.unanswered.read_bytes()
    assert CliRunner().invoke(command.main, arguments).exit_code == 2
    assert layout.unanswered.read_bytes() == before
