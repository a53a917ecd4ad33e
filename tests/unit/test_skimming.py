"""Pages told from their tags alone: `practicebook.site.skimming`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from practicebook.site.judging import Home, Judged, judged
from practicebook.site.skimming import Skimmer

from tests.unit.test_verify import a_page

HOME = Home("https://example.org/book/")
PATH = "en/a/index.html"

FINE = (
    *("", "#", "#top", "#part", "?q=1", "./", ".", "../", "../b/", "b", "b/c.html#p%20q", "b/./c", "../../d", " b "),
    *("/book/en/", "/book/", "https://example.org/book/en/a/#p", "data:,x", "a&amp;b", "&#42;", "é", "en", "a:b?"),
)
ADDRESSES = (
    *("..", "b//c", "b/../../../c", "../../../../x", "/book/../x", "/en/", "//o.example/", "https://o.example/x"),
    *("mailto:a@b.example", "javascript:x", "tel:1", "http://[", "%00", "%2e%2e/x", "a:b", "x?y=a:b#c", "0; url=b"),
    *("a&b", "&eacute;", "&#128;", "&copy", "\u00a0b", "b\nc", "b\tc", "\ufffe", "\x01", "a>b", "a<b", "refresh"),
)
NAMES = ("href", "src", "id", "class", "rel", "as", "srcset", "action", "poster", "data", "lang", "title", "content")
ODD_NAMES = ("onclick", "style", "HREF", "xlink:href", "http-equiv", "ID", "data-x", "download", "viewBox")
TAGS = (
    *("a", "p", "h2", "h3", "li", "ul", "div", "form", "select", "option", "table", "td", "svg", "use"),
    *("link", "meta"),
)
RELATIONS = ("stylesheet", "modulepreload", "preload", "icon", "canonical", "alternate stylesheet", "refresh", "font")
ODD_TAGS = (
    *("h1", "script", "title", "style", "textarea", "iframe", "noscript", "html", "head", "body", "plaintext"),
    *("A", "x-y"),
)
ODD_TEXTS = (
    *("\u2028", "<", ">", "a < b", "<!-- <a href=x> -->", "<![CDATA[<a href=x>]]>", "</", "</p >", "\0", "\r"),
    *("\x01", "&"),
)
SCRIPTS = (
    *('<script type="module">import "./x.js";</script>', "<script>'<a href=x>'</script>"),
    *("<title><a href=x></title>",),
)


def attribute(names: tuple[str, ...], values: tuple[str, ...]) -> st.SearchStrategy[str]:
    """An attribute as it is written, perhaps without a value."""
    written = st.sampled_from(['="{}"'] * 4 + [""])
    filled = st.builds(str.format, written, st.sampled_from(values))
    return st.builds(" {}{}".format, st.sampled_from(names), filled)


def tag(tags: tuple[str, ...], attributes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A tag that begins an element, or one that ends it."""
    inner = st.lists(attributes, max_size=3, unique_by=lambda one: one.partition("=")[0]).map("".join)
    opening = st.builds("<{}{}{}>".format, st.sampled_from(tags), inner, st.sampled_from(["", "", "/"]))
    return st.one_of(opening, opening, st.builds("</{}>".format, st.sampled_from(tags)))


USUAL = st.one_of(tag(TAGS, attribute(NAMES, FINE)), st.sampled_from(["text", "\n", "&amp;", "é", " "]))
ODD = st.one_of(
    tag((*TAGS, *ODD_TAGS), attribute((*NAMES, *ODD_NAMES), (*FINE, *ADDRESSES, *RELATIONS))),
    st.builds("<a{}>".format, st.sampled_from([" href=b", " href='b'", "  href='b", '\nhref="b"', ' href="b"id="c"'])),
    st.sampled_from((*ODD_TEXTS, *SCRIPTS)),
)
PARTS = st.tuples(st.lists(USUAL, max_size=6), st.lists(ODD, max_size=1), st.lists(USUAL, max_size=2)).map(
    lambda some: "".join(one for part in some for one in part)
)
HEADS = st.one_of(st.just(""), tag(("link", "meta"), attribute(("rel", "href", "as"), (*RELATIONS, *FINE))), PARTS)
TITLES = st.sampled_from(["A", "A &#42; B", "A &amp; B", "A &eacute;", " ", "<b>A</b>", "A\x01"])
AROUND = st.sampled_from([("", "")] * 4 + [("", "<p>"), ("<!-- -->\n", ""), ("\u2028", ""), ("", "</html><a href=x>")])


