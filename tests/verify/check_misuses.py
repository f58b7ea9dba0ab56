#!/usr/bin/python3
"""check_misuses.py SOURCE HEADERS COMPILER…: for each wrong line of misuses.cc the compiler names the fix, and the line itself."""
import pathlib
import re
import subprocess
import sys


def main():
    source, headers, *compiler = sys.argv[1:]
    run = subprocess.run([*compiler, "-std=c++20", "-fsyntax-only", "-I", headers, source], capture_output=True, text=True)
    wrong = [] if run.returncode else ["it compiles"]
    # Each error begins with where it was instantiated from, and ends where the next one begins.
    errors, told = [], []
    for line in run.stderr.splitlines():
        if re.match(r"(In file included from|\S+: In )", line) and told and any(": error: " in one for one in told):
            errors.append("\n".join(told))
            told = []
        told.append(line)
    errors.append("\n".join(told))
    for number, line in enumerate(pathlib.Path(source).read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith(("TEST", "KATA_PROPERTY")):
            continue
        expected = line.rsplit("// ", 1)[1]
        if not any(expected in error and f"{source}:{number}:" in error for error in errors):
            wrong.append(f"line {number}: '{expected}' is not said")
    print("\n".join(wrong), "\n" + run.stderr if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
