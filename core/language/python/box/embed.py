"""Writes box_code.h: each box module compiled and marshalled, and the text of syntax.py."""
import marshal
import pathlib
import sys

out, *sources = map(pathlib.Path, sys.argv[1:])


def characters(data):
    return ",".join(str(byte - 256 if byte > 127 else byte) for byte in data)


text = ["// Generated from box/*.py.", "#pragma once", "#include <cstddef>", "namespace kata::python {",
        "struct BoxCode { const char* name; const char* bytes; std::size_t size; };"]
names = []
for source in sources:
    if source.stem == "syntax":
        text.append(f"inline constexpr char kSyntaxProgram[] = {{{characters(source.read_bytes())},0}};")
        continue
    code = compile(source.read_text("utf-8"), f"<kata {source.stem}>", "exec", dont_inherit=True, optimize=2)
    data = marshal.dumps(code)
    name = f"k{source.stem.title()}"
    text.append(f"inline constexpr char {name}[] = {{{characters(data)}}};")
    names.append(f'{{"{source.stem}", {name}, sizeof {name}}}')
text += ["inline constexpr BoxCode kBoxCode[] = {" + ", ".join(names) + "};", "}  // namespace kata::python", ""]
out.write_text("\n".join(text))
