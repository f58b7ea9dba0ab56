#!/usr/bin/env python3
"""Runs every ```console block of a Markdown page and compares what it prints with what the page shows.

A line that starts with "$ " is a command, one with "> " goes on with it; what follows is its output, where "…" stands
for anything within a line and a line of "…" alone for any number of lines. All blocks of a page share one shell, which
starts in an empty folder with the built programs on its PATH.

usage: check_docs.py PAGE BIN_DIRECTORY [SKIPPED_COMMAND …]
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MARK = "@@kata-docs@@"


def blocks(text):
    return re.findall(r"^```console\n(.*?)^```", text, flags=re.S | re.M)


def steps(block):
    """(command, expected lines) in order."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif line.startswith("> ") or line == ">":
            found[-1][0].append(line[2:])
        else:
            found[-1][1].append(line)
    return [("\n".join(command), expected) for command, expected in found]


def run(commands, bin_directory):
    """The output of each command, both streams together, in one shell."""
    script = "".join(f"{command}\nstatus=$?; echo {MARK}; (exit $status)\n" for command in commands)   # "$?" is a command's own
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "PATH": f"{bin_directory}:/usr/bin:/bin", "HOME": home, "LC_ALL": "C.UTF-8",
                       "NO_COLOR": "1", "COLUMNS": "80", "XDG_CACHE_HOME": f"{home}/.cache"}
        environment.pop("LANGUAGE", None)
        done = subprocess.run(["bash"], input=script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              cwd=home, env=environment)
    return done.stdout.split(f"{MARK}\n")


def pattern(expected):
    parts = []
    for line in expected:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(re.escape(piece) for piece in line.rstrip().split("…")) + r"[ ]*\n")
    return "".join(parts)


def main():
    page, bin_directory, skipped = pathlib.Path(sys.argv[1]), sys.argv[2], set(sys.argv[3:])
    wanted = [step for block in blocks(page.read_text()) for step in steps(block) if step[0] not in skipped]
    if not wanted:
        sys.exit(f"{page}: no ```console block with a command to run")
    printed = run([command for command, _ in wanted], bin_directory)
    wrong = 0
    for (command, expected), got in zip(wanted, printed):
        if not re.fullmatch(pattern(expected), got):
            wrong += 1
            print(f"{page}: '{command}' should print\n{os.linesep.join(expected)}\nbut printed\n{got}")
    print(f"{page}: {len(wanted)} commands, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
