#!/usr/bin/env python3
"""check_weak.py KATA SOURCE BUILD: `kata verify weak` finds exactly what is wrong with the topic of this folder."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

# (exercise, or "" for what is found in the topic as a whole; rule; about, or the file's name; part of the message)
EXPECTED = {
    ("careless", "files", "nameless.py", "its first line must say what it is"),
    ("careless", "files", "reference.py.orig", "does not belong here"),
    ("careless", "files", "reference", "is a folder"),
    ("careless", "files", "", "1 solutions bypass_*; at least 2 needed"),
    ("careless", "files", "", "no solution bypass_decoy_*"),
    ("careless", "solutions", "starter", "should fail a test"),
    ("careless", "solutions", "wrong_passes.py", "rejected by: -"),
    ("careless", "solutions", "wrong_twin.py", "fails the same tests as wrong_never_cuts.py"),
    ("careless", "solutions", "bypass_answer.py", "should pass CutsALargeNumber"),
    ("careless", "solutions", "bypass_answer.py", "is about the answer"),
    ("careless", "memory", "memoriser", "add a property"),
    ("careless", "memory", "replayer", "add a property"),
    ("careless", "junk", "CanBeCalled", "of 32 junk values"),
    ("careless", "needed", "CanBeCalled", "finds nothing that the others"),
    ("careless", "needed", "Technique", "finds nothing that the others"),
    ("careless", "inputs", "clamp", "an empty list, tuple, set or dict as argument 'number'"),
    ("careless", "inputs", "clamp", "a single item as argument 'number'"),
    ("careless", "inputs", "clamp", "leaves 'limit' to its default"),
    ("careless", "inputs", "clamp", "calls it twice"),
    ("careless", "unchanged", "list", "no test notices"),
    ("careless", "mutation", "", "at least 92 in 100"),
    ("", "mutation", "weak", "at least 97 in 100"),
    ("", "equivalents", "00000000", "is stale"),
    ("", "equivalents", "equivalents.yaml", "each entry needs"),
    ("", "equivalents", "weak", "5 in 100 is the most"),
    ("", "fences", "prompt.en.md", "is not closed"),
    ("", "links", "prompt.en.md", "'rules.md'"),
    ("", "examples", "prompt.en.md", "Expected:\n    6\nGot:\n    5"),
    ("", "translation", "prompt.ru.md", "code blocks are not those"),
    ("", "length", "prompt.ru.md", "0.8 to 1.4"),
    ("", "typography", "prompt.ru.md", "Latin and Cyrillic letters"),
    ("", "typography", "prompt.ru.md", "for 'грейдер'"),
    ("", "typography", "prompt.ru.md", "«ёлочки»"),
    ("", "typography", "prompt.ru.md", "a dash is —"),
    ("", "hints", "careless", "the first hint has code in it (en)"),
    ("", "hints", "careless", "the first hint has code in it (ru)"),
    ("", "hints", "careless", "(en)"),
    ("", "hints", "careless", "(ru)"),
    ("", "titles", "KeepsASmallNumber", "a test's name in a text"),
    ("", "tests", "careless", "4 hidden tests in python; at least 10"),
    ("", "tests", "careless", "is a sample"),
    ("", "files", "notes.txt", "belongs to no language"),
    ("", "files", "starter.py", "has the answer in it"),
    ("", "translation", "translations", "texts are new"),
}


def found(document):
    topic, = document["topics"]
    for finding in topic["findings"]:
        yield "", finding
    for exercise in topic["exercises"]:
        for finding in exercise["findings"]:
            yield exercise["exercise"], finding


def fits(expected, where, finding):
    exercise, rule, about, part = expected
    names = (finding["about"], pathlib.Path(finding["file"]).name)
    return exercise == where and rule == finding["rule"] and about in names and part in finding["message"]


def main():
    kata, source, build = sys.argv[1:]
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "KATA_PATH": f"{source}:{build}"}
        run = subprocess.run([kata, "verify", "weak", "--format", "json", "--lang", "en"], env=environment, capture_output=True, text=True)
    if run.returncode != 1:
        print(f"exit code {run.returncode}, not 1\n{run.stdout}{run.stderr}")
        return 1
    findings, wrong = list(found(json.loads(run.stdout))), 0
    for expected in sorted(EXPECTED):
        if not any(fits(expected, where, finding) for where, finding in findings):
            print("is not found:", expected)
            wrong += 1
    for where, finding in findings:
        if not any(fits(expected, where, finding) for expected in EXPECTED):
            print("is found, and was not meant:", where, finding)
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
