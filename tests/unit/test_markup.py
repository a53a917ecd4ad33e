"""Escaping: `practicebook.expand.markup`, rendered through the very extensions of mkdocs.yml."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable

import lxml.html
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from mkdocs.config import load_config

from practicebook.expand.markup import attribute, bare, finalize, in_its_language, json_for_script, marks, plain, prose
from practicebook.translation import Foreign
from practicebook.unseen import UNSEEN

from tests.builders import REPOSITORY

# What prose may become, and the one attribute that each may carry.
ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "hr", "br", "pre", "code", "sup"}
ATTRIBUTES = {("a", "href"), ("a", "title"), ("sup", "class")}

SIGNS = string.punctuation
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></textarea><script>alert(1)</script>",
    "<!-- comment --> <![CDATA[x]]> <?php ?>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\njavascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//example.org/)",
    "[x](https:javascript:alert(1))",
    '[x](https://example.org/"onmouseover="alert(1))',
    "[x](https://example.org/ 'title\" onclick=\"alert(1)')",
    "[a [b] c](javascript:alert(1))",
    "[a\\]b](javascript:alert(1))",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x][y]\n\n   [y]:\n   javascript:alert(1)",
    "[x]\n\n- [x]: javascript:alert(1)",
    "[x]\n\n- item\n\n    [x]: javascript:alert(1)",
    "[x]\n\n> [x]: javascript:alert(1)",
    "[x]\n\n1. > [x]: javascript:alert(1)",
    "[x] [@nobody](javascript:alert(1))",
    "[x] [@nobody]: javascript:alert(1)\n\n[x]",
    "[x] [@report]: javascript:alert(1)\n\n[x]",
    "![x](https://example.org/x.png)",
    "! [@nobody][x](https://example.org/x.png)",
    "![x]\n\n[x]: https://example.org/x.png",
    "<https://example.org/> <javascript:alert(1)> <a@example.org>",
    "# Heading",
    "#Heading",
    "- # Heading",
    "># Heading",
    "- item\n\n    # Heading",
    "Heading\n=======",
    "Heading\n-",
    "Heading\n===  ",
    "Heading\n---\nText",
    "> Heading\n> ---",
    "> Heading\n>---",
    "**x**{: onclick=alert(1) }",
    "Text { onclick=alert(1) }",
    "Text\n{: onclick=alert(1) }",
    "**x**\\{: onclick=alert(1) }",
    "[TOC]",
    "[toc]",
    "a | b\n--- | ---\nc | d",
    "```\n<script>\n```",
    "`<b>` ``<script>``",
    '<div markdown="1">*x*</div>',
    "&lt;script&gt; &#60;script&#62; &amp;lt;",
    "{{ practice }} {% raw %} {# x #}",
    "\\<script\\>",
    "term\n: definition",
    "*[HTML]: abbreviation",
    "[^1]\n\n[^1]: note",
    "1. one\n2. two",
    "2019. A year, not a list",
    "+ item",
    "- item",
    "* item",
    "***bold***",
    "snake_case_word __init__",
    "C# and F#",
    "# closed #",
    "A\u00a0B\u202fC",
    "---\ntitle: x\n---",
]
# What a record can hold: `source` refuses control characters; a lone surrogate cannot be in a file.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200).filter(lambda text: not UNSEEN.search(text))
# Markdown from its own pieces finds more than single characters do.
PIECES = st.lists(
    st.sampled_from(
        [
            *("<", ">", "&", '"', "'", "\\", "`", "*", "_", "[", "]", "(", ")", "{", "}", "|", "~", "!", "#", "+", "-"),
            *("=", ":", "^", "$", ".", "1", "23.", " ", "  ", "    ", "\n", "\n\n", "x", "y", "\u00a0"),
            *(
                "<script>",
                "</p>",
                "<div>",
                "<!--",
                "-->",
                "javascript:alert(1)",
                "https://example.org/",
                "](",
                "]: ",
                "[x]",
            ),
            *(
                "{: onclick=x }",
                "[TOC]",
                "![",
                "[@report]",
                "[@nobody]",
                "&#58;",
                "&lt;",
                "- ",
                "> ",
                "1. ",
                "# ",
                "---",
            ),
        ]
    ),
    max_size=14,
).map("".join)


@pytest.fixture(scope="module")
def render() -> Callable[[str], lxml.html.HtmlElement]:
    """Markdown → elements, with the extensions of mkdocs.yml and nothing else."""
    configuration = load_config(str(REPOSITORY / "mkdocs.yml"), docs_dir=str(REPOSITORY / "content"))
    extensions, configured = configuration.markdown_extensions, configuration.mdx_configs

    def rendered(text: str) -> lxml.html.HtmlElement:
        html = markdown.Markdown(extensions=extensions, extension_configs=configured).convert(text)
        return lxml.html.fragment_fromstring(html, create_parent="main")

    return rendered


Render = Callable[[str], lxml.html.HtmlElement]


def cite(id_: str) -> Markup:
    """Cite the one source there is."""
    return Markup('<sup class="cite"><a href="#source-1">1</a></sup>') if id_ == "report" else Markup()


def collapsed(text: str) -> str:
    """A text as a browser shows it: with spaces and line breaks run together, and none around it."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def shape(element: lxml.html.HtmlElement) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    """The text of an element, and all elements in it with their attributes."""
    inside = [(str(one.tag), {str(name): str(value) for name, value in one.attrib.items()}) for one in element.iter()]
    return collapsed(element.text_content()), inside[1:]


def harm(element: lxml.html.HtmlElement) -> list[str]:
    """Everything in rendered prose that a record may not make."""
    found = [str(one.tag) for one in element.iter() if one.tag not in {*ALLOWED, "main"}]
    for one in element.iter():
        found.extend(f"{one.tag!s} {name!s}" for name in one.attrib if (one.tag, name) not in ATTRIBUTES)
        address = str(one.get("href", "https://"))
        if not address.lower().startswith(("https://", "http://", "#source-")):
            found.append(address)
    return found


# ------------------------------------------------------------------------------------------------ plain


def check_plain(text: str, render: Render) -> None:
    """In a heading, a paragraph, an HTML block and an attribute, the text is the same text and nothing else."""
    escaped = plain(text)
    shown = collapsed(text)
    if shown:  # an empty heading is no heading
        (heading,) = render(f"# {escaped}")
        assert (heading.tag, *shape(heading)) == ("h1", shown, [])
        (paragraph,) = render(str(escaped))
        assert (paragraph.tag, *shape(paragraph)) == ("p", shown, [])
        (item,) = render(f"- x {escaped}").iter("li")
        assert shape(item) == (f"x {shown}", [])
    (block,) = render(f'<p class="lead" title="{escaped}">{escaped}</p>')
    assert (*shape(block), dict(block.attrib)) == (shown, [], {"class": "lead", "title": shown})
    assert shape(render(f"one <b>{escaped}</b> two")) == (collapsed(f"one {shown} two"), [("p", {}), ("b", {})])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_plain_text_stays_the_same_text(text: str, render: Render) -> None:
    """Known attacks and everything that Markdown means something by."""
    check_plain(text, render)


@given(st.one_of(TEXTS, PIECES))
@settings(deadline=None, max_examples=150)
@example("#")
@example("1)")
@example("20190. x")
@example("a  \nb")
@example("\u00a0")
def test_any_plain_text_stays_the_same_text(render: Render, text: str) -> None:
    """No text at all comes out as anything but itself."""
    check_plain(text, render)


def test_every_sign_that_means_something_is_written_as_a_reference() -> None:
    """Also those of extensions that no page uses yet; some only where a text begins, as do numbers of lists."""
    anywhere = {sign for sign in SIGNS if plain(f"x{sign}x") == f"x&#{ord(sign)};x"}
    at_first = {sign for sign in SIGNS if plain(f"{sign} x") == f"&#{ord(sign)}; x"}
    assert (anywhere, at_first - anywhere) == (set("&<>\"'\\`*_[]{}|~^!$#"), set("-+=:"))
    assert [plain(f"x{sign}x") for sign in SIGNS if sign not in anywhere] == [
        f"x{sign}x" for sign in SIGNS if sign not in anywhere
    ]
    assert [plain(text) for text in ("1. x", "23) x", "x 1. x", "1.5")] == [
        "1&#46; x",
        "23&#41; x",
        "x 1. x",
        "1&#46;5",
    ]


def test_spaces_that_do_not_break_are_kept() -> None:
    """French sets them before a colon, and numbers are set with them."""
    assert plain(" 1\u202f000\u00a0: a\n b ") == "1\u202f000\u00a0: a b"


def test_only_what_was_marked_as_safe_is_left_as_it_is() -> None:
    """Templates escape whatever a value is, but for markup that the code itself made."""
    assert (finalize(Markup("<b>")), finalize("<b>"), finalize(12)) == ("<b>", "&#60;b&#62;", "12")


# ------------------------------------------------------------------------------------------------ prose


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_does_no_harm(text: str, render: Render) -> None:
    """No element, no attribute and no address that a record may not make, even if the rules were not asked."""
    assert harm(render(f"Before.\n\n{prose(text, cite)}\n\nAfter.")) == []
    assert harm(render(str(prose(text, cite)))) == []


@given(st.one_of(PIECES, TEXTS))
@settings(deadline=None, max_examples=300)
def test_no_prose_does_harm(render: Render, text: str) -> None:
    """Whatever the pieces of Markdown and HTML are put together to."""
    assert harm(render(f"Before.\n\n{prose(text, cite)}\n\nAfter.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("*a* **b** a_b_c", "<p><em>a</em> <strong>b</strong> a_b_c</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[x](https://example.org/?a=1&b=2#c)", '<p><a href="https://example.org/?a=1&#38;b=2#c">x</a></p>'),
        ("[x](HTTP://example.org)", '<p><a href="HTTP://example.org">x</a></p>'),
        ("5 < 6 & 7 > 6", "<p>5 &#60; 6 &#38; 7 &gt; 6</p>"),
        ("Number #1 [sic], {x}", "<p>Number &#35;1 [sic], &#123;x}</p>"),
        ("2015 - 2019", "<p>2015 - 2019</p>"),
    ],
)
def test_the_markdown_that_contributors_use_works(text: str, expected: str) -> None:
    """Paragraphs, lists, emphasis and links to web pages are what prose is made of."""
    assert (
        markdown.markdown(str(prose(text, cite)), extensions=["tables", "attr_list", "md_in_html", "toc"]) == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b `c` {d} &lt; e", "a &#124; b &#96;c&#96; &#123;d} &#38;lt; e"),
        ("a\n: b\n\n: c", "a\n&#58; b\n\n&#58; c"),
        ("a: b", "a: b"),
        ("![a] !b [toc] [to c]", "&#33;[a] !b &#91;toc] [to c]"),
        ("[a](HTTPS://b) [a](//b) [a] (b)", "[a](HTTPS://b) [a]&#40;//b) [a] (b)"),
        ("[a]: b\n>#c\nd#e #f", "[a]&#58; b\n>&#35;c\nd#e &#35;f"),
        ("a\n---\nb --- c\n== \n-= d", "a\n&#45;--\nb --- c\n&#61;=\x20\n-= d"),
    ],
)
def test_what_would_be_more_than_prose_is_written_as_a_reference(text: str, expected: str) -> None:
    """The first sign of it, and nothing else: also what no extension of today makes anything of."""
    assert prose(text, cite) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is open [@report].", "It is open^."),
        ("It is open\n  [@report].", "It is open^."),
        ("It is open [@report] [@report].", "It is open^^."),
        ("It is open.\n\n[@report] says so.", "It is open.\n\n^ says so."),
        ("- [@report] says so.", "- ^ says so."),
        ("It is open [@nobody].", "It is open &#91;@nobody&#93;."),
        ("It is open [@].", "It is open &#91;@&#93;."),
    ],
)
def test_citations_become_links_that_stand_close(text: str, expected: str) -> None:
    """A citation follows its statement without a space; one that leads nowhere is shown as it stands."""
    assert str(prose(text, cite)).replace(str(cite("report")), "^") == expected


# ------------------------------------------------------------------------------------------------ foreign texts


def test_a_foreign_text_is_marked_where_elements_can_stand() -> None:
    """In a page, a span around it tells its language and direction; in an attribute it is the text alone."""
    text = Foreign("A <b> & “c”", "es", "ltr")
    assert finalize(text) == '<span lang="es" dir="ltr">A &#60;b&#62; &#38; “c”</span>'
    assert bare(text) == plain("A <b> & “c”") == "A &#60;b&#62; &#38; “c”"
    assert marks(text) == ' lang="es" dir="ltr"'
    assert (marks("A"), bare("A"), finalize("A")) == ("", "A", "A")


def test_what_was_made_safe_is_not_marked_again() -> None:
    """Markup of a foreign text is as safe as any."""
    text = Foreign("نص", "ar", "rtl")
    assert in_its_language(text, Markup("<b>x</b>"), "p") == '<p lang="ar" dir="rtl"><b>x</b></p>'
    assert in_its_language(text, Markup("x"), 'p class="a b"') == '<p class="a b" lang="ar" dir="rtl">x</p>'
    assert finalize(in_its_language(text, plain(text))) == '<span lang="ar" dir="rtl">نص</span>'


def test_a_text_is_not_taken_for_the_same_text_of_another_language() -> None:
    """They are equal, and pages differ: what was worked out for one is not used for the other."""
    first, second, own = Foreign("Same", "en", "ltr"), Foreign("Same", "ar", "rtl"), "Same"
    assert [str(finalize(one)) for one in (own, first, second, own)] == [
        "Same",
        '<span lang="en" dir="ltr">Same</span>',
        '<span lang="ar" dir="rtl">Same</span>',
        "Same",
    ]
    assert type(plain(first)) is type(bare(first)) is Markup


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_foreign_text_stays_the_same_text(text: str, render: Render) -> None:
    """Beside its own span it makes nothing, also where its language comes from a record."""
    language = 'x" onclick="alert(1)'
    shown = finalize(Foreign(text, language, "ltr"))
    (paragraph,) = render(f"<p>{shown}</p>")
    assert shape(paragraph) == (collapsed(text), [("span", {"lang": language, "dir": "ltr"})])
    (item,) = render(f"<p{marks(Foreign(text, language, 'ltr'))}>{bare(Foreign(text, language, 'ltr'))}</p>")
    assert (*shape(item), dict(item.attrib)) == (collapsed(text), [], {"lang": language, "dir": "ltr"})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_foreign_prose_does_no_harm(text: str, render: Render) -> None:
    """It stands in a part of the page that tells its language, and nothing of it gets out of that."""
    before, part, after = render(f"Before.\n\n{prose(Foreign(text, 'ar', 'rtl'), cite)}\n\nAfter.")
    assert (part.tag, dict(part.attrib)) == ("div", {"lang": "ar", "dir": "rtl"})
    assert (shape(before), shape(after)) == (("Before.", []), ("After.", []))
    assert [one for child in part for one in harm(child)] == []


def test_foreign_prose_is_markdown(render: Render) -> None:
    """Paragraphs, lists and citations are what they are in the language of the page."""
    text = "Una *frase* dice [@report].\n\n- a\n- b"
    (part,) = render(str(prose(Foreign(text, "es", "ltr"), cite)))
    (first, second) = part
    assert [one.tag for one in part.iter()] == ["div", "p", "em", "sup", "a", "ul", "li", "li"]
    assert (first.text_content(), collapsed(second.text_content())) == ("Una frase dice1.", "a b")
    assert prose(Foreign("x", "es", "ltr"), cite) == '<div markdown lang="es" dir="ltr">\n\nx\n\n</div>'


# ------------------------------------------------------------------------------------------------ the rest


def test_what_would_end_an_attribute_or_a_script_is_written_otherwise() -> None:
    """Each sign on its own, by the name that HTML or JSON has for it; nothing else is touched."""
    assert attribute("a&b\"c<d>e'f") == "a&amp;b&quot;c&lt;d&gt;e'f"
    assert json_for_script('"</script><!-- & -->"') == '"\\u003c/script\\u003e\\u003c!-- \\u0026 --\\u003e"'


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_an_attribute_holds_any_text(render: Render, text: str) -> None:
    """A quoted attribute ends where it should, and holds what was put in."""
    (element,) = render(f'<p id="x" data-text="{attribute(text)}">y</p>')
    value = str(element.get("data-text"))
    assert (collapsed(value), sorted(element.attrib)) == (collapsed(text), ["data-text", "id"])


@pytest.mark.parametrize("text", HOSTILE)
def test_json_cannot_close_its_script(text: str, render: Render) -> None:
    """Data handed to a script is read back as it was, and makes no element."""
    made = json_for_script(json.dumps([text]))
    (script,) = render(f'<script type="application/json">{made}</script>\n')
    assert (script.tag, json.loads(str(script.text))) == ("script", [text])


def test_mkdocs_renders_with_the_extensions_that_are_tested_here() -> None:
    """A new extension in mkdocs.yml may mean something by a character that no test has seen."""
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:\n")[2].partition("\n\n")[0]
    names = [one if isinstance(one, str) else next(iter(one)) for one in yaml.safe_load(text)]
    assert names == ["tables", "attr_list", "md_in_html", "toc"]