TAKING = (
    *("a href", "form action", "img src", "img srcset", "script src", "use href", "video poster", "object data"),
    *("p id", "p style", "p onclick", "p class", 'meta http-equiv="refresh" content', 'meta name="x" content'),
    *('link rel="stylesheet" href', 'link rel="preload" as="font" href', 'link rel="canonical" href'),
    *('a href="b" href', "option href"),
)
ALONE = (
    *(f'<{taking}="{value}">' for taking in TAKING for value in (*FINE, *ADDRESSES, *RELATIONS)),
    *(
        f'<{name}><a href="b">x</a></{name}>'
        for name in (*TAGS, *ODD_TAGS, "h1", "template", "math", "frameset", "xmp")
    ),
    *(f'<a href="b">{text}<a href="c">' for text in (*ODD_TEXTS, *SCRIPTS)),
    *("<p id='x'>", "<p id=x>", "<p  id='x'>", '<p\nid="x">', '<p id="x"class="y">', '<P ID="x">', "<p id>", "<p/>"),
    *('<p id="x"><p id="x">', "<a href>", '<a HREF="b">', '<use xlink:href="b">', "<h1>x", "</h1>", "</body>"),
    *("<body>", "<p /x>"),
)


def told(one: Judged[str]) -> tuple[object, ...]:
    """What a page comes to; it does not matter which address comes first."""
    return (*one[:5], *(sorted(some) for some in one.texts))


def is_as_judged(content: bytes) -> bool:
    """Whether a page is skimmed and comes to what it comes to if it is read with care."""
    quick = Skimmer(HOME).skimmed(PATH, content)
    assert quick is None or told(quick) == told(judged(HOME, PATH, content)), content
    return quick is not None


def test_what_is_odd_in_a_page_is_left_to_those_who_read_with_care() -> None:
    """One thing at a time, in the body and in the head: it comes to the same, or to nothing; some is plain."""
    pages = [*(a_page("A", one) for one in ALONE), *(a_page("A", head=one) for one in ALONE)]
    skimmed = [page for page in pages if is_as_judged(page.encode())]
    assert len(pages) / 3 < len(skimmed) < len(pages)


@given(PARTS, HEADS, TITLES, AROUND)
def test_a_page_that_is_skimmed_comes_to_the_same_as_if_it_was_judged(
    body: str, head: str, title: str, around: tuple[str, str]
) -> None:
    """Whatever stands beside whatever."""
    before, after = around
    is_as_judged(f"{before}{a_page(title, body, head)}{after}".encode())


def test_a_plain_page_is_skimmed() -> None:
    """Else nothing would be quicker."""
    head = '<link rel="canonical" href="https://example.org/book/en/a/">\n<script src="x.js" type="module"></script>'
    body = (
        '<svg viewBox="0 0 1 1"><title>T</title><use href="../i.svg#i"/></svg> <a href="../b/" class="c">B &amp; C</a>'
    )
    content = a_page("A &#42;", f'{body}\n<script type="application/json" id="words">{{"import": "x"}}</script>', head)
    assert Skimmer(HOME).skimmed(PATH, content.encode()) == judged(HOME, PATH, content.encode())


def test_elements_too_deep_for_the_parser_are_left_to_it() -> None:
    """It gives up then, and whoever reads tags alone would not."""
    content = a_page("A", "<b>" * 3000 + '<a href="b/">').encode()
    assert Skimmer(HOME).skimmed(PATH, content) is None
