"""Mutants of a Python source: each differs from it at one place only, which `ast` and `tokenize` tell."""
import ast
import io
import tokenize

from places import Mutants, Source

COMPARISONS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",),
               "is": ("is not",), "is not": ("is",), "in": ("not in",), "not in": ("in",)}
ARITHMETIC = {"+": "-", "-": "+", "*": "+", "/": "*", "//": "/", "%": "//", "**": "*", "<<": ">>", ">>": "<<", "|": "&",
              "&": "|", "^": "&", "@": "*"}
# Calls of one argument that can be taken away: what is left is of another type, or the caller's own.
CONVERSIONS = {"list", "tuple", "set", "frozenset", "dict", "sorted", "reversed", "str", "int", "float", "bool", "abs", "iter"}
WIDER = {"Exception", "BaseException"}


class Finder(ast.NodeVisitor):
    def __init__(self, text):
        self.source = Source(text)
        self.mutants = Mutants(self.source)
        self.functions = []
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        lines = text.splitlines(keepends=True) or [""]
        self.tokens = []
        for token in tokens:
            if token.type in (tokenize.OP, tokenize.NAME) and token.start[0] <= len(lines):
                column = len(lines[token.start[0] - 1][:token.start[1]].encode())
                begin = self.source.at(token.start[0], column)
                self.tokens.append((begin, begin + len(token.string.encode()), token.string))

    # ---- places ----

    def begin(self, node):
        return self.source.at(node.lineno, node.col_offset)

    def end(self, node):
        return self.source.at(node.end_lineno, node.end_col_offset)

    def code(self, node):
        return self.source.text(self.begin(node), self.end(node))

    def between(self, begin, end, *words):
        """The first tokens between two places that spell one of `words`, which may be two words as in "not in"."""
        inside = [token for token in self.tokens if begin <= token[0] and token[1] <= end]
        for number, (start, stop, string) in enumerate(inside):
            if number + 1 < len(inside) and string + " " + inside[number + 1][2] in words:
                return start, inside[number + 1][1], string + " " + inside[number + 1][2]
            if string in words:
                return start, stop, string
        return None

    def add(self, kind, begin, end, text):
        self.mutants.add(kind, begin, end, text, ".".join(self.functions))

    def replace(self, kind, node, text):
        self.add(kind, self.begin(node), self.end(node), text)

    # ---- expressions ----

    def visit_Compare(self, node):
        left = node.left
        for right in node.comparators:
            if found := self.between(self.end(left), self.begin(right), *COMPARISONS):
                for other in COMPARISONS[found[2]]:
                    self.add("comparison", found[0], found[1], other)
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        for left, right in zip(node.values, node.values[1:]):
            if found := self.between(self.end(left), self.begin(right), "and", "or"):
                self.add("logic", found[0], found[1], "or" if found[2] == "and" else "and")
        self.generic_visit(node)

    def visit_BinOp(self, node):
        if found := self.between(self.end(node.left), self.begin(node.right), *ARITHMETIC):
            self.add("arithmetic", found[0], found[1], ARITHMETIC[found[2]])
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        self.replace("logic" if isinstance(node.op, ast.Not) else "arithmetic", node, self.code(node.operand))
        self.generic_visit(node)

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, bool):
            self.replace("constant", node, str(not value))
        elif isinstance(value, (int, float)):
            self.replace("constant", node, repr(value + 1))
            if value in (1, -1):
                self.replace("constant", node, "0")
        elif isinstance(value, str):
            self.replace("string", node, '"kata"' if not value else '""')
        elif isinstance(value, bytes):
            self.replace("string", node, 'b"kata"' if not value else 'b""')

    def visit_JoinedStr(self, node):   # what is inside has no places of its own before Python 3.12
        self.replace("string", node, '""')

    def visit_IfExp(self, node):
        self.condition(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node):
        for test in node.ifs:
            self.condition(test)
        self.generic_visit(node)

    def visit_Await(self, node):
        self.replace("await", node, self.code(node.value))
        self.generic_visit(node)

    def visit_Starred(self, node):
        self.replace("star", node, self.code(node.value))
        self.generic_visit(node)

    def visit_Dict(self, node):   # {**these, "and": "those"}: a star can only go with what it opens
        for key, value in zip(node.keys, node.values):
            if key is None:
                stars = [token for token in self.tokens if token[1] <= self.begin(value) and token[2] == "**"][-1]
                after = [token for token in self.tokens if token[0] >= self.end(value)][0]
                self.add("star", stars[0], after[1] if after[2] == "," else self.end(value), "")
        self.generic_visit(node)

    def visit_Call(self, node):
        for keyword in node.keywords:
            if keyword.arg is None:
                self.replace("star", keyword, self.code(keyword.value))
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in CONVERSIONS and len(node.args) == 1 and not node.keywords:
            self.replace("call", node, self.code(node.args[0]))
        self.generic_visit(node)

    def visit_Yield(self, node):
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.replace("return", node.value, "None")
        self.generic_visit(node)

    # ---- statements ----

    def condition(self, test, loop=False):
        self.replace("condition", test, "False")
        if not loop:
            self.replace("condition", test, "True")

    def visit_If(self, node):
        if self.code(node.test).replace('"', "'") == "__name__ == '__main__'":
            return
        self.condition(node.test)
        self.generic_visit(node)

    def visit_While(self, node):
        self.condition(node.test, loop=True)
        self.generic_visit(node)

    def visit_Return(self, node):
        if node.value is None:
            self.replace("statement", node, "pass")
        elif not (isinstance(node.value, ast.Constant) and node.value.value is None):
            self.replace("return", node.value, "None")
        self.generic_visit(node)

    def delete(self, node):
        self.replace("statement", node, "pass")
        self.generic_visit(node)

    visit_Assign = visit_Delete = visit_Assert = delete

    def visit_AugAssign(self, node):
        if found := self.between(self.end(node.target), self.begin(node.value), *(op + "=" for op in ARITHMETIC)):
            self.add("arithmetic", found[0], found[1], ARITHMETIC[found[2][:-1]] + "=")
        self.delete(node)

    def visit_Expr(self, node):
        if not isinstance(node.value, (ast.Constant, ast.Yield, ast.YieldFrom)):
            self.replace("statement", node, "pass")
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Raise(self, node):
        self.replace("statement", node, "pass")
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if isinstance(raised, ast.Name) and raised.id[:1].isupper():
            self.replace("exception", raised, "LookupError" if raised.id == "RuntimeError" else "RuntimeError")
        if node.cause is not None:
            self.add("exception", self.end(node.exc), self.end(node), "")
        self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        if node.type is not None:
            self.replace("exception", node.type, "()")
            if self.code(node.type) not in WIDER:
                self.replace("exception", node.type, "Exception")
        self.generic_visit(node)

    def visit_Break(self, node):
        self.replace("loop", node, "continue")

    def visit_Continue(self, node):
        self.replace("loop", node, "break")

    def visit_With(self, node):
        for number, item in enumerate(node.items):
            if item.optional_vars is not None:
                continue
            begin, end = self.begin(item.context_expr), self.end(item.context_expr)
            if len(node.items) == 1:
                self.add("with", self.begin(node), end, "if True")
            elif number + 1 < len(node.items):
                self.add("with", begin, self.begin(node.items[number + 1].context_expr), "")
            else:
                before = node.items[number - 1]
                self.add("with", self.end(before.optional_vars or before.context_expr), end, "")
        self.generic_visit(node)

    visit_AsyncWith = visit_With

    # ---- definitions ----

    def defaults(self, arguments):
        for default in [*arguments.defaults, *arguments.kw_defaults]:
            if isinstance(default, ast.Constant) and default.value is None:
                self.replace("default", default, "0")
            elif isinstance(default, (ast.Tuple, ast.List)) and not default.elts:
                self.replace("default", default, self.code(default)[0] + "None," + self.code(default)[-1])
            elif default is not None and not isinstance(default, ast.Constant):
                self.replace("default", default, "None")

    def stars(self, node, arguments):
        """*args and **kwargs without their stars; a lone * or / goes with its comma."""
        body = node.body if isinstance(node, ast.Lambda) else node.body[0]
        first, last = self.begin(node), self.begin(body)
        for argument in (arguments.vararg, arguments.kwarg):
            if argument is not None:
                begin = self.begin(argument)
                star = [token for token in self.tokens if token[1] <= begin and token[2] in ("*", "**")][-1]
                self.add("star", star[0], begin, "")
        inside = [token for token in self.tokens if first <= token[0] < last]
        for number, token in enumerate(inside[:-1]):
            following = inside[number + 1]
            lone_star = arguments.kwonlyargs and arguments.vararg is None and token[2] == "*" and following[2] == ","
            if lone_star or (arguments.posonlyargs and token[2] == "/" and following[2] == ","):
                after = inside[number + 2][0] if number + 2 < len(inside) else following[1]
                self.add("star", token[0], after, "")
            elif arguments.posonlyargs and token[2] == "/" and following[2] == ")":
                self.add("star", inside[number - 1][0] if inside[number - 1][2] == "," else token[0], token[1], "")

    def visit_FunctionDef(self, node):
        for decorator in node.decorator_list:
            sign = [token for token in self.tokens if token[2] == "@" and token[1] <= self.begin(decorator)][-1]
            if len(node.decorator_list) == 1:
                keyword = self.between(self.end(decorator), self.begin(node.body[0]), "def", "async def", "class")
                self.add("decorator", sign[0], keyword[0], "")
            else:
                self.add("decorator", sign[0], self.end(decorator), "")
        self.functions.append(node.name)
        if not isinstance(node, ast.ClassDef):
            self.defaults(node.args)
            self.stars(node, node.args)
            for default in [*node.args.defaults, *node.args.kw_defaults]:
                if default is not None:
                    self.visit(default)
        for statement in node.body:
            self.visit(statement)
        self.functions.pop()

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

    def visit_Lambda(self, node):
        self.defaults(node.args)
        self.stars(node, node.args)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.replace("statement", node, "pass")
            self.visit(node.value)

    def visit_Import(self, node):
        pass

    visit_ImportFrom = visit_Global = visit_Nonlocal = visit_Import


def sound(source, mutant):
    """Whether Python takes it, and as something else than what was there."""
    text = source.changed(mutant["begin"], mutant["end"], mutant["text"])
    try:
        return ast.dump(ast.parse(text)) != ast.dump(ast.parse(source.text(0, len(source.data)))) and bool(compile(text, "m", "exec"))
    except (SyntaxError, ValueError):
        return False


def mutants(text):
    import warnings
    warnings.simplefilter("ignore")
    finder = Finder(text)
    finder.visit(ast.parse(text))
    return [mutant for mutant in finder.mutants.sorted() if sound(finder.source, mutant)]
