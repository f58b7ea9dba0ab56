#!/usr/bin/env python3
"""check_texts.py SOURCE_DIR [TOPIC…]: checks what people read of a topic, in English and Russian.

Prompts: short, with the same code in both languages, examples that the reference really gives. Russian: no Latin
letters inside Cyrillic words, «ёлочки», a dash, ё, none of the words that the glossary forbids. Titles and hints: in
both languages, no names of tests. Prints `file:line: what` for each mistake.
"""
import doctest
import pathlib
import re
import sys

import yaml

CYRILLIC, LATIN = "[а-яёА-ЯЁ]", "[a-zA-Z]"
MIXED = re.compile(f"{CYRILLIC}{LATIN}|{LATIN}{CYRILLIC}")
FORBIDDEN = re.compile(r"промпт|стартер|сабмит|грейдер|плагиат|провален|хэш"
                       r"|\b(?:еще|ее|нее|трех|четырех|моем|твоем|чем-то еще|причем|объем)\b"
                       r"|\b(?:прием|учет|счет|зачет|отчет)(?:а|у|ом|е|ы|ов)?\b", re.I)
CAMEL = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
FENCE = re.compile(r"^```")
MOST_WORDS, LEAST_HIDDEN = 230, 10

problems = 0


def complain(path, line, what):
    global problems
    problems += 1
    print(f"{path}:{line}: {what}")


def without_code(text):
    """The text with code blocks and `code` blanked, line numbers kept."""
    out, inside = [], False
    for line in text.splitlines():
        if FENCE.match(line):
            inside = not inside
            out.append("")
        else:
            out.append("" if inside else re.sub(r"`[^`]*`", "", line))
    return out


def code_blocks(text):
    return re.findall(r"^```[^\n]*\n.*?^```", text, re.M | re.S)


def check_russian(path, line, text):
    if found := MIXED.search(text):
        around = text[max(0, found.start() - 8):found.end() + 8]
        complain(path, line, f"Latin and Cyrillic letters in one word: …{around}…")
    if found := FORBIDDEN.search(text):
        complain(path, line, f"the glossary has another word, or ё, for '{found.group()}'")
    if re.search(f"\"[^\"]*{CYRILLIC}", text):
        complain(path, line, "quotation marks are «ёлочки»")
    if re.search(f"{CYRILLIC} - ", text):
        complain(path, line, "a dash is —, not a hyphen")


def check_prompt_pair(folder):
    paths = {locale: folder / f"prompt.{locale}.md" for locale in ("en", "ru")}
    texts = {locale: path.read_text(encoding="utf-8") for locale, path in paths.items()}
    words = len(re.findall(r"\S+", re.sub(r"^```.*?^```", "", texts["en"], flags=re.M | re.S)))
    if words > MOST_WORDS:
        complain(paths["en"], 1, f"{words} words besides the code; {MOST_WORDS} at most")
    if code_blocks(texts["en"]) != code_blocks(texts["ru"]):
        complain(paths["ru"], 1, "its code blocks are not those of the English prompt")
    ratio = len(texts["ru"]) / len(texts["en"])
    if not 0.8 <= ratio <= 1.4:
        complain(paths["ru"], 1, f"its length is {ratio:.2f} of the English one; 0.8 to 1.4 is usual")
    for number, line in enumerate(without_code(texts["ru"]), 1):
        check_russian(paths["ru"], number, line)
    return paths["en"], texts["en"]


def check_examples(path, text, reference):
    """Runs the >>> examples of a prompt with the reference's names."""
    if ">>>" not in text:
        return
    names = {"__name__": "reference"}
    exec(compile(reference.read_text(encoding="utf-8"), str(reference), "exec"), names)
    cleaned = re.sub(r"^```.*$", "", text, flags=re.M)
    test = doctest.DocTestParser().get_doctest(cleaned, names, str(path), str(path), 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    said = []
    runner.run(test, out=said.append)
    if runner.failures:
        complain(path, 1, "an example is not what the reference gives:\n" + "".join(said))


def check_pair(path, line, what, texts, named=frozenset()):
    """Both languages are there; the names of tests, `named`, are in neither."""
    for locale in ("en", "ru"):
        if not texts.get(locale):
            complain(path, line, f"{what}: no {locale} text")
        elif not isinstance(texts[locale], str):
            complain(path, line, f"{what}: must be a text; is there a colon in it without quotation marks around?")
            return
        elif found := [word for word in CAMEL.findall(texts[locale]) if word in named]:
            complain(path, line, f"{what}: a test's name in a text for people: {found}")
    check_russian(path, line, re.sub(r"`[^`]*`", "", texts.get("ru", "")))


def check_topic(source, folder):
    topic_file = folder / "topic.yaml"
    topic = yaml.safe_load(topic_file.read_text(encoding="utf-8"))
    plugin = source / "plugins" / topic["id"]
    check_pair(topic_file, 1, "title", topic["title"])
    for exercise in topic["exercises"]:
        name = exercise["id"]
        check_pair(topic_file, 1, name, exercise["title"])
        hints = exercise.get("hints", {})
        for locale in ("en", "ru"):
            if len(hints.get(locale, [])) != 3:
                complain(topic_file, 1, f"{name}: three {locale} hints are needed")
        for en, ru in zip(hints.get("en", []), hints.get("ru", [])):
            check_pair(topic_file, 1, f"{name}: hint", {"en": en, "ru": ru})
        if missing := [f for f in ("prompt.en.md", "prompt.ru.md") if not (folder / name / f).is_file()]:
            complain(folder / name, 1, f"no {missing}")
            continue
        path, text = check_prompt_pair(folder / name)
        reference = plugin / "solutions" / name / "reference.py"
        if reference.is_file():
            check_examples(path, text, reference)
        check_titles(plugin / "tests" / f"{name}.titles.yaml", exercise["languages"])


def check_titles(path, languages):
    if not path.is_file():
        complain(path, 1, "no titles")
        return
    text = path.read_text(encoding="utf-8")
    tests = yaml.safe_load(text)
    lines = {name: number for number, line in enumerate(text.splitlines(), 1) for name in [line.split(":")[0]]}
    for language in languages:
        hidden = [test for test in tests.values() if not test.get("sample") and language in test.get("languages", languages)]
        if len(hidden) < LEAST_HIDDEN:
            complain(path, 1, f"{len(hidden)} hidden tests in {language}; {LEAST_HIDDEN} at least")
    for name, test in tests.items():
        for field in ("title", "hint"):
            check_pair(path, lines.get(name, 1), f"{name}: {field}", test[field], frozenset(tests))


def main():
    source = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2:]
    for folder in sorted((source / "katas").iterdir()):
        if (folder / "topic.yaml").is_file() and (not wanted or folder.name in wanted):
            check_topic(source, folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
