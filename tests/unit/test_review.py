"""What a reviewer is told of a proposal: `practicebook.review` and the command."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from practicebook.__main__ import main
from practicebook.commands.terminal import EXIT_USAGE
from practicebook.model import Practice
from practicebook.review.changes import Change
from practicebook.review.shown import MOST, as_lines, difference, fenced
from practicebook.review.similar import likeness, similar
from practicebook.review.summary import CRITERIA, _within
from practicebook.review.summary import MOST as MOST_BYTES
from practicebook.tidying import tidy

from tests.builders import (
    FRENCH,
    OTHER,
    PRACTICE,
    REPOSITORY,
    Content,
    a_knowledge_base,
    a_place,
    a_practice,
    a_translation,
    as_yaml,
)

NEW = "practices/housing/warm-house.yaml"
IN_REVIEW = {"state": "in-review", "reviewed_on": "2026-01-31"}
PAGE = (
    "---\ntitle: What we accept\ndescription: Criteria\n---\n\n"
    "## Judged {: #checklist }\n\n- **Sources.** Read.\n- Own\n  words.\n\n## More\n\n- no\n"
)


def practice(**changes: object) -> Practice:
    """One practice as the model reads it."""
    return Practice.model_validate(a_practice(**changes))


def reviewed(folder: Path, before: dict[str, Content], after: dict[str, Content], *words: str) -> Result:
    """Review the second of two knowledge bases against the first, as a person would."""
    base, head = (a_knowledge_base(folder / name, files) for name, files in (("base", before), ("head", after)))
    return CliRunner().invoke(main, ["--root", str(head.root), "review", str(base.root), *words])


def told(folder: Path, before: dict[str, Content], after: dict[str, Content]) -> str:
    """What is written to the summary; to review always succeeds."""
    done = reviewed(folder, before, after)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


# ------------------------------------------------------------------------------------------------ alike


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": "night-shelter"}, False),  # itself
        ({"title": "Quite another thing"}, True),  # same place and theme
        ({"title": "Quite another thing", "themes": ["housing/social-housing"]}, True),  # theme above it
        ({"title": "Quite another thing", "themes": ["culture/heritage"]}, False),
        ({"place": "elsewhere", "themes": ["culture/heritage"]}, True),  # same title
        ({"place": "elsewhere", "title": "NIGHT shelters, wáy into housing!"}, True),
        ({"place": "elsewhere", "title": "A night market"}, False),
    ],
)
def test_practices_are_alike_by_place_and_theme_or_by_title(changes: dict[str, object], expected: bool) -> None:  # noqa: FBT001 - the case
    """The same as in the browser form; accents, capitals and short words do not count."""
    other = practice(**{"id": "other", **changes})
    assert similar(practice(), [other]) == ([other] if expected else [])


def test_the_closest_titles_come_first_and_few_are_named() -> None:
    """Three at most, so that a reviewer looks at each."""
    titles = (
        "Night market",
        "Night shelter with a way into housing",
        "Shelter and housing",
        "Housing too",
        "Mending roads",
    )
    others = [practice(id=f"p-{number}", title=f"{title} {number}") for number, title in enumerate(titles)]
    assert [one.id for one in similar(practice(), others)] == ["p-1", "p-2", "p-3"]
    assert (likeness("", ""), likeness("A night shelter", "Night shelters")) == (0, 1 / 3)


# ------------------------------------------------------------------------------------------------ shown


def test_a_page_is_read_as_lines_of_text() -> None:
    """No front matter, no elements, one sentence a line; addresses elsewhere are spelt out."""
    page = (
        '---\nkind: "x"\n---\n\n# A &#42;b&#42; {: #top }\n\n<p class="x">One. Two <sup><a href="#s-1">1</a></sup>.</p>'
        '\n<a rel="noopener" href="https://example.org/?a=1&amp;b=2" data-short="x">Report</a>\n\n\n'
    )
    assert as_lines(page) == ["# A *b*", "One.", "Two 1.", "https://example.org/?a=1&b=2 Report"]


def test_no_difference_is_nothing() -> None:
    """And one is shown with what stands around it."""
    assert difference(["a"], ["a"]) == ""
    assert difference(["a", "b"], ["a", "c"]) == "@@ -1,2 +1,2 @@\n a\n-b\n+c"


@pytest.mark.parametrize("text", ["```", "a\n````\n<script>\n```diff", "`" * 40, "~~~\n```", "plain"])
def test_no_text_closes_its_fence(text: str) -> None:
    """The first line of backticks as long as the fence is the last line of the block."""
    opening, *inside, closing = fenced(text, "diff").split("\n")
    assert opening == f"{closing}diff"
    assert "\n".join(inside) == text
    assert not any(closing in line for line in inside)


def test_what_nobody_would_see_is_spelt_out() -> None:
    """A text cannot read otherwise in the review than it is, nor begin a line that is none."""
    assert fenced("a\u202eb\u200b\x1b[0m\u2028c\rd") == "```text\na<U+202E>b<U+200B><U+001B>[0m<U+2028>c<U+000D>d\n```"


def test_a_long_text_is_cut_and_it_is_said() -> None:
    """One record cannot push all others out of the summary."""
    assert fenced("x" * (MOST + 1234)).endswith("x\n```\n\n1,234 more characters are not shown.")


# ------------------------------------------------------------------------------------------------ summary


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    """Also when something that is no record did."""
    assert told(tmp_path, {}, {"README.md": "x"}) == "## Review\n\nNo practice and no place is changed.\n"


def test_a_changed_practice_is_shown_as_what_changes_on_its_page(tmp_path: Path) -> None:
    """Sentence by sentence, in the language that changes; nothing else is told when nothing else is to tell."""
    records = (a_practice(), a_practice(lead="The social department"))
    before, after = (tidy(Practice, as_yaml(record), PRACTICE)[0] for record in records)
    assert told(tmp_path, {PRACTICE: before}, {PRACTICE: after}) == (
        "## Review\n\n1 record is added, changed or removed.\n\n"
        "### Night shelter with a way into housing: practice changed\n\n"
        "Files: practices&#47;housing&#47;night&#45;shelter&#46;yaml\n\n"
        "State: `published`, on the site as soon as this is accepted.\n\n"
        "<details><summary>What changes on the page (en)</summary>\n\n```diff\n"
        "@@ -8,5 +8,5 @@\n Stage Running\n Years Since 2015\n"
        "-Led by The housing department of Sampletown\n+Led by The social department\n"
        " Who benefits About 200 people a year.\n 1\n```\n\n</details>\n"
    )


HOSTILE = "Shelter </details> ``` | <img src=x> @everybody [x](https://example.org) #1"
GONE = "practices/housing/open-kitchen.yaml"
ELSEWHERE = "content/registers/places/elsewhere.yaml"
UNREADABLE: dict[str, Content] = {
    "practices/housing/list.yaml": "- a\n- b\n",
    "practices/housing/open.yaml": "id: [\n",
    "practices/housing/binary.yaml": b"\xff\xfe",
    "practices/housing/twice.yaml": "id: x\n" * 3,
}
FRENCH_WORDS = "content/interface/fr.yaml"


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is told of one proposal in which much happens, by the first of the files of each record."""
    words: dict[str, Content] = {FRENCH_WORDS: (REPOSITORY / FRENCH_WORDS).read_text("utf-8")}
    summary = told(
        tmp_path_factory.mktemp("review"),
        {**words, GONE: a_practice(id="open-kitchen", title="An open kitchen")},
        {
            **words,
            **UNREADABLE,
            FRENCH: a_translation(),
            OTHER: a_practice(id="other-practice", kind="miracle"),
            NEW: a_practice(id="warm-house", review=IN_REVIEW, groups=["victims-violence"]),
            "practices/housing/hostile.yaml": a_practice(id="hostile", title=HOSTILE, lead="````\n# x"),
            "practices/housing/untidy.yaml": "title: 'Night shelter'   \n",
            ELSEWHERE: {**a_place(id="elsewhere", name="Elsewhere")},
        },
    )
    parts = re.split(r"(?m)^(?=### )", summary)[1:]
    return {html.unescape(part.split("Files: ")[1].split("\n")[0].split(", ")[0]): part for part in parts}


