"""Trusted help for `kata verify`: reads sources and texts of an author's, never a learner's. One request as a Python literal
on standard input, one answer as a Python literal on standard output.

  {"do": "python_mutants", "text": …}                             {"mutants": [{kind, begin, end, text, where}, …]}
  {"do": "cpp_mutants", "name": …, "text": …, "flags": […], "header": …}   the same, and "places"
  {"do": "cpp_program", "text": …, "places": …, "mutants": …}     {"program": …, "lines": [number of a mutant or 0, …]}
  {"do": "texts", …}   see verify/texts.cc                        {"findings": [{rule, about, file, line, text, arguments}, …]}
"""
import ast
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))


def python_mutants(request):
    import python_mutants as module
    return {"mutants": module.mutants(request["text"])}


def cpp_mutants(request):
    import cpp_mutants as module
    return module.answer(request["name"], request["text"], request["flags"], request["header"])


def cpp_program(request):
    import cpp_mutants as module
    program, lines = module.schemata(request["text"], request["places"], request["mutants"])
    return {"program": program, "lines": lines}


def texts(request):
    import texts as module
    return module.check(request)


DEEDS = {"python_mutants": python_mutants, "cpp_mutants": cpp_mutants, "cpp_program": cpp_program, "texts": texts}


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    request = ast.literal_eval(sys.stdin.read())
    sys.stdout.write(repr(DEEDS[request["do"]](request)))


if __name__ == "__main__":
    main()
