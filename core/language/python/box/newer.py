"""Which syntax of a newer Python a SyntaxError stumbled over, told from the tokens of the statement it is in."""


def _statement(tokens, line):
    """The tokens of the logical line that reaches over this line; what cannot be read ends it."""
    import tokenize
    found = []
    try:
        for token in tokens:
            if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING):
                continue
            found.append(token)
            if token.type == tokenize.NEWLINE:
                if token.start[0] >= line:
                    break
                found.clear()
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


def _open_braces(text):
    """How many `{` of an f-string's text are not closed in it."""
    depth = 0
    for part in text.replace("{{", "").replace("}}", ""):
        depth += {"{": 1, "}": -1}.get(part, 0)
    return depth


def _nests_quotes(tokens):
    """f"{names["a"]}" reads to an older Python as f"{names[", then a, then "]}"."""
    import tokenize
    for at, (token, after) in enumerate(zip(tokens, tokens[1:])):
        prefix = token.string.partition(token.string[-1])[0].lower() if token.type == tokenize.STRING else ""
        if "f" in prefix and _open_braces(token.string) > 0 and after.start == token.end:
            if any(later.type == tokenize.STRING and "}" in later.string for later in tokens[at + 1:]):
                return True
    return False


def _of(tokens, message):
    words = [token.string for token in tokens]
    if words[:1] == ["async"]:
        del words[0]
    if words[:1] == ["type"] and len(words) > 2 and words[1].isidentifier() and words[2] in ("=", "["):
        return "type_statement"
    if words[:1] in (["def"], ["class"]) and words[2:3] == ["["]:
        return "type_parameters"
    if _nests_quotes(tokens) or message.startswith("f-string expression part cannot include"):
        return "fstring"
    return ""


def newer_syntax(error):
    """type_statement, type_parameters, fstring, or "" where the mistake is another one."""
    import tokenize
    with open(error.filename, "rb") as file:
        return _of(_statement(tokenize.tokenize(file.readline), error.lineno), str(error.msg))
