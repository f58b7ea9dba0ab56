#!/usr/bin/python3
"""global_names.py KATA_HEADERS: writes global_names.inc, what an exercise's id must not be, as its tests include <kata/test.h>:
the names there that look like an id, by libclang, and the macros, by the compiler."""

import re
import subprocess
import sys

from clang.cindex import CursorKind, Index

ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
TEXT = "#include <kata/test.h>\n"
FLAGS = ["-std=c++20", "-I", sys.argv[1], "-I", "/usr/lib/gcc/x86_64-linux-gnu/12/include"]
TRANSPARENT = (CursorKind.LINKAGE_SPEC, CursorKind.UNEXPOSED_DECL)


def declared(cursor):
    for child in cursor.get_children():
        if child.kind in TRANSPARENT:
            yield from declared(child)
        else:
            yield child.spelling


def macros():
    said = subprocess.run(["g++", "-x", "c++", "-dM", "-E", *FLAGS[:3], "-"], input=TEXT, text=True, capture_output=True, check=True).stdout
    return re.findall(r"^#define (\w+)", said, re.M)


def main():
    unit = Index.create().parse("/test.cc", args=FLAGS, unsaved_files=[("/test.cc", TEXT)])
    names = sorted({name for name in [*declared(unit.cursor), *macros(), "main"] if ID.fullmatch(name)})
    print("// Made by global_names.py; don't edit.")
    line = ""
    for name in names:
        if len(line) + len(name) > 124:
            print(line.rstrip())
            line = ""
        line += f'"{name}", '
    print(line.rstrip())


main()
