"""From a key or a path to a checked ``Scheme``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from xladdin.model import Scheme
from xladdin.schemes.build import build_scheme
from xladdin.schemes.consistency import check_figures
from xladdin.schemes.faults import SchemeFaultKind, SchemeFileError
from xladdin.schemes.shape import check_complete, check_shape
from xladdin.schemes.source import SchemeText, read_scheme

_HOME = Path(__file__).parent
#: A file's own affair, never its children's.
_NOT_INHERITED = ("extends", "checked", "examples", "execution_examples", "marks")


@cache
def all_keys() -> tuple[str, ...]:
    """The keys of the built-in schemes, sorted: ``cost/2021``, ``gansu/2024`` …"""
    return tuple(sorted(f"{path.parent.name}/{path.stem}" for path in _HOME.glob("*/*.toml")))


def load(key_or_path: str) -> Scheme:
    """The scheme of a built-in key (``gansu/2024``) or of the user's own TOML file.

    A built-in scheme is read once; a user's file again when it has changed.

    Raises:
        SchemeError: no such scheme, or a file that cannot be used; names the file and the line.
    """
    if key_or_path in all_keys():
        return _load_built_in(key_or_path)
    path = Path(key_or_path)
    if not path.is_file() and path.suffix.lower() != ".toml":
        raise SchemeFileError(SchemeFaultKind.UNKNOWN_SCHEME, key_or_path, None, f"没有这个方案。{_known(key_or_path)}")
    source = read_scheme(path, key_or_path)
    return _checked(key_or_path, source, _inherit(source, path, (path.resolve(),)))


@cache
def _load_built_in(key: str) -> Scheme:
    return _checked(key, _read_built_in(key), _settings(key))


@cache
def _read_built_in(key: str) -> SchemeText:
    return read_scheme(_path_of(key), f"{key}.toml")


@cache
def _settings(key: str) -> dict[str, Any]:
    """The settings of a built-in scheme with all it inherits; every file is parsed once, its children share it."""
    return _inherit(_read_built_in(key), _path_of(key), (_path_of(key).resolve(),))


def _checked(key: str, source: SchemeText, data: dict[str, Any]) -> Scheme:
    check_complete(source, data)
    check_figures(source, data)
    return build_scheme(key, data)


def _path_of(key: str) -> Path:
    region, _, year = key.partition("/")
    return _HOME / region / f"{year}.toml"


def _inherit(source: SchemeText, path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The settings of a file over those of its parents, each checked on its own first; ``seen`` begins at the child."""
    check_shape(source)
    parent = source.data.get("extends")
    if parent is None:
        return source.data
    if parent in all_keys() and _path_of(parent).resolve() not in seen:
        # A built-in scheme extends built-in ones only, which never come round (a test holds them to it).
        return _overlay(_settings(parent), source.data)
    parent_path = _path_of(parent) if parent in all_keys() else path.parent / parent
    if not (parent_path.is_file() and parent_path.suffix.lower() == ".toml"):
        raise source.fault(
            SchemeFaultKind.UNKNOWN_SCHEME, ("extends",), f"extends 指的方案“{parent}”不存在。{_known(parent)}"
        )
    if parent_path.resolve() in seen:
        chain = "→".join(step.name for step in (*seen, parent_path))
        raise source.fault(SchemeFaultKind.CYCLE, ("extends",), f"extends 绕了一圈（{chain}），请改为继承别的方案。")
    inherited = _inherit(read_scheme(parent_path, str(parent_path)), parent_path, (*seen, parent_path.resolve()))
    return _overlay(inherited, source.data)


def _overlay(parent: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``own`` over ``parent``: tables key by key, lists as a whole, sources added to the parent's.

    An assumption goes with its setting: a file that writes the setting anew drops the parent's assumption about it.
    """
    base = {key: value for key, value in parent.items() if key not in _NOT_INHERITED}
    kept = {dotted: text for dotted, text in parent.get("assumptions", {}).items() if not _has(own, dotted)}
    merged = _merge(base, own)
    merged["assumptions"] = kept | own.get("assumptions", {})
    merged["sources"] = _without_repeats([*own.get("sources", ()), *parent.get("sources", ())])
    return merged


def _merge(parent: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(parent)
    for key, value in own.items():
        inherited = parent.get(key)
        # The subcategories of a scheme are one list, however TOML writes it.
        tables = key != "subcategories" and isinstance(value, dict) and isinstance(inherited, dict)
        merged[key] = _merge(inherited or {}, value) if tables else value
    return merged


def _has(data: dict[str, Any], dotted: str) -> bool:
    table: Any = data
    for name in dotted.split("."):
        if not isinstance(table, dict) or name not in table:
            return False
        table = table[name]
    return True


def _without_repeats(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One source a title; the nearest file's words about it stand."""
    by_title: dict[str, dict[str, Any]] = {}
    for row in sources:
        by_title.setdefault(row["title"], row)
    return list(by_title.values())


def _known(wanted: str) -> str:
    import difflib

    close = difflib.get_close_matches(wanted, all_keys(), n=1)
    hint = f"是不是想写“{close[0]}”？" if close else ""
    return f"{hint}已有的方案：{'、'.join(all_keys())}；自己的方案请写 .toml 文件的路径。"
