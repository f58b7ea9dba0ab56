#!/usr/bin/env python3
"""Holds po/*.po to the sources: every text translated, the same {} fields in the same order, no Latin look-alikes inside
Cyrillic words, Russian quotation marks. Prints each mistake; exit code 1 where there is one."""

import ast
import pathlib
import re
import sys

PARTS = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$')
MIXED = re.compile(r"[А-Яа-яЁё][A-Za-z][А-Яа-яЁё]")


def entries(text):
    for block in text.split("\n\n"):
        parts, current = {}, None
        for line in block.splitlines():
            if line.startswith("#") or not line:
                continue
            if match := PARTS.match(line):
                current = match[1]
                parts[current] = ast.literal_eval(match[2])
            elif current:
                parts[current] += ast.literal_eval(line)
        if parts.get("msgid"):
            yield parts


def fields(text):
    return re.findall(r"\{[^{}]*\}", text.replace("{{", "").replace("}}", ""))


def mistakes(parts):
    for name, text in parts.items():
        if not name.startswith("msgstr"):
            continue
        if not text:
            yield "is not translated"
            continue
        if fields(text) != fields(parts["msgid"]):
            yield "has other {} fields"
        if text.endswith("\n") != parts["msgid"].endswith("\n"):
            yield "ends otherwise"
        if MIXED.search(text):
            yield "mixes alphabets in a word"
        if re.search(r"'[А-Яа-яЁё{]", text):
            yield "has English quotation marks"


def main():
    wrong = 0
    for po in sorted(pathlib.Path(__file__).parent.glob("*.po")):
        for parts in entries(po.read_text(encoding="utf-8")):
            for mistake in mistakes(parts):
                print(f"{po.name}: {parts['msgid']!r} {mistake}")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
