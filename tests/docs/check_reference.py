#!/usr/bin/env python3
"""Holds docs/reference.md to the tests of tests/docs/reference: each ```cpp block is one of them, word for word, each is quoted,
and each ```text block is what the wrong solution is told by the test quoted before it; the reference passes all. Every macro,
request, stand-in and matcher of the public headers has its place in the page. KATA_APPROVE=1 writes the blocks anew.

usage: check_reference.py KATA SOURCE LIBRARIES"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

KATA, SOURCE, LIBRARIES = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
PAGE, HERE = SOURCE / "docs/reference.md", SOURCE / "tests/docs/reference"
TEST = re.compile(r"^(?:TEST_F|KATA_PROPERTY)\(everything, (\w+).*?^\}$", re.S | re.M)
BLOCK = re.compile(r"^```(cpp|text)\n(.*?)^```$", re.S | re.M)
# In headers: what an author may write.
NAMES = {"matchers.h": re.compile(r"^(?:OutcomeMatcher|ValueMatcher|StandInMatcher) ([A-Z]\w+)\(", re.M),
         "test.h": re.compile(r"^#define (KATA_\w+)\(|^  (?:template <[^>]*> )?static [\w:<>& ]+? (\w+)\(", re.M),
         "generate.h": re.compile(r"^(?:Generator<[^>]*>+|template <class[^>]*> (?:auto|Generator<T>)) (\w+)\(", re.M)}


def reports():
    """The tests of each solution, by its file's name and the test's."""
    with tempfile.TemporaryDirectory() as home:
        for name, target in (("katas", HERE / "katas"), ("plugins", LIBRARIES)):
            (pathlib.Path(home) / name).symlink_to(target)
        done = subprocess.run([KATA, "grade", *sorted((HERE / "plugins/samples/solutions/everything").glob("*.py")), "--exercise",
                               "samples/everything", "--format", "json", "--exit-zero", "--quiet"], stdout=subprocess.PIPE, text=True,
                              check=True, env={**os.environ, "KATA_PATH": home, "HOME": home, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
    return {result["submission"]: {test["name"]: test for test in result["tests"]} for result in json.loads(done.stdout)["results"]}


def rewritten(page, sources, messages):
    """The page with each block as it is to be; the tests that it quotes; and those that it shows the message of."""
    quoted, told = [], []

    def block(match):
        kind, content = match.groups()
        if kind == "cpp":
            name = (TEST.match(content.rstrip("\n")) or re.match(r"(\w+)", content))[1]
            quoted.append(name)
            return f"```cpp\n{sources[name]}\n```"
        told.append(quoted[-1])
        return f"```text\n{messages[quoted[-1]]}\n```"
    return BLOCK.sub(block, page), quoted, told


def main():
    sources = {match[1]: match[0] for match in TEST.finditer((HERE / "plugins/samples/tests/everything_test.cc").read_text())}
    graded = reports()
    messages = {name: test["message"].strip("\n").removesuffix("\nHint: See docs/reference.md.") for name, test in graded["wrong_everything"].items()}
    page = PAGE.read_text()
    right, quoted, told = rewritten(page, sources, messages)
    if os.environ.get("KATA_APPROVE"):
        PAGE.write_text(right)
        page = right
    wrong = [f"the reference fails {name}" for name, test in graded["reference"].items() if test["verdict"] != "passed"]
    wrong += [f"the page doesn't quote {name}" for name in sources if name not in quoted]
    wrong += [f"the page shows what {name} tells the wrong solution, which passes it" for name in told if not messages[name]]
    if page != right:
        ours, theirs = page.splitlines(), right.splitlines()
        at = next((i for i, pair in enumerate(zip(ours, theirs)) if pair[0] != pair[1]), min(len(ours), len(theirs)))
        wrong.append(f"line {at + 1} of the page is\n  {(ours + [''])[at]}\nand should be\n  {(theirs + [''])[at]}")
    for header, names in NAMES.items():
        public = re.sub(r"^ private:\n.*?^\};", "", (SOURCE / "core/include/kata" / header).read_text(), flags=re.S | re.M)
        found = {name for match in names.finditer(public) for name in match.groups() if name}
        wrong += [f"the page says nothing of {name} ({header})" for name in sorted(found) if not re.search(rf"`{name}[`(]", page)]
        wrong += [] if found else [f"nothing was found in {header}"]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
