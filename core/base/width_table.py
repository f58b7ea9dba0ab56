#!/usr/bin/env python3
"""Writes width_table.inc: the ranges of code points that take no cell or two, from Python's copy of Unicode's data."""

import sys
import unicodedata

# Hangul vowels and final consonants join the syllable before them.
JOINING = range(0x1160, 0x1200)


def cells(point):
    char = chr(point)
    if point == 0xAD:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or point in JOINING:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def ranges(wanted):
    start = None
    for point in range(0x300, 0x110000):
        inside = cells(point) == wanted
        if inside and start is None:
            start = point
        elif not inside and start is not None:
            yield start, point - 1
            start = None


def table(name, wanted):
    items = [f"{{{a:#x}, {b:#x}}}" for a, b in ranges(wanted)]
    print(f"constexpr Range {name}[] = {{")
    for i in range(0, len(items), 6):
        print("    " + ", ".join(items[i:i + 6]) + ",")
    print("};")


print(f"// Made by width_table.py from Unicode {unicodedata.unidata_version}; don't edit.")
table("kZeroWidth", 0)
table("kWide", 2)
sys.stdout.flush()
