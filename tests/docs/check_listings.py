#!/usr/bin/env python3
"""Holds the listings of docs/authoring.md that nobody runs to Kata's own topics: YAML stands there as it is shown, each head of a solution is
one, and what a mutant changes is a line of a reference.

usage: check_listings.py SOURCE"""
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
BLOCK = re.compile(r"^```(yaml|python|)\n(.*?)^```$", re.S | re.M)


def texts(pattern):
    return [path.read_text() for path in sorted((SOURCE / "plugins").glob(pattern))]


def missing(kind, listing):
    """The lines of it that stand nowhere."""
    if kind == "yaml":
        return [] if any(listing in text for text in texts("**/*.yaml")) else listing.splitlines()
    if kind == "python":
        heads = {text.partition("\n")[0] for text in texts("*/solutions/*/*.py")}
        return [line for line in listing.splitlines() if line not in heads]
    lines = {line for text in texts("*/solutions/*/reference.*") for line in text.splitlines()}
    return [line for line in re.findall(r"^ +- (.*)$", listing, re.M) if line not in lines]


def main():
    blocks = BLOCK.findall((SOURCE / "docs/authoring.md").read_text())
    wrong = [line for kind, listing in blocks for line in missing(kind, listing)]
    print("\n".join(f"stands nowhere: {line}" for line in wrong) or f"{len(blocks)} listings")
    return 1 if wrong or {kind for kind, _ in blocks} != {"yaml", "python", ""} else 0


if __name__ == "__main__":
    sys.exit(main())