def test_a_new_practice_is_shown_whole_though_it_is_a_draft(sections: dict[str, str]) -> None:
    """With its messages, people at risk, and the practices that may be the same."""
    section = sections[NEW]
    assert section.startswith("### Night shelter with a way into housing: new practice\n")
    assert (
        "| groups&#91;0&#93; | Advice&#58; &#8220;victims&#45;violence&#8221; is about people at risk&#46;" in section
    )
    assert "State: `in-review`, waits for somebody to read it, and is not on the site yet.\n" in section
    assert "**Do no harm.** It is about people at risk (victims&#45;violence):" in section
    assert "- Night shelter with a way into housing &#40;night&#45;shelter&#41;\n" in section
    assert "<summary>The page that it makes (en)</summary>\n\n```text\n" in section
    assert "\n# Night shelter with a way into housing\nSampletown keeps a night shelter open all year" in section


def test_a_translation_is_shown_in_its_language_alone(sections: dict[str, str]) -> None:
    """The page in the language of the record does not change."""
    assert re.findall(r"<summary>(.*)</summary>", sections[FRENCH]) == ["What changes on the page (fr)"]
    assert "+# Abri de nuit qui mène au logement\n" in sections[FRENCH]


def test_a_record_with_errors_has_messages_and_no_page(sections: dict[str, str]) -> None:
    """While the other records of the proposal have their pages."""
    assert "| E203 |" in sections[OTHER]
    assert "The page (en) can be shown when the errors are mended." in sections[OTHER]


