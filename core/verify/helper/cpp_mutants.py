"""Mutants of a C++ source: each differs from it at one place only, which libclang tells; and one program of all of them.

In that program the body of each function stands once for each of its mutants, in a switch over a number that is read from
standard input when the program starts; and so does, in a conditional expression, what initialises a parameter, a member, a
variable outside functions.
"""
import clang.cindex as cindex
from clang.cindex import CursorKind as Kind

from places import Mutants, Source

COMPARISONS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "%": "/", "<<": ">>", ">>": "<<", "|": "&", "&": "|", "^": "&",
              "+=": "-=", "-=": "+=", "*=": "+=", "/=": "*=", "%=": "/=", "|=": "&=", "&=": "|=", "^=": "&=", "<<=": ">>=",
              ">>=": "<<="}
LOGIC = {"&&": "||", "||": "&&", "and": "or", "or": "and"}
STEPS = {"++": "--", "--": "++"}
FUNCTIONS = {Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR, Kind.CONVERSION_FUNCTION,
             Kind.FUNCTION_TEMPLATE}
LOCKS = ("lock_guard", "scoped_lock", "unique_lock", "shared_lock")
EXCEPTIONS = {"runtime_error": "logic_error"}   # every other one becomes a runtime_error
# Calls of one argument that can be taken away.
PASSING = {"move", "forward", "abs", "exchange", "as_const", "launder"}
OPAQUE = {Kind.UNEXPOSED_EXPR, Kind.PAREN_EXPR}


def inner(cursor):
    """Without the casts that nobody wrote."""
    while cursor.kind == Kind.UNEXPOSED_EXPR:
        children = list(cursor.get_children())
        if len(children) != 1 or children[0].extent != cursor.extent:
            break
        cursor = children[0]
    return cursor


