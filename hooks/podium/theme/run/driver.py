"""Runs a snippet in Pyodide and turns it into a trace: every event with the state after it. `driver.js` is its twin."""

import builtins
import io
import json
import os
import sys
from importlib import invalidate_caches

# Every module costs time before the first output, so what a snippet may not need is loaded where it is used.

VERSION = ".".join(map(str, sys.version_info[:3]))
_FOLDER = "/snippets"
_STEPS = 500
_TRACE = 256 * 1024  # bytes of JSON
_LINE = 64 * 1024  # letters; of a longer line no more is shown
_WORDS = 1000  # letters of what an error or a refusal says
_NAME = 80  # and of what is wrong, in a sentence
_TEXT = 16 * 1024  # letters of a traceback
_HOUR = 3_600_000
_SAFE = 2**53 - 1
_FIELDS = "__dataclass_fields__"
_GENERATOR = type(_ for _ in ())
_MISTAKES = (
    TypeError,
    NameError,
    AttributeError,
    LookupError,
    SyntaxError,
    ImportError,
    RecursionError,
    MemoryError,
    StopIteration,
)


class ProtocolError(Exception):
    """What keeps a module from being traced; the text says so in a few words."""


class _Lines(io.TextIOBase):
    """A stream that gives each finished line away."""

    def __init__(self, name, give):
        self._name, self._give = name, give
        self._rest, self._length = [], 0
        self._room, self.left = True, 0

    def writable(self):
        return True

    def write(self, text):
        first, *more = text.split("\n")
        self._add(first)
        for part in more:
            self._tell("".join(self._rest))
            self._rest, self._length = [], 0
            self._add(part)
        return len(text)

    def _add(self, part):
        """Keeps a part of a line; joined when the line ends, as one that is written letter by letter can be long."""
        if part and self._length <= _LINE:
            self._rest.append(part)
            self._length += len(part)

    def finish(self):
        if self._rest:
            self._tell("".join(self._rest))
        self._rest, self._length = [], 0

    def _tell(self, line):
        """Gives a line away while there is room; what is only counted need not leave Python, which takes long."""
        if self._room:
            self._room = self._give(self._name, line)
        else:
            self.left += 1


def run(job, give, shift):
    """Runs the job, given as JSON; `give` takes lines, `shift` sets the clock ahead. Gives JSON."""
    job = json.loads(job)
    streams = _Lines("out", give), _Lines("err", give)
    kept = sys.stdout, sys.stderr, sys.stdin, sys.path[:], sys.modules.get("__main__"), os.getcwd()
    sys.stdout, sys.stderr, sys.stdin = *streams, io.StringIO()
    if "random" in sys.modules:
        sys.modules["random"].seed()
    try:
        result = _run(job, streams, shift)
    finally:
        for stream in streams:
            stream.finish()
        sys.stdout, sys.stderr, sys.stdin, sys.path[:], sys.modules["__main__"], folder = kept
        os.chdir(folder)
        _forget()
    return json.dumps({**result, "left": sum(stream.left for stream in streams)})


def _run(job, streams, shift):
    try:
        module = _execute(job["entry"], job["files"])
        for stream in streams:
            stream.finish()
        sys.stdout = sys.stderr = io.StringIO()  # a story is told to itself, and twice
        trace = trace_module(module, job.get("story"), shift)
        return {"trace": trace} if trace else {}
    except ProtocolError as error:
        return {"protocol": str(error)}
    except SystemExit as leave:
        return {} if not leave.code else {"error": _failure(leave, {})}
    except BaseException as error:
        return {"error": _failure(error, {file["name"] for file in job["files"]})}


