"""How programs find their way: OpenSearch for the address bar of browsers, llms.txt for language models."""

from __future__ import annotations

from lxml import etree

from practicebook.expand.address import DATA
from practicebook.publish.base import Base

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SHORTEST = 16  # characters that a browser shows of the name


def files(view: Base) -> dict[str, bytes]:
    """The description of the search of one language."""
    return {f"{view.language}/opensearch.xml": opensearch(view)}


def opensearch(view: Base) -> bytes:
    """OpenSearch 1.1: the finder as a search engine."""
    root = etree.Element(f"{{{OPENSEARCH}}}OpenSearchDescription", nsmap={None: OPENSEARCH})
    texts = {
        "ShortName": view.name[:SHORTEST],
        "Description": view.description,
        "Language": view.language,
        "InputEncoding": "UTF-8",
    }
    for name, text in texts.items():
        etree.SubElement(root, f"{{{OPENSEARCH}}}{name}").text = text
    template = f"{view.url(view.language)}/explore/?q={{searchTerms}}"
    etree.SubElement(root, f"{{{OPENSEARCH}}}Url", {"type": "text/html", "template": template})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def llms(base: Base) -> bytes:
    """A map of the site for programs that read it for people: what is where, and on which terms."""
    home = base.url(f"{base.language}/")
    parts = [
        f"# {base.name}\n\n> {base.description}\n",
        f"Every statement names its source and its level of evidence. Licence: {base.terms.url}\n",
        "## Data\n",
        f"- [Index]({base.url(f'{DATA}/index.json')}): all registers as JSON, one file each",
        f"- [Interface]({base.url(f'{DATA}/openapi.json')}): the same, described in OpenAPI",
        "\n## Pages\n",
        f"- [All practices]({home}practices/)",
        f"- [Human rights]({home}rights/)",
        f"- [How records are made]({home}about/method/)",
        f"- [Licence and citation]({home}about/licence/)",
    ]
    return ("\n".join(parts) + "\n").encode()