class Finder:
    def __init__(self, unit, name, text):
        self.unit, self.name = unit, name
        self.source = Source(text)
        self.mutants = Mutants(self.source)
        self.places = []      # what stands once for each of its mutants: (begin, end, the range of a `constexpr` or None; of a body False)
        self.functions = []
        self.returns = [""]

    def run(self):
        for cursor in self.unit.cursor.get_children():
            if cursor.location.file and cursor.location.file.name == self.name:
                self.visit(cursor)

    # ---- places ----

    @staticmethod
    def range(cursor):
        return cursor.extent.start.offset, cursor.extent.end.offset

    def code(self, cursor):
        return self.source.text(*self.range(cursor))

    def add(self, kind, begin, end, text):
        if self.functions:
            self.mutants.add(kind, begin, end, text, "::".join(self.functions))

    def replace(self, kind, cursor, text):
        self.add(kind, *self.range(cursor), text)

    def operator(self, cursor, left, right, words):
        """The operator's token between two operands."""
        begin, end = left.extent.end.offset, right.extent.start.offset
        for token in cursor.get_tokens():
            offset = token.extent.start.offset
            if begin <= offset < end and token.spelling in words:
                return offset, token.extent.end.offset, token.spelling
        return None

    # ---- expressions ----

    def binary(self, cursor, children):
        left, right = children[0], children[-1]
        if found := self.operator(cursor, left, right, COMPARISONS):
            for other in COMPARISONS[found[2]]:
                self.add("comparison", found[0], found[1], other)
        elif found := self.operator(cursor, left, right, LOGIC):
            self.add("logic", found[0], found[1], LOGIC[found[2]])
        elif found := self.operator(cursor, left, right, ARITHMETIC):
            self.add("arithmetic", found[0], found[1], ARITHMETIC[found[2]])

    def unary(self, cursor, operand):
        begin, end = self.range(cursor)
        sign = self.source.text(begin, operand.extent.start.offset).strip()
        if sign in ("!", "not"):
            self.replace("logic", cursor, self.code(operand))
        elif sign == "-":
            self.replace("arithmetic", cursor, self.code(operand))
        elif sign in STEPS:
            self.add("arithmetic", begin, begin + 2, STEPS[sign])
        elif self.source.text(end - 2, end) in STEPS and operand.extent.end.offset <= end - 2:
            self.add("arithmetic", end - 2, end, STEPS[self.source.text(end - 2, end)])

    def number(self, cursor):
        text = self.code(cursor)
        digits = text.rstrip("uUlLzZ")
        if digits.isdigit():
            suffix = text[len(digits):]
            self.replace("constant", cursor, str(int(digits, 8 if digits[0] == "0" and len(digits) > 1 else 10) + 1) + suffix)
            if digits == "1":
                self.replace("constant", cursor, "0" + suffix)

    def condition(self, test, loop=False):
        self.replace("condition", test, "false")
        if not loop:
            self.replace("condition", test, "true")

    def call(self, cursor, children):
        arguments = [argument for argument in cursor.get_arguments() if argument is not None]
        # What depends on a template's arguments has no name yet.
        name = cursor.spelling or self.code(children[0]).split("<")[0].split("::")[-1] if children else cursor.spelling
        if name.startswith("operator") and len(arguments) == 2:
            self.binary(cursor, arguments)
        elif name.startswith("operator") and len(arguments) == 1:
            self.unary(cursor, arguments[0])
        elif name in PASSING and arguments:
            self.replace("call", cursor, self.code(arguments[0]))

    # ---- statements ----

    def statement(self, cursor):
        """One of a block, or the only one of an if or a loop."""
        cursor = inner(cursor)
        begin, end = self.range(cursor)
        if cursor.kind == Kind.DECL_STMT:
            declared = list(cursor.get_children())
            if len(declared) == 1 and any(lock in declared[0].type.spelling for lock in LOCKS):
                self.add("lock", begin, end, ";" if self.source.text(end - 1, end) == ";" else "")
        elif cursor.kind == Kind.CXX_THROW_EXPR or cursor.kind.is_expression():
            self.add("statement", begin, end, "(void)0")
        elif cursor.kind == Kind.RETURN_STMT and not list(cursor.get_children()):
            self.add("statement", begin, end, "(void)0")

    def thrown(self, cursor):
        for found in cursor.walk_preorder():
            if found.kind == Kind.TYPE_REF:
                begin, end = self.range(found)
                name = self.source.text(begin, end)
                return self.add("exception", begin, end, EXCEPTIONS.get(name, "runtime_error"))

    def returned(self, cursor, children):
        value = children[0]
        if self.code(value) in ("{}", "nullptr"):
            return
        if self.returns[-1] == "bool" and self.code(value) in ("true", "false"):
            return
        self.replace("return", value, "{}")

    # ---- walk ----

    def visit(self, cursor):
        kind, children = cursor.kind, list(cursor.get_children())
        if kind in FUNCTIONS:
            return self.function(cursor, children)
        if kind in (Kind.VAR_DECL, Kind.FIELD_DECL) and not self.functions:
            return self.initialised(cursor, children)
        if kind in (Kind.STATIC_ASSERT, Kind.TEMPLATE_TYPE_PARAMETER, Kind.TEMPLATE_NON_TYPE_PARAMETER, Kind.ENUM_DECL,
                    Kind.CONCEPT_DECL if hasattr(Kind, "CONCEPT_DECL") else Kind.STATIC_ASSERT):
            return None
        if kind == Kind.COMPOUND_STMT:
            for child in children:
                self.statement(child)
        elif kind in (Kind.BINARY_OPERATOR, Kind.COMPOUND_ASSIGNMENT_OPERATOR) and len(children) == 2:
            self.binary(cursor, children)
        elif kind == Kind.UNARY_OPERATOR and children:
            self.unary(cursor, children[0])
        elif kind == Kind.INTEGER_LITERAL:
            self.number(cursor)
        elif kind == Kind.STRING_LITERAL and self.code(cursor).startswith('"'):
            self.replace("string", cursor, '"kata"' if self.code(cursor) == '""' else '""')
        elif kind == Kind.CXX_BOOL_LITERAL_EXPR:
            self.replace("constant", cursor, "false" if self.code(cursor) == "true" else "true")
        elif kind == Kind.CONDITIONAL_OPERATOR:
            self.condition(children[0])
        elif kind == Kind.IF_STMT:
            self.condition_of_if(children)
        elif kind in (Kind.WHILE_STMT, Kind.FOR_STMT) and kind == Kind.WHILE_STMT:
            self.condition(children[0], loop=True)
        elif kind == Kind.CXX_FOR_RANGE_STMT:
            self.statement(children[-1])
        elif kind == Kind.RETURN_STMT and children:
            self.returned(cursor, children)
        elif kind == Kind.CXX_THROW_EXPR:
            self.thrown(cursor)
        elif kind == Kind.BREAK_STMT:
            self.replace("loop", cursor, "continue")
        elif kind == Kind.CONTINUE_STMT:
            self.replace("loop", cursor, "break")
        elif kind == Kind.CALL_EXPR:
            self.call(cursor, children)
        for child in children:
            self.visit(child)

    def condition_of_if(self, children):
        tests = [child for child in children if child.kind.is_expression()]
        if tests:
            self.condition(tests[0])
        for branch in children[1:]:
            if branch.kind != Kind.COMPOUND_STMT and branch.kind != Kind.IF_STMT:
                self.statement(branch)

    def function(self, cursor, children):
        bodies = [child for child in children if child.kind == Kind.COMPOUND_STMT]
        if not bodies:
            return
        if not self.functions:
            self.places.append((*self.range(bodies[0]), False))
            for child in children:
                if child.kind == Kind.PARM_DECL:
                    self.initialised(child, list(child.get_children()))
                elif child.kind.is_expression():
                    self.expression(cursor, child, None)
        self.functions.append(cursor.spelling)
        self.returns.append(cursor.result_type.spelling)
        self.visit(bodies[0])
        self.functions.pop()
        self.returns.pop()

    # ---- outside of functions ----

    def initialised(self, cursor, children):
        """A variable, a member, a parameter."""
        constant = next((self.range(token) for token in cursor.get_tokens() if token.spelling == "constexpr"), None)
        values = [child for child in children if child.kind.is_expression()]
        if values:
            self.expression(cursor, values[-1], constant)

    def expression(self, owner, cursor, constant):
        named = cursor.extent.start.offset == owner.location.offset   # `many{1, 2}`: the constructor's call has the name in it
        if named or self.code(cursor)[:1] in ("", "{"):
            for child in cursor.get_children():
                self.expression(owner, child, constant)
            return
        self.places.append((*self.range(cursor), constant))
        self.functions.append(owner.spelling)
        self.visit(cursor)
        self.functions.pop()


