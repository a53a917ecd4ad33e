"""The context: what every page of one language needs to be expanded: records, words, formats, templates."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import jinja2
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from jinja2.bccache import Bucket

from practicebook import surroundings
from practicebook.catalogue import Catalogue
from practicebook.editorial import Editorial
from practicebook.expand import address
from practicebook.expand.kinship import Kinship, kinship
from practicebook.expand.markup import attribute, bare, finalize, marks
from practicebook.expand.sheet import short_address
from practicebook.keeping import named
from practicebook.page import Page
from practicebook.translation import Foreign, like, sort_key


class Context:
    """One language's view of the catalogue. Pages are made by `page`, from a template and a front matter."""

    def __init__(
        self,
        catalogue: Catalogue,
        editorial: Editorial,
        language: str,
        site_url: str,
        languages: Sequence[str] = (),
        *,
        has_copies: bool = False,
    ) -> None:
        self.original = catalogue
        self.catalogue = catalogue.in_language(language)
        self.editorial = editorial
        self.language = language
        self.site_url = site_url
        self.languages = languages
        self.has_copies = has_copies
        self._dates: dict[dt.date, str] = {}
        self._numbers: dict[float, str] = {}
        self.words: Mapping[str, Any] = editorial.shown[language]
        self.locale = Locale.parse(str(self.words["site"]["locale"]), sep="-")

    def prepare(self) -> None:
        """Work out, once, what batches that are made side by side would each work out for themselves."""
        for name in self._templates.list_templates(["j2"]):
            self._templates.get_template(name)
        _ = self.kin, self.spots  # worked out when first asked for
        self.catalogue.indexed()

    @cached_property
    def ground(self) -> str:
        """Names all that a page may tell but what is told of practices."""
        given = (self.language, self.site_url, *self.languages, str(self.has_copies), repr(self.editorial))
        return named(*given, surroundings.lists(self.original))

    @cached_property
    def faces(self) -> Mapping[str, str]:
        """Names what is told of each practice elsewhere than on its own page."""
        return surroundings.faces(self.original, self.language)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.words["site"]["direction"])

    @cached_property
    def _templates(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.PackageLoader("practicebook", "templates"),
            bytecode_cache=_COMPILED,
            auto_reload=False,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.filters |= {
            "attr": attribute,
            "bare": bare,
            "marks": marks,
            "number": self.number,
            "date": self.date,
            "short": short_address,
        }
        environment.globals |= {
            "words": self.words,
            "count": self.count,
            "label": self.label,
            "description": self.description,
            "spoken": self.spoken,
            "named": self.named,
        }
        environment.globals |= {"language": self.language, "languages": self.languages, "direction": self.direction}
        return environment

    def label(self, register: str, id_: str) -> str:
        """What a term, place or practice is called."""
        register = self.catalogue.holder(register, id_)
        if register == "places":
            return self.catalogue.places[id_].name
        if register == "practices":
            return self.catalogue.practices[id_].title
        if register == "languages" and id_ not in self.catalogue.terms[register]:
            return self.endonym(id_)
        label = self.catalogue.terms[register][id_].label
        return like(label, f"{id_}. {label}") if register == "sdgs" else label

    def by_label(self, register: str, ids: Iterable[str]) -> list[str]:
        """The ids in the order of what they are called."""
        return sorted(ids, key=lambda id_: (sort_key(self.label(register, id_)), id_))

    def description(self, register: str, id_: str) -> str:
        """What a term means, in a sentence; empty where the vocabulary has none."""
        return self.catalogue.terms[self.catalogue.holder(register, id_)][id_].description

    @cached_property
    def is_unread(self) -> bool:
        """Whether no native reader has read the words of this language yet."""
        state = self.editorial.state(self.language)
        return bool(state and state.head and not state.head.reviewed)

    @cached_property
    def numbered(self) -> Mapping[str, int]:
        """The number of each practice in the finder, in their order: what came last first."""
        practices = sorted(self.catalogue.practices.values(), key=lambda one: (-one.added_on.toordinal(), one.id))
        return {practice.id: number for number, practice in enumerate(practices)}

    @cached_property
    def kin(self) -> Kinship:
        """Which practices may be related, by what they share; the newest are remembered."""
        return kinship([self.catalogue.practices[id_] for id_ in self.numbered])

    @cached_property
    def spots(self) -> Mapping[str, tuple[str, str]]:
        """The place of each practice and the part of the world that it lies in."""
        return {one.id: (one.place, self.catalogue.regions(one)[-1].id) for one in self.catalogue.practices.values()}

    def spoken(self, text: str, language: str | None) -> str:
        """A text that keeps its own language on every page, such as the title of a source."""
        if language in (None, "", self.language):
            return text
        site = self.editorial.words.get(str(language), {}).get("site", {})
        return Foreign(text, str(language), site.get("direction") or self.catalogue.direction(str(language)))

    def endonym(self, language: str) -> str:
        """What a language of the site calls itself."""
        site = self.editorial.words[language]["site"]
        return self.spoken(str(site.get("endonym", language)), language)

    def number(self, value: float) -> str:
        """1234567.5 as the language writes it; remembered, since small numbers stand everywhere."""
        if value not in self._numbers:
            self._numbers[value] = format_decimal(value, locale=self.locale)
        return self._numbers[value]

    def quantity(self, value: float, qualifier: str | None) -> str:
        """“about 50”, as the language writes it, or just the number."""
        number = self.number(value)
        return str(self.words["qualifiers"][qualifier]).format(number=number) if qualifier else number

    def date(self, value: dt.date) -> str:
        """A day as the language writes it; remembered, since most records share a few days."""
        if value not in self._dates:
            self._dates[value] = format_date(value, format="long", locale=self.locale)
        return self._dates[value]

    def moment(self, moment: str) -> str:
        """“2018”, “July 2018” or “16 July 2018” for 2018, 2018-07 and 2018-07-16."""
        year, month, day = ([int(part) for part in moment.split("-")] + [0, 0])[:3]
        if not month:
            return str(year)
        return self.date(dt.date(year, month, day)) if day else self._in_form("yMMMM", dt.date(year, month, 1))

    def span(self, first: str, last: str | None) -> str:
        """“5–7 October 2022” where both are days; the first alone where there is no last."""
        if last is None or len(first) + len(last) < 2 * len("2022-10-05"):
            return self.moment(first) if last is None else f"{self.moment(first)} – {self.moment(last)}"
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        if (start.year, start.month) == (end.year, end.month):  # the first d of the long form is the day
            form = self.locale.date_formats["long"].pattern.replace("d", f"{start.day}–d", 1)
            return format_date(end, format=form, locale=self.locale)
        opening = self._in_form("MMMMd", start) if start.year == end.year else self.date(start)
        return f"{opening} – {self.date(end)}"

    def _in_form(self, skeleton: str, day: dt.date) -> str:
        """A day in the form that the language has for some of its parts; intervals of Babel would shorten the month."""
        return format_date(day, format=self.locale.datetime_skeletons[skeleton].pattern, locale=self.locale)

    def listed(self, texts: Sequence[str]) -> str:
        """“a, b and c”, as the language lists things."""
        return like(texts[0], format_list(texts, locale=self.locale)) if texts else ""

    def named(self, name: object, text: object) -> str:
        """“Name: text”, with the space before the colon where the language has one; in the language of the text."""
        together = str(self.words["site"]["named"]).format(name=name, text=text)
        return text.but(together) if isinstance(text, Foreign) else together

    def count(self, name: str, number: int) -> str:
        """`count("practices", 3)` → “3 practices”, with the plural form of the language."""
        forms: Mapping[str, str] = self.words["counts"][name]
        form = forms.get(self.locale.plural_form(number)) or forms["other"]
        return form.format(count=self.number(number))

    def crumbs(self, here: str, *steps: tuple[str, str]) -> list[dict[str, str]]:
        """The way from home to a page: (title, address) of each step above it."""
        home = (str(self.words["site"]["home"]), "")
        return [
            {"title": title, "url": address.relative(here, there), **_tongue(title)} for title, there in (home, *steps)
        ]

    def page(self, path: str, template: str, front: Mapping[str, Any], **values: Any) -> Page:  # noqa: ANN401 - template values
        """One page: front matter by a YAML writer, body by a template, as `fill` fills it.

        `front["searched"]`, where there is one, is what search finds of the page.
        """
        fields = {name: value for name, value in front.items() if name != "searched"}
        text = self.front_matter(fields) + self.fill(address.of_file(path), template, **values)
        return Page(path, text, front.get("searched"))

    def fill(self, here: str, template: str, **values: Any) -> str:  # noqa: ANN401 - template values
        """The text of a template for the address `here`; links are made by `to(address)` and `link(register, id)`."""
        return self._templates.get_template(template).render(
            to=lambda there: attribute(address.relative(here, there)),
            link=lambda register, id_: attribute(address.relative(here, address.of(register, id_))),
            here=here,
            **values,
        )

    def front_matter(self, front: Mapping[str, Any]) -> str:
        """The front matter block; what every page has is added here.

        JSON, a field a line, is YAML that every version of it reads alike, and is written in a tenth of the time.
        """
        fields = {"lang": self.language, "dir": self.direction, **front}
        for name in ("title", "description"):
            if isinstance(front[name], Foreign):
                fields[f"{name}_lang"] = front[name].language
        lines = (f'"{name}": {_NOT_IN_YAML.sub(_escaped, _JSON(fields[name]))}\n' for name in sorted(fields))
        return f"---\n{''.join(lines)}---\n\n"


# What JSON lets stand in a text, and YAML 1.1 does not, or takes for the end of a line.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_JSON = json.JSONEncoder(ensure_ascii=False).encode


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept for the other languages: each has an environment of its own."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it was made from the same source."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _tongue(title: str) -> dict[str, str]:
    """The language and direction of a foreign title."""
    return {"lang": title.language, "dir": title.direction} if isinstance(title, Foreign) else {}
