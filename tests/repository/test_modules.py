"""The code keeps to its map: imports point one way, few modules touch the world, every code is declared."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from practicebook.rules import RULES

from tests.builders import REPOSITORY

SCRIPTS = REPOSITORY / "scripts"
# From top to bottom; a module may import what stands below it, and its own package.
LAYERS = [
    {"__main__"},
    {"commands"},
    {"site"},
    {"links", "bill"},
    {"publish", "review"},
    {"expand"},
    {"issue"},
    {"importing", "template", "dialogue", "skeleton"},
    {"gathering"},
    {"generated", "proposal", "rechecking"},
    {"messages", "issueform"},
    {"rules", "report", "completeness", "coverage", "due", "progress", "drafting", "tidying"},
    {"answers"},
    {"surroundings"},
    {"loading", "editorial"},
    {"outline"},
    {"catalogue"},
    {"holdings"},
    {"translations"},
    {"columns", "manuscript", "partial", "ordering"},
    {"validation", "model", "registers", "checks", "speed", "parts", "unanswered", "withdrawn"},
    {"commitment"},
    {"vocabulary"},
    {"translation"},
    {"record"},
    {"parsed", "standing"},
    {"source"},
    {"ordinary"},
    {"composer"},
    {"keeping"},
    {"settings", "batch", "writing"},
    {"problem", "page", "stages", "processes", "layout", "sheets", "calendar_day", "fulltext", "policy"},
    {"unseen", "spacing"},
]
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}
# The site is built from pages, and asks nobody what is in them.
NOT_FOR_THE_SITE = {
    "publish",
    "expand",
    "rules",
    "loading",
    "catalogue",
    "holdings",
    "model",
    "commitment",
    "record",
    "source",
    "ordinary",
    "composer",
    "validation",
    "vocabulary",
    "generated",
}
MODULES = sorted(file.relative_to(SCRIPTS).as_posix() for file in (SCRIPTS / "practicebook").rglob("*.py"))
# What makes two runs differ.
CHANCE = re.compile(r"\.(?:today|now|utcnow)\(|\btime\.time\(|^import (?:random|uuid|socket|urllib)", re.MULTILINE)
# Modules that may read or write files; all others get values and give values.
TOUCH_THE_DISK = {
    *(
        "commands",
        "site",
        "writing",
        "loading",
        "translations",
        "editorial",
        "generated",
        "source",
        "layout",
        "settings",
        "keeping",
    )
}


@cache
def tree(module: str) -> ast.Module:
    """Parse one module."""
    return ast.parse((SCRIPTS / module).read_text("utf-8"))


def part(module: str) -> str:
    """The module or package directly below practicebook that a file belongs to."""
    return Path(module).parts[1].removesuffix(".py")


def imported(module: str) -> set[str]:
    """The parts of practicebook that a module imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("practicebook.")}


def called(module: str) -> set[str]:
    """The names of everything a module calls, as they are written."""
    return {ast.unparse(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}


def test_every_module_has_its_layer() -> None:
    """A new module is put into the map before anybody imports it."""
    assert {part(module) for module in MODULES} - {"__init__"} == set(DEPTH)


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) != "__init__"])
def test_imports_point_one_way(module: str) -> None:
    """Downward, or within the package; so each part can be read, tested and replaced without those above it."""
    own = part(module)
    assert {name for name in imported(module) if name != own and DEPTH[name] <= DEPTH[own]} == set()


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) == "site"])
def test_the_site_knows_pages_and_no_records(module: str) -> None:
    """Another generator can take the place of MkDocs without a rule or a template being touched."""
    assert imported(module) & NOT_FOR_THE_SITE == set()


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) != "commands"])
def test_only_the_command_line_prints_or_exits(module: str) -> None:
    """Everything else returns what it has to say."""
    speaking = {"print", "click.echo", "click.secho", "sys.exit", "exit", "quit", "os._exit", "sys.stdout.write"}
    assert called(module) & speaking == set()


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) not in {"commands", "site", "links"}])
def test_records_become_pages_without_clock_chance_or_network(module: str) -> None:
    """The same records give the same bytes, today and tomorrow, here and elsewhere."""
    source = (SCRIPTS / module).read_text("utf-8")
    assert CHANCE.findall(source) == []


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) not in TOUCH_THE_DISK])
def test_few_modules_touch_the_disk(module: str) -> None:
    """Rules and pages are made of values alone, so their tests need no files."""
    touching = re.compile(r"(^|\.)(open|read_text|read_bytes|write_text|write_bytes|mkdir|unlink|glob|rglob|iterdir)$")
    assert [name for name in called(module) if touching.search(name)] == []


def test_every_code_in_the_code_is_declared_once_and_used() -> None:
    """A message carries a code that has a page, and no page is about a code that nothing raises."""
    literals: set[str] = set()
    declared: list[str] = []
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"declare", "rule"}:
                declared.append(ast.literal_eval(node.args[0]))
                continue
            inner = [one.value for one in ast.iter_child_nodes(node) if isinstance(one, ast.Constant)]
            literals.update(str(one) for one in inner if re.fullmatch(r"[EA]\d{3}", str(one)))
    assert sorted(declared) == sorted(RULES)
    assert literals - set(RULES) == set()
    assert {code for code, rule in RULES.items() if rule.find is None} - literals == set()
