"""Tests that somebody wrote for pytest or unittest, run by the real pytest beside the learner's module.

What the learner's code did to the judges when it was imported is taken back before a test; what it does while the test runs
is not, which is why such tests are weaker than others (SECURITY.md).
"""
import os
import sys

_PACKAGES = "/usr/lib/python3/dist-packages"   # where Debian has pytest; no other module of a box comes from there
_JUDGES = {"builtins", "unittest", "pytest", "_pytest", "pluggy", "iniconfig", "attr"}
_MOST_TEXT = 4000
_MOST_LINES = 40
_OPTIONS = ["-s", "--tb=no", *(f"-pno:{name}" for name in (
    "cacheprovider", "faulthandler", "pastebin", "junitxml", "stepwise", "setuponly", "setupplan", "nose"))]

_modules = {}     # of the judges, by name
_contents = []    # (module or class, its names)
_functions = []   # (function, code, defaults, keyword defaults)


def _remember_functions(names):
    for each in names.values():
        each = getattr(each, "__func__", each)
        if type(each) is type(_remember_functions):
            _functions.append((each, each.__code__, each.__defaults__, each.__kwdefaults__))


def _remember():
    _modules.update((name, module) for name, module in sys.modules.items() if name.partition(".")[0] in _JUDGES)
    for name, module in _modules.items():
        names = dict(vars(module))
        classes = [each for each in names.values() if isinstance(each, type) and each.__module__ == name and each.__flags__ & 1 << 9]
        for owner, content in ((module, names), *((each, dict(vars(each))) for each in classes)):
            _contents.append((owner, content))
            _remember_functions(content)


def _restore():
    sys.modules.update(_modules)
    for owner, names in _contents:
        now, is_class = vars(owner), isinstance(owner, type)
        set_name, delete = (type.__setattr__, type.__delattr__) if is_class else (setattr, delattr)
        for name in [name for name in now if is_class and name not in names]:
            delete(owner, name)
        for name, value in names.items():
            if now.get(name, _restore) is not value:
                set_name(owner, name, value)
    for function, code, defaults, keywords in _functions:
        if function.__code__ is not code or function.__defaults__ is not defaults or function.__kwdefaults__ is not keywords:
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords


def prepare():
    """Before any learner's code runs: imports what a run of pytest would, and remembers it."""
    sys.path.append(_PACKAGES)
    try:
        import _pytest.config
        import pdb
        import pytest
        import unittest
        for name in (*_pytest.config.default_plugins, "_argcomplete", "config.compat"):
            __import__("_pytest." + name)
    finally:
        sys.path.remove(_PACKAGES)
    _remember()


def _make_folder():
    """For the suite. It may have a configuration of its own; what stands above it, which may be the learner's, doesn't count."""
    outer = os.path.join(os.getcwd(), "suite")
    while os.path.lexists(outer):
        outer += "_"
    folder = os.path.join(outer, "tests")
    os.makedirs(folder)
    with open(os.path.join(outer, "pytest.ini"), "w") as file:
        file.write("[pytest]\n")
    return folder


def _write(folder, files):
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)


def _forget_imposters(files):
    """What the learner's code put in the place of the suite's own modules."""
    own = {name.partition("/")[0].removesuffix(".py") for name in files} | {os.path.basename(name).removesuffix(".py") for name in files}
    own -= set(sys.stdlib_module_names) | {"solution"}
    for name in [name for name in sys.modules if name.partition(".")[0] in own]:
        del sys.modules[name]


def _lend(module, name):
    """The learner's module under the name that the tests import."""
    sys.modules[name] = module
    while "." in name:
        parent, _, last = name.rpartition(".")
        if parent not in sys.modules:
            sys.modules[parent] = type(sys)(parent)
            sys.modules[parent].__path__ = []
        setattr(sys.modules[parent], last, module)
        module, name = sys.modules[parent], parent


class _Referee:
    """Hears from pytest what became of the one test."""

    def __init__(self, node):
        self.node, self.reports, self.error, self.params = node, [], None, []

    def plugin(self):
        import pytest

        class Plugin:
            @pytest.hookimpl(trylast=True)
            def pytest_configure(_, config):
                if reporter := config.pluginmanager.getplugin("terminalreporter"):
                    config.pluginmanager.unregister(reporter)

            @pytest.hookimpl(hookwrapper=True)
            def pytest_runtest_makereport(_, item, call):
                result = yield
                report = result.get_result()
                self.reports.append((report.nodeid, report.when, report.outcome, hasattr(report, "wasxfail")))
                self.note(call.excinfo)

            def pytest_exception_interact(_, node, call, report):
                self.note(call.excinfo)

        return Plugin()

    def note(self, info):
        if info is not None and self.error is None:
            self.error = info.value

    def passed(self):
        return self.error is None and self.reports == [(self.node, when, "passed", False) for when in ("setup", "call", "teardown")]


def _telling_subtests(referee):
    """unittest forgets which subtest it was where pytest runs it."""
    import contextlib
    import unittest
    original = unittest.TestCase.subTest

    @contextlib.contextmanager
    def subTest(self, msg=unittest.case._subtest_msg_sentinel, **params):
        try:
            with original(self, msg, **params):
                yield
        except BaseException:
            referee.params = [f"{name}={value!r}" for name, value in params.items()]
            raise

    unittest.TestCase.subTest = subTest
    return original


def _run_in(folder, node, files):
    import pytest
    import unittest
    _write(folder, files)
    referee = _Referee(node)
    before, path = os.getcwd(), list(sys.path)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.chdir(folder)
    original = _telling_subtests(referee)
    try:
        pytest.main([*_OPTIONS, f"--rootdir={folder}", f"--confcutdir={folder}", f"--basetemp={folder}/.tmp", node], plugins=[referee.plugin()])
    finally:
        unittest.TestCase.subTest = original
        os.chdir(before)
        sys.path[:] = path
    return referee


def _shortened(text):
    import re
    lines = re.sub(r" at 0x[0-9a-f]+\b", "", text[:_MOST_TEXT]).split("\n")   # an address says nothing, and never the same
    return "\n".join(lines[:_MOST_LINES] + ["…"] if len(lines) > _MOST_LINES else lines)


def _is_learners(error, folder):
    """Whether it was raised in code that the learner's called, rather than the tests."""
    learners, trace = False, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(folder + "/"):
            learners = False
        elif _kata.is_learners(file):
            learners = True
        trace = trace.tb_next
    return learners


def _missing_name(error):
    """What the tests import and the learner's module doesn't have."""
    import re
    while error is not None and not isinstance(error, ImportError):
        error = error.__cause__
    found = re.match(r"cannot import name '(\w+)' from 'solution'", str(error)) if error else None
    return found and found[1]


def run(node, files, name, module):
    """None where the test passed, ("missing", a name), or why it didn't and the words of it. What the learner's code raised is raised."""
    _restore()
    folder = _make_folder()
    sys.path.append(_PACKAGES)
    _forget_imposters(files)
    _lend(module, name)
    referee = _run_in(folder, node, files)
    import pytest
    import unittest
    if referee.passed():
        return None
    error = referee.error
    if error is None:
        return ("not_run", "")
    if missing := _missing_name(error):
        return ("missing", missing)
    if isinstance(error, (pytest.skip.Exception, unittest.SkipTest, pytest.xfail.Exception)):
        return ("skipped", _shortened(str(error)))
    if isinstance(error, (AssertionError, pytest.fail.Exception)) and not _is_learners(error, folder):
        params = "(" + ", ".join(referee.params) + ")\n" if referee.params else ""
        return ("failed", _shortened(params + str(error)))
    raise error
