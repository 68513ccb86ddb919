"""What docstrings name exists: modules, classes, functions, attributes, and the errors they raise.

Nothing is imported: names are looked up in syntax trees, so that torch isn't loaded for it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("agent", "bridge", "melobridge", "max_patches", "benchmarks")
# Names of libraries, of Max, Pure Data and file formats, and of examples.
ELSEWHERE = {
    *("BadZipFile", "gymnasium.make", "random.Random", "sys.platform", "time.sleep"),
    *("ampf", "ptch", "prepend", "pending", "melobridge.pd"),
    *("MidiFile.play", "dense.N.weight", "dense.N.bias", "a.out", "b.into"),
}
QUOTED = re.compile(r"(?<!`)`([A-Za-z_][\w.]*)(?:\([^`\n]*\))?`(?!`)")
RAISES = re.compile(r"\b[Rr]aises ([A-Z]\w+(?:,? (?:and |or )?[A-Z]\w+)*)")

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | Definition


@dataclass(frozen=True, slots=True)
class Module:
    """A module. names: what stands at its top; classes: by name; imported: the full name of each
    name that comes from elsewhere."""

    tree: ast.Module
    names: frozenset[str]
    classes: dict[str, ast.ClassDef]
    imported: dict[str, str]


@dataclass(frozen=True, slots=True)
class Docstring:
    """A docstring. module: that it stands in; owner: its class or function, or ""; parameters: of
    all functions in there."""

    module: str
    owner: str
    text: str
    parameters: frozenset[str]


def bound(node: ast.AST) -> set[str]:
    """The names that a statement binds."""
    if isinstance(node, Definition):
        return {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.For | ast.NamedExpr):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        inner = (name for target in targets for name in ast.walk(target))
        return {name.id for name in inner if isinstance(name, ast.Name)}
    return set()


def origins(tree: ast.Module) -> dict[str, str]:
    """Where the imported names come from."""
    found = dict[str, str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return found


def parsed(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    within = {inner for node in tree.body if isinstance(node, Definition) for inner in node.body}
    names = frozenset().union(*(bound(node) for node in ast.walk(tree) if node not in within))
    return Module(tree, names, classes, origins(tree))


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    dotted(path): parsed(path)
    for package in SOURCES
    for path in sorted((ROOT / package).rglob("*.py"))
}
PACKAGES = {name.rsplit(".", 1)[0] for name in MODULES} | set(SOURCES)
WORDS = (
    set(dir(builtins))
    | {part for name in MODULES for part in name.split(".")}
    | {
        getattr(node, field)
        for module in MODULES.values()
        for node in ast.walk(module.tree)
        for field in ("id", "arg", "attr", "name")
        if isinstance(getattr(node, field, None), str)
    }
)


def docstrings(package: str) -> Iterator[Docstring]:
    """All of a package."""
    for name in (name for name in MODULES if name.split(".")[0] == package):
        module = MODULES[name]
        for node in ast.walk(module.tree):
            if isinstance(node, Documented) and (text := ast.get_docstring(node)):
                parameters = {inner.arg for inner in ast.walk(node) if isinstance(inner, ast.arg)}
                yield Docstring(name, getattr(node, "name", ""), text, frozenset(parameters))


@cache
def attributes(module: str, owner: str) -> frozenset[str]:
    """What a class has: fields, methods, what they keep in `self`, and all that of its bases."""
    if owner not in MODULES[module].classes:
        origin, _, name = MODULES[module].imported.get(owner, "").rpartition(".")
        return attributes(origin, name) if origin in MODULES else frozenset()
    node = MODULES[module].classes[owner]
    kept = {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
    bases = (ast.unparse(base).split("[")[0] for base in node.bases)
    return frozenset(kept).union(
        *(bound(line) for line in node.body), *(attributes(module, base) for base in bases)
    )


def exists(name: str) -> bool:
    """Whether a full name is a module, something in one, or an attribute of a class in one."""
    if name in MODULES or name in PACKAGES:
        return True
    parent, _, last = name.rpartition(".")
    if parent in MODULES:
        return last in MODULES[parent].names | set(MODULES[parent].imported)
    above, _, owner = parent.rpartition(".")
    return above in MODULES and last in attributes(above, owner)


def full_names(module: str, name: str) -> set[str]:
    """What a short dotted name may stand for in a module: an import of it, something of its own,
    a module beside it, or a class anywhere."""
    head, _, rest = name.partition(".")
    beside = {f"{module.rsplit('.', depth)[0]}.{head}" for depth in (1, 2, 3)} | {
        f"{module}.{head}"
    }
    classes = {f"{other}.{head}" for other, found in MODULES.items() if head in found.classes}
    starts = beside | classes | {MODULES[module].imported.get(head, head)}
    return {f"{start}.{rest}" for start in starts}


def is_known(docstring: Docstring, name: str) -> bool:
    """Whether a name in backticks exists."""
    if name in ELSEWHERE:
        return True
    head, _, rest = name.partition(".")
    if not rest:
        return name in WORDS
    if head in SOURCES:
        return exists(name)
    if head in docstring.parameters:
        return rest in WORDS
    return any(map(exists, full_names(docstring.module, name)))


def is_error(name: str) -> bool:
    """Whether something may be raised: Python's or a class of ours."""
    standard = getattr(builtins, name, None)
    if name in ELSEWHERE or (isinstance(standard, type) and issubclass(standard, BaseException)):
        return True
    found = [module.classes[name] for module in MODULES.values() if name in module.classes]
    bases = [ast.unparse(base).split(".")[-1] for node in found for base in node.bases]
    return any(map(is_error, bases))


@pytest.mark.parametrize("source", SOURCES)
def test_what_docstrings_name_exists(source: str) -> None:
    unknown = [
        f"{docstring.module}, {docstring.owner}: `{name}`"
        for docstring in docstrings(source)
        for name in QUOTED.findall(docstring.text)
        if not is_known(docstring, name)
    ]
    assert unknown == []


@pytest.mark.parametrize("source", SOURCES)
def test_what_docstrings_say_is_raised_is_an_error(source: str) -> None:
    unknown = [
        f"{docstring.module}, {docstring.owner}: {name}"
        for docstring in docstrings(source)
        for raised in RAISES.findall(docstring.text)
        for name in re.findall(r"[A-Z]\w+", raised)
        if not is_error(name)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("agent.classic.optimum", True),
        ("agent.classic.optimum.solve", True),
        ("agent.classic.task.ClassicTask.from_dict", True),
        ("bridge.client.Client", True),
        ("optimum.solve", True),
        ("ClassicTask.progression", True),
        ("agent.classic.optima", False),
        ("agent.classic.task.ClassicTask.nothing", False),
        ("ClassicTask.nothing", False),
        ("NoSuchClass", False),
        ("no_such_function", False),
    ],
)
def test_names_are_looked_up_in_modules_and_classes(name: str, known: bool) -> None:
    docstring = Docstring("agent.classic.evaluation", "", "", frozenset())
    assert is_known(docstring, name) == known


def test_errors_are_told_from_other_classes() -> None:
    assert is_error("MissingExtra")
    assert is_error("OSError")
    assert not is_error("ClassicTask")
    assert not is_error("NoSuchError")
