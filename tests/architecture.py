"""The rules of the code's shape, read from its source; each gives one line for every breach."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

LAYERS = (
    {"", "files", "kept", "placeholders", "problems", "text", "urls"},
    {"dates"},
    {"structure"},
    {"readers"},
    {"resolvers"},
    {"runners"},
    {"renderers"},
    {"pipeline"},
    {"mkdocs"},
    {"cli"},
    {"__main__"},
)
"""What may import what: a part imports its own layer and those above it in this list."""
HOSTS = {"mkdocs", "material"}
REPORTERS = {"mkdocs", "cli", "__main__"}
"""The parts that may speak to the writer."""
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "socketserver", "ssl"}
NETWORK |= {"urllib.request", "urllib3", "webbrowser", "xmlrpc"}
NETWORK_USERS = {"resolvers/guard.py", "resolvers/links.py", "resolvers/oembed.py"}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 300


@dataclass(frozen=True)
class Module:
    """A Python file of the engine."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, self.path)

    @property
    def name(self) -> str:
        """`podium.readers.fields`, or `podium.readers` for a package."""
        return ".".join(
            ("podium", *self.path.removesuffix(".py").removesuffix("__init__").strip("/").split("/"))
        ).rstrip(".")

    @property
    def part(self) -> str:
        """The part of the engine it belongs to: `readers`."""
        return part_of(self.name)

    @property
    def length(self) -> int:
        return len(self.source.splitlines())

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported, wherever the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{self._origin(node)}.{alias.name}") for alias in node.names)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.path.endswith("__init__.py") else self.name.split(".")[:-1]
        return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])


def part_of(name: str) -> str:
    """The part of the engine a name belongs to: `readers` for `podium.readers.fields`, empty for `podium`."""
    return ".".join(name.split(".")[1:2])


_SENT = ("packages", "theme")


def read_modules(package: Path) -> list[Module]:
    """Every Python file of the engine, but those that run in visitors' browsers."""
    return [
        Module(path.relative_to(package).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in _SENT
    ]


def _within(name: str, names: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in names)


def hosts_outside_the_adapter(modules: list[Module]) -> list[str]:
    """Only `podium/mkdocs/` knows MkDocs and Material."""
    return [
        f"{module.path}:{line}: imports {name}"
        for module in modules
        if module.part != "mkdocs"
        for line, name in module.imports
        if _within(name, HOSTS)
    ]


def imports_against_the_order(modules: list[Module]) -> list[str]:
    """A part imports only its own layer and those before it in `LAYERS`; every part has a layer."""
    rank = {part: index for index, parts in enumerate(LAYERS) for part in parts}
    inner = [
        (module, line, part_of(name))
        for module in modules
        for line, name in module.imports
        if _within(name, {"podium"})
    ]
    # `from podium import __version__` imports a name of the package itself, which is no part.
    inner = [(module, line, part if part in rank else "") for module, line, part in inner]
    return [f"{module.path}: {module.part} has no layer" for module in modules if module.part not in rank] + [
        f"{module.path}:{line}: {module.part or 'podium'} imports {part}"
        for module, line, part in inner
        if rank.get(module.part, len(LAYERS)) < rank[part]
    ]


def circles(modules: list[Module]) -> list[str]:
    """No module imports itself by way of others; names imported from a package count as its modules."""
    names = {module.name for module in modules}
    graph = {
        module.name: sorted({_module_of(name, names) for _, name in module.imports} & names - {module.name})
        for module in modules
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" imports ".join(reversed(error.args[1]))]
    return []


def _module_of(name: str, names: set[str]) -> str:
    return name if name in names else name.rpartition(".")[0]


def speech_outside_the_reporters(modules: list[Module]) -> list[str]:
    """Stages return problems; only the adapter and the command print or log."""
    silent = [module for module in modules if module.part not in REPORTERS]
    prints = [
        f"{module.path}:{node.lineno}: print()"
        for module in silent
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    logs = [
        f"{module.path}:{line}: imports {name}"
        for module in silent
        for line, name in module.imports
        if _within(name, {"logging", "warnings"})
    ]
    return prints + logs


def network(modules: list[Module]) -> list[str]:
    """A build asks nobody: the modules that do serve `podium resolve` and `podium check --links`."""
    return [
        f"{module.path}:{line}: imports {name}"
        for module in modules
        if module.path not in NETWORK_USERS
        for line, name in module.imports
        if _within(name, NETWORK)
    ]


def loose_dataclasses(modules: list[Module]) -> list[str]:
    """Data are frozen and take their fields by name, and each field in `structure/` has a sentence below.

    The outermost parts may hold what changes during a build, and any module what it collects for itself.
    """
    return [
        breach
        for module in modules
        if module.part not in REPORTERS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and (module.part == "structure" or not node.name.startswith("_"))
        if (options := _dataclass_options(node)) is not None
        for breach in (*_loose_options(module, node, options), *_silent_fields(module, node))
    ]


def _dataclass_options(node: ast.ClassDef) -> set[str] | None:
    """The options of a dataclass that are True, or None for another class."""
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if ast.unparse(call).rpartition(".")[2] == "dataclass":
            keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
            return {str(each.arg) for each in keywords if ast.unparse(each.value) == "True"}
    return None


def _loose_options(module: Module, node: ast.ClassDef, options: set[str]) -> Iterator[str]:
    for option in ("frozen", "kw_only"):
        if option not in options:
            yield f"{module.path}:{node.lineno}: {node.name} lacks {option}=True"


def _silent_fields(module: Module, node: ast.ClassDef) -> Iterator[str]:
    if module.part != "structure":
        return
    for statement, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(statement, ast.AnnAssign) and not _is_sentence(after):
            name = f"{node.name}.{ast.unparse(statement.target)}"
            yield f"{module.path}:{statement.lineno}: {name} has no sentence below it"


def _is_sentence(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def too_long(modules: list[Module], reasons: dict[str, str]) -> list[str]:
    """Functions over 40 lines and modules over 300 need a reason, and a reason needs one of them."""
    long = {
        f"{module.path}:{node.name}": length
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    } | {module.path: module.length for module in modules if module.length > LONGEST_MODULE}
    return [f"{name}: {length} lines" for name, length in long.items() if name not in reasons] + [
        f"{name}: has a reason to be long and is not" for name in reasons if name not in long
    ]


def more_than_exports(source: str) -> list[str]:
    """The hook file holds imports from Podium and `__all__`, nothing else."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for position, node in enumerate(ast.parse(source).body)
        if not (_is_export(node) or (position == 0 and _is_sentence(node)))
    ]


def _is_export(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__" or _within(node.module or "", {"podium"})
    return isinstance(node, ast.Assign) and [ast.unparse(each) for each in node.targets] == ["__all__"]