def test_what_cannot_be_read_is_told(sections: dict[str, str]) -> None:
    """No input makes a traceback; there are messages and nothing else."""
    for path in UNREADABLE:
        assert sections[path].startswith(f"### {Path(path).stem}: new practice\n")
        assert "**What the checks say**" in sections[path]
        assert "<details>" not in sections[path]


def test_places_and_removed_records_are_told(sections: dict[str, str]) -> None:
    """A place has no page of its own here; of what is gone there is only the name."""
    assert sections[ELSEWHERE].startswith("### elsewhere: new place\n")
    assert sections[GONE].startswith("### An open kitchen: practice removed\n")


def test_what_fix_can_mend_is_suggested(sections: dict[str, str]) -> None:
    """As a difference of the file."""
    section = sections["practices/housing/untidy.yaml"]
    assert "-title: 'Night shelter'   \n+title: \"Night shelter\"\n" in section


def test_no_text_of_a_record_becomes_markup(sections: dict[str, str]) -> None:
    """Outside the blocks of code, nothing of it is anything but characters."""
    section = sections["practices/housing/hostile.yaml"]
    outside = re.sub(r"(?ms)^(`{3,})\w+\n.*?\n\1$", "", section)
    assert "E301" in outside
    assert not re.search(r"<img|@everybody|\]\(|```|#1(?!\d)|\n# ", outside)
    assert outside.count("<details>") == outside.count("</details>")


def test_the_checklist_is_the_one_on_the_page(tmp_path: Path) -> None:
    """As it was before the proposal, so that nobody can leave out what is asked of them."""
    shorter = PAGE.replace("- **Sources.** Read.\n", "")
    pages: list[dict[str, Content]] = [{f"content/pages/en/{CRITERIA}": text} for text in (PAGE, shorter)]
    summary = told(tmp_path, pages[0], {**pages[1], NEW: a_practice(id="warm-house")})
    assert "Of each, a person judges:\n\n- [ ] **Sources.** Read.\n- [ ] Own\n  words.\n\n###" in summary


def test_a_summary_stays_within_what_github_takes() -> None:
    """What does not fit is named; what is small and comes later is still shown."""
    changed = [Change(name, f"practices/x/{name}.yaml", ()) for name in ("a", "b_b", "c")]
    text = _within("Head", changed, iter(["1", "x" * MOST_BYTES, "3"]))
    assert text == ("Head\n1\n\n3\n\n1 more would make this summary too long. Look at their files: b&#95;b\n")


def test_the_base_has_to_be_a_knowledge_base(tmp_path: Path) -> None:
    """It is said what is wrong."""
    head = a_knowledge_base(tmp_path / "head")
    (tmp_path / "empty").mkdir()
    done = CliRunner().invoke(main, ["--root", str(head.root), "review", str(tmp_path / "empty")])
    assert (done.exit_code, done.stdout) == (EXIT_USAGE, "")
    assert "is no knowledge base: it has no mkdocs.yml." in done.stderr