class Parser:
    USUAL = "/kata-usual.h"   # clang would take the precompiled header of g++ for its own

    def __init__(self, name, flags, header):
        self.name, self.flags = name, [*flags, "-ferror-limit=0", "-include", self.USUAL]
        self.beside = (self.USUAL, f'#include "{header}"\n')

    def parse(self, text):
        return cindex.Index.create().parse(self.name, args=self.flags, unsaved_files=[(self.name, text), self.beside])

    def lines(self, diagnostic):
        """Of this file, also where a header's template is wrong only by what is asked of it here."""
        if diagnostic.location.file and diagnostic.location.file.name == self.name:
            yield diagnostic.location.line
        for note in diagnostic.children:
            yield from self.lines(note)


def errors(unit):
    return [found for found in unit.diagnostics if found.severity >= cindex.Diagnostic.Error]


PRELUDE = """#include <unistd.h>
namespace kata_mutant {
inline int chosen() {
  char text[16] = {};
  const auto size = pread(0, text, sizeof text - 1, 0);
  int number = 0;
  for (int i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i) number = 10 * number + (text[i] - '0');
  return number;
}
inline const int number = chosen();
}
"""


def of_body(source, begin, end, inside):
    yield "{ switch (kata_mutant::number) {\n", 0
    for number, body in inside:
        yield f"case {number}:\n", 0
        yield body + "\n", number
        yield "break;\n", 0
    yield "default:\n" + source.text(begin, end) + "\n} }", 0


def of_expression(source, begin, end, inside):
    yield "(\n", 0
    for number, value in inside:
        yield f"kata_mutant::number == {number} ? ({value}) :\n", number
    yield "(" + source.text(begin, end) + "))", 0


def schemata(text, places, mutants):
    """The program, and for each of its lines from 1 the number of the mutant that it is of (0: of none)."""
    source, pieces, at = Source(text), [(PRELUDE, 0)], 0
    for begin, end, constant in sorted(places, key=lambda place: place[0]):
        inside = [(number, source.text(begin, m["begin"]) + m["text"] + source.text(m["end"], end))
                  for number, m in enumerate(mutants, 1) if begin <= m["begin"] and m["end"] <= end]
        if not inside:
            continue
        if constant and constant[0] >= at:   # it is computed when the program starts
            pieces += [(source.text(at, constant[0]) + "const" + source.text(constant[1], begin), 0)]
        else:
            pieces.append((source.text(at, begin), 0))
        pieces += (of_body if constant is False else of_expression)(source, begin, end, inside)
        at = end
    pieces.append((source.text(at, len(source.data)), 0))
    return "".join(piece for piece, _ in pieces), lines_of(pieces)


def without_fixed(parser, text, places, mutants):
    """Leaves out those of a `constexpr` that has to be one, as a size has."""
    def within(place):
        return [m for m in mutants if place[0] <= m["begin"] and m["end"] <= place[1]]
    fixed = [place for place in places if place[2] and errors(parser.parse(schemata(text, places, within(place))[0]))]
    return [m for m in mutants if not any(m in within(place) for place in fixed)]


def lines_of(pieces):
    owners = [0]
    for piece, number in pieces:
        for _ in range(piece.count("\n")):
            owners[-1] = owners[-1] or number
            owners.append(0)
        owners[-1] = owners[-1] or number
    return owners


def answer(name, text, flags, header):
    parser = Parser(name, flags, header)
    unit = parser.parse(text)
    if found := errors(unit):
        return {"mutants": [], "places": [], "error": str(found[0])}
    finder = Finder(unit, name, text)
    finder.run()
    places, mutants = finder.places, finder.mutants.sorted()
    while mutants:
        program, owners = schemata(text, places, mutants)
        unit = parser.parse(program)   # its diagnostics live only as long
        found = errors(unit)
        wrong = {owners[line - 1] for error in found for line in list(parser.lines(error))[:1]} - {0}
        if not found:
            break
        left = [mutant for number, mutant in enumerate(mutants, 1) if number not in wrong] if wrong else without_fixed(parser, text, places, mutants)
        if len(left) == len(mutants):
            break   # what the program does not get the compiler will tell
        mutants = left
    return {"places": places, "mutants": mutants}
