"""Whether addresses still answer, asked politely: one request at a time to a site, HEAD first, pauses, robots.txt."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from practicebook.links.visit import Answer, CertificateError, NoAnswerError, NotPublicError, Visitor

TRIES = 3
MOST_HOPS = 6
LONGEST_PAUSE = 60.0  # seconds: a site that asks for more is asked again at the next check
SITES_AT_ONCE = 8
PERMANENT = {301, 308}
TEMPORARY = {302, 303, 307}
GONE = {404, 410}
TOO_MANY = 429
REFUSED = 400
FAULT = 500


@dataclass(frozen=True)
class Finding:
    """What became of one address.

    It answers (`good`), answers under another one (`moved`, with `now`), does not (`failed`), or a program cannot tell
    (`unclear`), since many sites turn programs away and let people in.
    """

    address: str
    state: Literal["good", "moved", "failed", "unclear"]
    reason: str = ""
    now: str = ""


@dataclass(frozen=True)
class End:
    """Where a chain of redirects ended; `is_permanent` if each of them was meant to last."""

    address: str
    answer: Answer
    is_permanent: bool

    @property
    def may_pass(self) -> bool:
        """Whether asking again soon may help."""
        return self.answer.status >= FAULT or self.answer.status == TOO_MANY


class Pace:
    """Lets a request go when its site has had `delay` seconds of peace since the last one."""

    def __init__(
        self,
        delay: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.delay = delay
        self.sleep = sleep
        self._clock = clock
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, site: str, least: float = 0) -> None:
        """Sleep until it is this request's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(site, now))
            self._free[site] = turn + max(self.delay, least)
        if turn > now:
            self.sleep(turn - now)


class Checker:
    """Checks addresses with the manners of one visitor."""

    def __init__(self, visitor: Visitor, pace: Pace) -> None:
        self._visitor = visitor
        self._pace = pace
        self._robots: dict[str, RobotFileParser] = {}

    def check(self, address: str) -> Finding:
        """What became of one address; never raises for what a site does."""
        try:
            if not self._rules(address).can_fetch(self._visitor.agent, address):
                return Finding(address, "unclear", "its robots.txt asks programs to stay away")
            return _judged(address, self._end(address))
        except CertificateError as error:
            return Finding(address, "unclear", str(error))
        except NoAnswerError as error:
            return Finding(address, "failed", str(error))
        except ValueError:  # of an address, or of one that a redirect names
            return Finding(address, "failed", "it leads to what is no address")

    def check_each(self, addresses: Sequence[str]) -> list[Finding]:
        """What became of some addresses, asked one after the other."""
        return [self.check(address) for address in addresses]

    def _end(self, address: str) -> End:
        """Ask by HEAD, by GET where that is refused, and again where that may help."""
        for number in range(1, TRIES):
            pause = self._pace.delay * 2**number
            try:
                end = self._once(address)
            except NotPublicError:
                raise
            except NoAnswerError:
                self._pace.sleep(pause)
                continue
            pause = _asked(end.answer, pause)
            if not end.may_pass or pause > LONGEST_PAUSE:
                return end
            self._pace.sleep(pause)
        return self._once(address)

    def _once(self, address: str) -> End:
        """Some sites refuse HEAD, with a status or by hanging up, and answer GET."""
        try:
            end = self._follow("HEAD", address)
        except NotPublicError:
            raise
        except NoAnswerError:
            return self._follow("GET", address)
        return end if end.answer.status < REFUSED else self._follow("GET", address)

    def _follow(self, method: str, address: str) -> End:
        """Go where redirects lead; each step is a request like any other, and as closely guarded."""
        is_permanent = True
        for _ in range(MOST_HOPS):
            answer = self._ask(method, address)
            there = answer.headers.get("location", "")
            if answer.status not in PERMANENT | TEMPORARY or not there:
                return End(address, answer, is_permanent)
            is_permanent = is_permanent and answer.status in PERMANENT
            address = urljoin(address, there)
        raise NoAnswerError("it redirects without end")

    def _ask(self, method: str, address: str, *, read: bool = False) -> Answer:
        site = site_of(address)
        rules = self._robots.get(site)
        asked = float(rules.crawl_delay(self._visitor.agent) or 0) if rules else 0.0
        self._pace.wait(site, min(asked, LONGEST_PAUSE))
        return self._visitor.ask(method, address, read=read)

    def _rules(self, address: str) -> RobotFileParser:
        """The robots.txt of a site; one that cannot be read asks for nothing."""
        site = site_of(address)
        if site not in self._robots:
            rules = RobotFileParser()
            rules.parse(self._robots_text(urljoin(address, "/robots.txt")).splitlines())
            self._robots[site] = rules
        return self._robots[site]

    def _robots_text(self, address: str) -> str:
        try:
            answer = self._ask("GET", address, read=True)
        except (NoAnswerError, CertificateError):
            return ""
        return answer.text if answer.status < min(PERMANENT) else ""


def site_of(address: str) -> str:
    """The host of an address, with its port; empty if it has none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def _asked(answer: Answer, usual: float) -> float:
    """The seconds that a site asks for; some name a day instead, which is not read."""
    asked = answer.headers.get("retry-after", "")
    return float(asked) if asked.isdigit() else usual


def _judged(address: str, end: End) -> Finding:
    status = end.answer.status
    if status in GONE or status >= FAULT:
        return Finding(address, "failed", f"the site answers with {status}")
    if status >= REFUSED:
        return Finding(address, "unclear", f"the site turns programs away ({status})")
    if _is_front_page(end.address) and not _is_front_page(address):
        return Finding(address, "unclear", "it leads to the front page now", end.address)
    if end.is_permanent and end.address != address:
        return Finding(address, "moved", "", end.address)
    return Finding(address, "good")


def _is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


def check_all(addresses: Iterable[str], checker: Checker) -> Iterator[Finding]:
    """Findings as they come: several sites at once, but each one address after the other."""
    by_site: dict[str, list[str]] = {}
    for address in addresses:
        by_site.setdefault(site_of(address), []).append(address)
    pool = ThreadPoolExecutor(SITES_AT_ONCE)
    try:
        jobs = [pool.submit(checker.check_each, some) for some in by_site.values()]
        for job in as_completed(jobs):
            yield from job.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
