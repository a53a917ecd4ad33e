"""Another network makes the site its own by changing files that are no code: name, lists, colours, terms, pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from practicebook.layout import Layout
from practicebook.site.verify import verify

from tests.builders import REPOSITORY, a_knowledge_base
from tests.site.conftest import build
from tests.site.pages import BY_HAND

NAME, ADDRESS, REPOSITORY_OF_THEIRS = "Rights Atlas", "https://atlas.example.org/", "https://example.org/atlas/code"
HAND = "---\ntitle: Page {0}\ndescription: What it tells.\n---\n\n# Page {0}\n\n## Levels {{: #evidence }}\n\nText.\n"
TEXTS = {".html", ".json", ".jsonld", ".atom", ".xml", ".txt", ".ics", ".csv", ".yaml", ".bib", ".ris", ".geojson"}
RED = (200, 30, 40)


def change(file: Path, *pairs: tuple[str, str]) -> None:
    """Change a file as somebody with an editor would."""
    text = file.read_text("utf-8")
    for before, after in pairs:
        assert before in text, f"{file.name}: {before}"
        text = text.replace(before, after)
    file.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The site of another network, in one language, with a name, a theme, colours, terms and pictures of its own."""
    paths = [f"{path}/index" if path in {"about", "contribute"} else path for path in BY_HAND]
    layout = a_knowledge_base(
        tmp_path_factory.mktemp("atlas"), {f"content/pages/en/{path}.md": HAND.format(path) for path in paths}
    )
    shutil.copytree(REPOSITORY / "theme", layout.theme)
    for language in ("ar", "es", "fr"):
        (layout.interface / f"{language}.yaml").unlink()
    change(layout.interface / "en.yaml", ("  name: Practicebook", f"  name: {NAME}"))
    change(
        layout.configuration,
        ("https://github.com/practicebook/practicebook", REPOSITORY_OF_THEIRS),
        ("id: CC-BY-4.0", "id: CC0-1.0"),
        ("name: CC BY 4.0", "name: CC0 1.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/publicdomain/zero/1.0/"),
    )
    themes = layout.vocabulary / "themes.yaml"
    added = "  - id: lakes\n    label: Lakes and shores\n    description: Who may go to the water.\n"
    themes.write_text(themes.read_text("utf-8").replace("terms:\n", f"terms:\n{added}", 1), "utf-8")
    change(layout.theme / "assets/css/site.css", ("--brand: #0f4c5c", "--brand: #7a1020"))
    Image.new("RGB", (1200, 630), RED).save(layout.theme / "cards/background.png")
    build(layout.root, ADDRESS)
    return layout


def test_the_name_of_this_site_is_nowhere_in_theirs(theirs: Layout) -> None:
    """Neither on a page nor in a file to take away; and the site has no fault."""
    files = [file for file in theirs.site.rglob("*") if file.suffix in TEXTS and "assets" not in file.parts]
    assert len(files) > 100
    assert [file.name for file in files if "Practicebook" in file.read_text("utf-8")] == []
    assert verify(theirs.site) == []
    home = (theirs.site / "en/index.html").read_text("utf-8")
    assert home.count(NAME) > 3
    assert REPOSITORY_OF_THEIRS in home
    assert f'property="og:image" content="{ADDRESS}en/cards/home.png"' in home


def test_their_terms_lists_colours_and_pictures_are_used(theirs: Layout) -> None:
    """The licence in data and pages, the theme in the lists, the colour in the styles, the picture behind the words."""
    index = (theirs.site / "data/v1/index.json").read_text("utf-8")
    assert (
        f'"licence":"CC0-1.0","licence_url":"https://creativecommons.org/publicdomain/zero/1.0/","attribution":"{NAME}'
        in index
    )
    assert 'rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/"' in (
        theirs.site / "en/index.html"
    ).read_text("utf-8")
    assert "Who may go to the water." in (theirs.site / "en/themes/lakes/index.html").read_text("utf-8")
    assert "--brand: #7a1020" in (theirs.site / "assets/css/site.css").read_text("utf-8")
    with Image.open(theirs.site / "en/cards/lakes.png") as card:
        red, green, blue = card.convert("RGB").getpixel((1190, 20))  # type: ignore[misc]
    assert abs(red - RED[0]) + abs(green - RED[1]) + abs(blue - RED[2]) < 12
