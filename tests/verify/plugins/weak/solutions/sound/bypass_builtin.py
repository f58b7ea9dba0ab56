# bypass: the builtin by another name; rejected by: IsNoBuiltin
size = abs