def _execute(entry, files):
    """The names that a snippet has after it ran as a program."""
    for file in files:
        path = f"{_FOLDER}/{file['name']}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as target:
            target.write(file["text"])
    path = f"{_FOLDER}/{entry}"
    package = os.path.dirname(entry).replace("/", ".")
    sys.path[:0] = [os.path.dirname(path), _FOLDER]
    os.chdir(os.path.dirname(path))
    invalidate_caches()
    module = type(sys)("__main__")
    module.__dict__.update(__file__=path, __package__=package, __builtins__=builtins)
    sys.modules["__main__"] = module
    text = next(file["text"] for file in files if file["name"] == entry)
    exec(compile(text, path, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def _forget():
    """Leaves no file and no module of a snippet behind."""
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(_FOLDER + "/") and name != "__main__":
            del sys.modules[name]
    for folder, folders, files in os.walk(_FOLDER, topdown=False):
        for name in files:
            os.remove(f"{folder}/{name}")
        for name in folders:
            os.rmdir(f"{folder}/{name}")
    if "linecache" in sys.modules:
        sys.modules["linecache"].clearcache()
    sys.path_importer_cache.clear()


def _failure(error, names):
    """What went wrong, with its place in the snippet's own files."""
    import traceback

    told = traceback.TracebackException.from_exception(error, compact=True)
    _drop_frames(told, set())
    text = _shorten("".join(told.format()).replace(_FOLDER + "/", "").rstrip(), _TEXT)
    frames = [(frame.filename, frame.lineno) for frame in told.stack]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    own = [(name.removeprefix(_FOLDER + "/"), line) for name, line in frames if name.startswith(_FOLDER + "/")]
    message = _shorten(str(error.msg if isinstance(error, SyntaxError) else error), _WORDS)
    name = _shorten(type(error).__name__, _WORDS)
    found = {"name": name, "message": message.replace(_FOLDER + "/", ""), "text": text}
    return {**found, "file": own[-1][0], "line": own[-1][1]} if own and names else found


def _shorten(text, most):
    """A text of at most so many letters, without its middle if it has more."""
    return f"{text[: most // 2]} … {text[-most // 2 :]}" if len(text) > most else text


def _drop_frames(told, seen):
    """Takes our own frames out of a traceback and of those that it names as its causes."""
    if told is None or id(told) in seen:
        return
    seen.add(id(told))
    told.stack[:] = [
        frame for frame in told.stack if "podium_driver" not in frame.filename and "_pyodide" not in frame.filename
    ]
    _drop_frames(told.__cause__, seen)
    _drop_frames(told.__context__, seen)


def trace_module(module, story, shift):
    """The trace of a module's names, or None when it does not mean to have one."""
    if not any(name in module for name in ("evolve", "events", "commands")):
        return None
    if story:
        told = story.get("events")
        events = _list(module, "events") if told is None else [_revive(fields, module) for fields in told]
        commands = [_revive(fields, module) for fields in story.get("commands") or ()]
    else:
        events, commands = _list(module, "events"), _list(module, "commands")
    _check(module, commands)
    trace = _fold(module, events, commands)
    if not any(step.get("warning") for step in trace["steps"]):
        trace["warnings"] += _check_again(module, events, commands, trace, shift)
    return {**_drop_empty(trace), "steps": [_drop_empty(step) for step in trace["steps"]]}


def _list(module, name):
    found = module.get(name, [])
    if not isinstance(found, (list, tuple)):
        raise ProtocolError(f"'{name}' is not a list")
    return list(found)


def _check(module, commands):
    if not callable(module.get("evolve")):
        raise ProtocolError("there is no function 'evolve'")
    if commands and not callable(module.get("decide")):
        raise ProtocolError("there are 'commands' but no function 'decide'")
    if "events" not in module and "commands" not in module:
        raise ProtocolError("there is neither 'events' nor 'commands'")
    for name, projection in (module.get("projections") or {}).items():
        if not isinstance(projection, (list, tuple)) or len(projection) < 2 or not callable(projection[1]):
            raise ProtocolError(
                f"the projection '{_shorten(str(name), _NAME)}' is not a list of what it begins with and a function"
            )


def _revive(fields, module):
    """An event or a command of a story, of its own class where the module has one."""
    made = module.get(str(fields.get("type")))
    if not isinstance(made, type) or not hasattr(made, _FIELDS):
        return fields
    known = getattr(made, _FIELDS)
    return made(**{name: value for name, value in fields.items() if name in known})


def _fold(module, events, commands):
    fold = _Fold(module)
    for event in events:
        fold.add(event)
    for cause, command in enumerate(commands):
        if fold.full:
            break
        outcome = {"command": _named(command), "atVersion": len(fold.trace["steps"])}
        try:
            decided = module["decide"](command, fold.state)
            decided = [] if decided is None else decided
            for event in decided if isinstance(decided, (list, tuple, _GENERATOR)) else [decided]:
                fold.add(event, cause)
        except (ProtocolError, *_MISTAKES):
            raise
        except Exception as error:
            outcome["rejected"] = _shorten(str(error), _WORDS)
        outcome["toVersion"] = len(fold.trace["steps"])
        if fold.fits(outcome):
            fold.trace["commands"].append(outcome)
        elif cause:
            fold.close("command", cause)
        else:
            fold.close("event" if outcome["atVersion"] else "command", outcome["atVersion"])
    return fold.trace


class _Fold:
    """The state and the read models so far, with what is on record of them."""

    def __init__(self, module):
        self._module = module
        self._size = 0
        self.full = False
        self._projections = module.get("projections") or {}
        self._reads = {name: _value(projection[0]) for name, projection in self._projections.items()}
        self.state = _value(module.get("initial", module.get("initialState")))
        self.trace = {"v": 1, "initial": None, "steps": [], "commands": [], "warnings": []}
        look = self._look(self.trace["warnings"])
        first = {"initial": look.pop("state"), **look}
        self.trace.update(first)
        if not self.fits(first):
            raise ProtocolError("the first state, its read models and its view are larger than 256 KB")

    def fits(self, part):
        """Whether there is room for a part of the trace."""
        text = json.dumps(_drop_empty(part), ensure_ascii=False, separators=(",", ":"))
        size = self._size + len(text.encode(errors="backslashreplace"))
        if size > _TRACE:
            return False
        self._size = size
        return True

    def close(self, what, count):
        """Takes nothing more; `count` is how many of them it has taken."""
        if self.full:
            return
        if not count:
            raise ProtocolError(f"the first {what} and what comes of it are larger than 256 KB")
        shown = what if count == 1 else f"{count} {what}s"
        self.trace["warnings"].append(f"only the first {shown} can be shown")
        self.full = True

    def add(self, event, cause=None):
        """Takes one event more."""
        steps, warnings = self.trace["steps"], []
        if self.full or len(steps) >= _STEPS:
            self.close("event", len(steps))
            return
        known = _named(event)
        self.state = _applied("evolve", self._module["evolve"], self.state, event, warnings)
        for name, (_, project, *_rest) in self._projections.items():
            self._reads[name] = _applied(f"the projection '{name}'", project, self._reads[name], event, warnings)
        step = {"version": len(steps) + 1, "event": known, **self._look(warnings), "cause": cause}
        step["warning"] = "; ".join(warnings)
        if self.fits(step):
            steps.append(step)
        else:
            self.close("event", len(steps))

    def _look(self, warnings):
        view = self._module.get("view")
        return {
            "state": plain(self.state, warnings),
            "projections": {name: plain(read, warnings) for name, read in self._reads.items()},
            "view": str(view(self.state)) if view else "",
        }


def _value(thing):
    return thing() if callable(thing) else thing


def _applied(name, change, state, event, warnings):
    """What a function makes of a state and an event; it must leave both as they were."""
    before = json.dumps([plain(state, []), plain(event, [])])
    after = change(state, event)
    if json.dumps([plain(state, []), plain(event, [])]) != before:
        warnings.append(f"{name} changed what it was given")
    if after is None:
        warnings.append(f"{name} gave nothing back")
    return after


def _check_again(module, events, commands, trace, shift):
    """Tells the story again at another hour and says what came out differently."""
    before = _chance()
    shift(_HOUR)
    try:
        again = _fold(module, events, commands)
    finally:
        shift(0)
    chance = _chance() != before
    steps, others = trace["steps"], again["steps"]
    place = next((at for at, step in enumerate(steps) if at >= len(others) or step != others[at]), -1)
    changed = place >= 0 or len(steps) != len(others)
    if not changed and not chance and trace["commands"] == again["commands"]:
        return []
    same = 0 <= place < len(others) and steps[place]["event"] == others[place]["event"]
    name = "evolve" if changed and same else "evolve or decide" if chance and not changed else "decide"
    return [f"{name} gives something else the second time: it asks a clock or chance, or remembers"]


def _chance():
    """Where the sequence of chance stands, if anybody uses it."""
    return sys.modules["random"].getstate() if "random" in sys.modules else None


def _is_enum(value):
    return "enum" in sys.modules and isinstance(value, sys.modules["enum"].Enum)


def _named(value):
    """An event or a command with its type first."""
    fields = plain(value, [])
    if not isinstance(fields, dict) or _is_enum(value):
        raise ProtocolError(f"{_shorten(repr(value), _NAME)} is no event or command: it has no type")
    own = "" if isinstance(value, dict) else type(value).__name__
    name = fields.pop("type", None)
    name = name if isinstance(name, str) else own
    if not name:
        raise ProtocolError(f"{_shorten(repr(value), _NAME)} has no type")
    return {"type": name, **fields}


def plain(value, warnings, above=()):
    """A value as JSON can hold it, keys in their order."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if _is_enum(value):
        return plain(value.value, warnings, above)
    if isinstance(value, (int, float)):
        return _number(value)
    if id(value) in above:
        return _strange("itself", value, warnings)
    inside = (*above, id(value))
    if hasattr(value, _FIELDS) and not isinstance(value, type):
        value = {name: getattr(value, name) for name in getattr(value, _FIELDS)}
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    elif hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, dict):
        return {_key(key): plain(part, warnings, inside) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part, warnings, inside) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(part, warnings, inside) for part in value), key=json.dumps)
    if hasattr(value, "__dict__") and not callable(value):
        return {name: plain(part, warnings, inside) for name, part in vars(value).items()}
    return _strange(f"a {type(value).__name__}", value, warnings)


def _key(key):
    return key if isinstance(key, str) else json.dumps(plain(key, [])) if not isinstance(key, tuple) else repr(key)


def _number(value):
    if isinstance(value, int):
        return value if abs(value) <= _SAFE else {"$number": str(value)}
    if value != value or value in (float("inf"), float("-inf")):
        return {"$number": "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"}
    return int(value) if value.is_integer() and abs(value) <= _SAFE else value


def _strange(what, value, warnings):
    warning = f"the state holds {what}, which JSON cannot"
    if warning not in warnings:
        warnings.append(warning)
    return {"$repr": repr(value)}


def _drop_empty(fields):
    """A trace, or a part of one, without what is empty."""
    names = ("view", "projections", "commands", "warnings", "warning", "cause")
    return {name: value for name, value in fields.items() if name not in names or value not in (None, "", {}, [])}
