"""What pytest finds in somebody's suite, and what the reference makes of it. Runs in a box, as the solution of nothing.

Beside this file: material/ is the suite, reference.py.txt the reference, name.txt what the suite imports it as.
"""
import importlib.util
import os
import pathlib
import sys
import types

HERE = pathlib.Path(__file__).parent


def lend_reference(name, file):
    spec = importlib.util.spec_from_file_location("solution", file)
    module = importlib.util.module_from_spec(spec)
    sys.modules["solution"] = sys.modules[name] = module
    while "." in name:
        parent, _, last = name.rpartition(".")
        sys.modules.setdefault(parent, types.ModuleType(parent)).__path__ = []
        setattr(sys.modules[parent], last, module)
        module, name = sys.modules[parent], parent
    spec.loader.exec_module(sys.modules["solution"])


def copy(source, target):
    for file in source.rglob("*"):
        if file.is_file():
            copied = target / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_bytes(file.read_bytes())


class Listener:
    """Each test's worst report, in the order in which they ran."""

    def __init__(self):
        self.found = {}

    def pytest_collectreport(self, report):
        if report.failed:
            self.found[report.nodeid] = ("error", str(report.longrepr)[-2000:])

    def pytest_runtest_logreport(self, report):
        known = self.found.get(report.nodeid)
        if known and known[0] != "passed":
            return
        how = "expected to fail" if hasattr(report, "wasxfail") and report.skipped else report.outcome
        said = "" if how == "passed" else str(report.longrepr)[-2000:]
        self.found[report.nodeid] = (how, said)


def collect():
    """[(node, how, words)]: passed, failed, skipped, expected to fail; error: a file that cannot be imported."""
    sys.path.append("/usr/lib/python3/dist-packages")
    sys.path.remove(str(HERE))
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    import pytest
    folder = pathlib.Path("suite/tests").absolute()
    copy(HERE / "material", folder)
    reference = pathlib.Path("reference").absolute() / "solution.py"
    reference.parent.mkdir()
    reference.write_bytes((HERE / "reference.py.txt").read_bytes())
    (folder.parent / "pytest.ini").write_text("[pytest]\n")   # a configuration of the suite's own is found first
    lend_reference((HERE / "name.txt").read_text(), reference)
    os.chdir(folder)
    listener = Listener()
    files = sorted(str(path.relative_to(folder)) for pattern in ("test_*.py", "*_test.py") for path in folder.rglob(pattern))
    pytest.main(["-q", "-pno:cacheprovider", "-pno:faulthandler", f"--rootdir={folder}", f"--confcutdir={folder}", *files], plugins=[listener])
    return [(node, *how) for node, how in listener.found.items()]
