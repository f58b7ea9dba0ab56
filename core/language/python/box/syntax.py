"""Facts of a source text, by ast alone, in an interpreter of its own: the text is never run. Standard input: the file's bytes;
standard output: the facts, marshalled."""
import ast
import io
import marshal
import sys
import tokenize

_statements = (ast.stmt, ast.ExceptHandler, ast.match_case)
_nesting = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match,
            ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_functions = (ast.FunctionDef, ast.AsyncFunctionDef)


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return dotted(node.value) + "." + node.attr
    if isinstance(node, ast.Call):
        return dotted(node.func) + "()"
    return ""


def unique(items):
    return list(dict.fromkeys(items))


def depth_of(node):
    """How deep statements are nested inside a function or module; `elif` is no deeper than its `if`."""
    def below(statements, level):
        deepest = level
        for statement in statements:
            if not isinstance(statement, _nesting):
                continue
            for field in ("body", "orelse", "finalbody", "handlers", "cases"):
                part = getattr(statement, field, None) or []
                is_elif = (field == "orelse" and isinstance(statement, ast.If) and len(part) == 1
                           and isinstance(part[0], ast.If) and part[0].col_offset == statement.col_offset)
                inner = [item for entry in part for item in (entry.body if hasattr(entry, "body") and not
                         isinstance(entry, ast.stmt) else [entry])]
                if inner:
                    deepest = max(deepest, below(inner, level if is_elif else level + 1))
        return deepest
    return below(node.body, 0)


def parameters(arguments):
    found = []
    positional = arguments.posonlyargs + arguments.args
    required = len(positional) - len(arguments.defaults)
    for index, argument in enumerate(positional):
        kind = "positional-only" if index < len(arguments.posonlyargs) else "positional"
        found.append((argument.arg, kind, index >= required, argument.annotation is not None))
    if arguments.vararg:
        found.append((arguments.vararg.arg, "*", False, arguments.vararg.annotation is not None))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
        found.append((argument.arg, "keyword-only", default is not None, argument.annotation is not None))
    if arguments.kwarg:
        found.append((arguments.kwarg.arg, "**", False, arguments.kwarg.annotation is not None))
    return [{"name": name, "kind": kind, "default": default, "annotated": annotated}
            for name, kind, default, annotated in found]


def literal(node):
    return isinstance(node, ast.Constant) and node.value is not None and not isinstance(node.value, (bool, type(...)))


def without_hints(node):
    """ast.walk without type hints, which say nothing of what the code does: `list[int]` there is no subscript."""
    waiting = [node]
    for item in waiting:
        yield item
        for field, part in ast.iter_fields(item):
            if field not in ("annotation", "returns"):
                waiting += [one for one in (part if isinstance(part, list) else [part]) if isinstance(one, ast.AST)]


def facts_below(node):
    nodes = list(ast.walk(node))
    calls = unique(dotted(item.func) for item in nodes if isinstance(item, ast.Call))
    names = unique(item.id for item in nodes if isinstance(item, ast.Name))
    stored = unique(item.id for item in nodes if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store))
    return {
        "calls": [name for name in calls if name],
        "names": names,
        "assigned": stored,
        "attributes": unique(item.attr for item in nodes if isinstance(item, ast.Attribute)),
        "statements": unique(type(item).__name__ for item in nodes if isinstance(item, _statements)),
        "expressions": unique(type(item).__name__ for item in without_hints(node) if isinstance(item, ast.expr)),
        "literals": [item.value for item in nodes if literal(item)],
    }


def function_facts(node, prefix):
    decorators = [dotted(item.func) if isinstance(item, ast.Call) else dotted(item) for item in node.decorator_list]
    return {
        "name": prefix + node.name, "line": node.lineno, "length": node.end_lineno - node.lineno + 1,
        "depth": depth_of(node), "async": isinstance(node, ast.AsyncFunctionDef), "parameters": parameters(node.args),
        "decorators": decorators, "docstring": ast.get_docstring(node) or "", "returns_annotated": node.returns is not None,
        **facts_below(node),
    }


def functions_below(node, prefix=""):
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _functions):
            found.append(function_facts(child, prefix))
            found += functions_below(child, prefix + child.name + ".")
        elif isinstance(child, ast.ClassDef):
            found += functions_below(child, prefix + child.name + ".")
        else:
            found += functions_below(child, prefix)
    return found


def imports_of(tree):
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += ["." * node.level + (node.module or "") + ":" + alias.name for alias in node.names]
    return unique(found)


def comments_of(source):
    try:
        tokens = tokenize.tokenize(io.BytesIO(source).readline)
        return [token.string for token in tokens if token.type == tokenize.COMMENT]
    except (tokenize.TokenError, SyntaxError):
        return []


def facts(source):
    tree = ast.parse(source)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return {
        "functions": functions_below(tree), "imports": imports_of(tree), "depth": depth_of(tree),
        "classes": [{"name": node.name, "line": node.lineno, "bases": [dotted(base) for base in node.bases]} for node in classes],
        "docstring": ast.get_docstring(tree) or "", "comments": comments_of(source), "lines": len(source.splitlines()),
        "constants": unique(target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets
                            if isinstance(target, ast.Name)),
        **facts_below(tree),
    }


sys.setrecursionlimit(5000)
sys.stdout.buffer.write(marshal.dumps(facts(sys.stdin.buffer.read())))
