"""What a check of the links found: text for a terminal, JSON for programs, the issue that tells editors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from practicebook.links.check import Finding
from practicebook.unanswered import DAYS, Unanswered, remember

MOST_PLACES = 5
MOST = 60_000  # characters of the issue


@dataclass(frozen=True)
class Report:
    """The findings of one day, where each address stands, and what is remembered after it."""

    findings: Sequence[Finding]
    places: Mapping[str, Sequence[str]]
    known: Mapping[str, Unanswered]

    @property
    def broken(self) -> list[str]:
        """The addresses that failed on enough days to be called so."""
        return [one.address for one in self.findings if one.address in self.known and self.known[one.address].is_broken]

    @property
    def is_offline(self) -> bool:
        """Whether nothing answered at all, which says more of this machine than of the sites."""
        return bool(self.findings) and all(one.state == "failed" for one in self.findings)


def report(
    findings: Sequence[Finding], places: Mapping[str, Sequence[str]], earlier: Mapping[str, Unanswered], today: dt.date
) -> Report:
    """Put findings and what was known before together, for one day."""
    failed = {one.address: one.reason for one in findings if one.state == "failed"}
    unsure = [one.address for one in findings if one.state == "unclear"]
    ordered = sorted(findings, key=lambda one: one.address)
    return Report(ordered, places, remember(earlier, failed, unsure, today))


def parts(found: Report) -> dict[str, list[str]]:
    """Title of each part of the report → its lines; parts without any are left out."""
    broken = set(found.broken)
    titles: dict[str, Callable[[Finding], bool]] = {
        "Broken": lambda one: one.address in broken,
        f"Failing, not yet on {DAYS} days": lambda one: one.state == "failed" and one.address not in broken,
        "Moved for good": lambda one: one.state == "moved",
        "To be looked at by a person": lambda one: one.state == "unclear",
    }
    made = {title: [line(found, one) for one in found.findings if fits(one)] for title, fits in titles.items()}
    return {title: lines for title, lines in made.items() if lines}


def line(found: Report, one: Finding) -> str:
    """One address in angle brackets, which no address holds, so that Markdown takes it for nothing else."""
    places = found.places[one.address]
    known = found.known.get(one.address)
    since = f" since {known.since}, on {known.days} {'day' if known.days == 1 else 'days'}" if known else ""
    reason = f": {one.reason}" if one.reason else ""
    now = f" → <{_tame(one.now)}>" if one.now else ""
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    return f"<{one.address}>{now}{reason}{since}. {', '.join(f'`{one}`' for one in places[:MOST_PLACES])}{more}"


def _tame(address: str) -> str:
    """An address that a site told us: without what would end the brackets or the line."""
    return "".join(one for one in address if one.isprintable() and one not in '<>`" ')[:300]


def summary(found: Report) -> str:
    """Everything in a line."""
    counts = {
        state: sum(one.state == state for one in found.findings) for state in ("good", "moved", "failed", "unclear")
    }
    told = ", ".join(f"{number} {state}" for state, number in counts.items())
    return f"{len(found.findings)} addresses: {told}; {len(found.broken)} broken, having failed on {DAYS} days or more."


def as_text(found: Report) -> str:
    """For a terminal."""
    blocks = [f"{title}\n" + "\n".join(f"  {one}" for one in lines) for title, lines in parts(found).items()]
    return "\n\n".join([*blocks, summary(found)])


def as_json(found: Report) -> str:
    """Everything, for programs."""
    broken = set(found.broken)
    made = [
        {**asdict(one), "broken": one.address in broken, "places": list(found.places[one.address])}
        for one in found.findings
    ]
    return json.dumps(made, ensure_ascii=False, indent=2)


def as_issue(found: Report) -> str:
    """Markdown for the one issue that tells editors; GitHub takes only so much."""
    blocks = [summary(found), ADVICE]
    for title, lines in parts(found).items():
        blocks += [f"### {title}", "\n".join(f"- {one}" for one in lines)]
    text = "\n\n".join(blocks) + "\n"
    return text if len(text) <= MOST else text[:MOST].rpartition("\n")[0] + "\n\nThe rest: `practicebook links`.\n"


ADVICE = (
    "For a broken link: look for the new address; else add the address of a copy in a web archive as `archived` of the "
    "source, which the page then leads to. A link that moved is corrected in its record. An address that answers again "
    "leaves this list by itself."
)
FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json}
