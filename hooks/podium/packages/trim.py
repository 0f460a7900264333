"""Makes the standard library that visitors get, in the Python that will read it: compiled, and without what is rare."""

import importlib
import io
import marshal
import pkgutil
import sys
import zipfile

_ZIP = next(path for path in sys.path if path.endswith(".zip"))
_WANTED = """
    abc argparse array ast asyncio base64 bisect calendar cmath collections.abc colorsys concurrent.futures
    configparser contextlib contextvars copy csv dataclasses datetime decimal difflib doctest enum fnmatch fractions
    functools glob graphlib hashlib heapq hmac html.parser importlib.metadata inspect io itertools json keyword
    linecache locale logging math numbers operator os pathlib pickle pprint queue random re reprlib secrets
    shutil sqlite3 statistics string struct tempfile textwrap threading time timeit tokenize traceback types typing
    unicodedata unittest.mock urllib.parse uuid warnings weakref xml.etree.ElementTree zipfile zlib
    encodings.ascii encodings.cp1252 encodings.idna encodings.latin_1 encodings.punycode encodings.raw_unicode_escape
    encodings.unicode_escape encodings.utf_16 encodings.utf_16_le encodings.utf_32 encodings.utf_8 encodings.utf_8_sig
""".split()
# An optimised module has no docstrings and no asserts of its own; snippets are compiled as they are.
_LEVEL = 2
_UNCHECKED = (1).to_bytes(4, "little") + bytes(8)


def _load_all():
    """Loads what is wanted, with all that it needs, and what Pyodide may load later."""
    for name in _WANTED:
        importlib.import_module(name)
    for package in ("pyodide", "_pyodide"):
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, package + "."):
            try:
                importlib.import_module(found.name)
            except ImportError:
                continue


def _sources():
    """The files of the library that are loaded, by their name in the zip, in order."""
    files = {str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())}
    return sorted(file.removeprefix(_ZIP + "/") for file in files if file.startswith(_ZIP + "/"))


def trim(modules):
    """The zip, as bytes, with further modules by their names."""
    _load_all()
    made = io.BytesIO()
    with zipfile.ZipFile(_ZIP) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as small:
        paths = [name.removesuffix("c") for name in _sources()]
        texts = {path: whole.read(path) for path in paths} | {f"{name}.py": text for name, text in modules.items()}
        for path, text in texts.items():
            code = compile(text, f"{_ZIP}/{path}", "exec", dont_inherit=True, optimize=_LEVEL)
            content = importlib.util.MAGIC_NUMBER + _UNCHECKED + marshal.dumps(code)
            small.writestr(zipfile.ZipInfo(path + "c", (2000, 1, 1, 0, 0, 0)), content)
    return made.getvalue()
