"""What people read of a topic, and its files: lengths, hints, code, examples, links, translations, typography, copies."""
import doctest
import hashlib
import io
import pathlib
import re
import tokenize

MOST_WORDS = 230
LEAST_HIDDEN = 10
MOST_HINTED = 0.6        # of the tokens of the references
RATIOS = {"ru": (0.8, 1.4)}
MOST_COPIED = 0.5        # of the shingles of two references, or of two prompts
CODE = re.compile(r"`[^`\n]+`")
FENCE = re.compile(r"^\s*(```+|~~~+)(.*)$")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]*)\)")

CYRILLIC, LATIN = "[а-яёА-ЯЁ]", "[a-zA-Z]"
MIXED = re.compile(f"{CYRILLIC}{LATIN}|{LATIN}{CYRILLIC}")
FORBIDDEN = re.compile(r"промпт|стартер|сабмит|грейдер|плагиат|провален|хэш"
                       r"|\b(?:еще|ее|нее|трех|четырех|моем|твоем|чем-то еще|причем|объем)\b"
                       r"|\b(?:прием|учет|счет|зачет|отчет)(?:а|у|ом|е|ы|ов)?\b", re.I)


def N_(text):   # marks what po/update collects
    return text


class Findings(list):
    def add(self, rule, file, line, text, *arguments, about=""):
        self.append({"rule": rule, "about": about, "file": str(file), "line": line, "text": text,
                     "arguments": [str(argument) for argument in arguments]})


# ---- pieces of text ----

class Prompt:
    def __init__(self, path):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.blocks, self.prose, self.open_fence = [], [], 0
        fence = None
        for number, line in enumerate(self.text.splitlines(), 1):
            found = FENCE.match(line)
            if found and fence is None:
                fence, self.open_fence = found[1], number
                self.blocks.append([line])
            elif fence is not None:
                self.blocks[-1].append(line)
                if found and found[1] == fence and not found[2].strip():
                    fence, self.open_fence = None, 0
            self.prose.append("" if fence is not None or found else line)

    def words(self):
        return sum(len(line.split()) for line in self.prose)


def tokens(code, language):
    if language == "python":
        try:
            skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
            return [t.string for t in tokenize.generate_tokens(io.StringIO(code).readline) if t.type not in skipped]
        except (tokenize.TokenError, SyntaxError):
            pass   # a piece of a program
    code = re.sub(r"//[^\n]*|#(?!include)[^\n]*", "", code)
    return re.findall(r"\w+|\"[^\"]*\"|'[^']*'|[^\w\s]", code)


def shingles(words, size):
    return {tuple(words[i:i + size]) for i in range(len(words) - size + 1)}


def likeness(a, b):
    return len(a & b) / len(a | b) if a and b else 0


# ---- one language's typography ----

def check_russian(findings, path, line, text):
    if found := MIXED.search(text):
        findings.add("typography", path, line, N_("Latin and Cyrillic letters in one word: …{}…"),
                     text[max(0, found.start() - 8):found.end() + 8])
    if found := FORBIDDEN.search(text):
        findings.add("typography", path, line, N_("the glossary has another word, or ё, for '{}'"), found.group())
    if re.search(f"\"[^\"]*{CYRILLIC}", text):
        findings.add("typography", path, line, N_("quotation marks are «ёлочки»"))
    if re.search(f"{CYRILLIC} - |\\S +- +{CYRILLIC}", text):
        findings.add("typography", path, line, N_("a dash is —, not a hyphen"))


TYPOGRAPHY = {"ru": check_russian}


def check_typography(findings, locale, path, line, text):
    if locale in TYPOGRAPHY:
        TYPOGRAPHY[locale](findings, path, line, CODE.sub("", text))


def check_translated(findings, locale, path, english, text, about=""):
    """What was imported has the English text wherever another belongs."""
    if locale != "en" and text.split() == english.split() and len(re.findall(LATIN + "{2,}", CODE.sub("", text))) > 1:
        findings.add("translation", path, 0, N_("still the English text ({})"), locale, about=about)


# ---- prompts ----

def check_prompts(findings, prompts):
    for locale, prompt in prompts.items():
        if prompt.open_fence:
            findings.add("fences", prompt.path, prompt.open_fence, N_("this code block is not closed"))
        for number, line in enumerate(prompt.prose, 1):
            check_typography(findings, locale, prompt.path, number, line)
            for target in LINK.findall(CODE.sub("", line)):
                check_link(findings, prompt.path, number, target)
    if "en" not in prompts:
        return
    english = prompts["en"]
    if english.words() > MOST_WORDS:
        findings.add("length", english.path, 0, N_("{} words besides the code; {} at most"), english.words(), MOST_WORDS)
    for locale, prompt in prompts.items():
        check_translated(findings, locale, prompt.path, english.text, prompt.text)
        if prompt.blocks != english.blocks:
            findings.add("translation", prompt.path, 0, N_("its code blocks are not those of the English prompt"))
        least, most = RATIOS.get(locale, (0.5, 2.0))
        ratio = len(prompt.text) / max(len(english.text), 1)
        if not least <= ratio <= most:
            findings.add("length", prompt.path, 0, N_("its length is {} of the English one; {} to {} is usual"), f"{ratio:.2f}", least, most)


def check_link(findings, path, line, target):
    if target.startswith(("http://", "https://", "#", "mailto:")):
        return
    if not target or not (path.parent / target.split("#")[0]).exists():
        findings.add("links", path, line, N_("the link leads nowhere: '{}'"), target)


def check_examples(findings, prompt, reference):
    """The >>> examples of a prompt, run with the names of the reference. Both are the author's own."""
    names = {"__name__": "reference"}
    exec(compile(reference.read_text(encoding="utf-8"), str(reference), "exec"), names)
    cleaned = re.sub(r"^```.*$", "", prompt.text, flags=re.M)
    test = doctest.DocTestParser().get_doctest(cleaned, names, str(prompt.path), str(prompt.path), 0)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    said = []
    runner.run(test, out=said.append)
    if runner.failures:
        findings.add("examples", prompt.path, 0, N_("an example does not give what it claims:\n{}"), "".join(said).strip())


# ---- titles and hints ----

def check_hints(findings, file, exercise, references):
    for locale, hints in exercise["hints"].items():
        if len(hints) != 3:
            findings.add("hints", file, 0, N_("three hints are needed ({})"), locale, about=exercise["id"])
            continue
        for text in hints:
            check_typography(findings, locale, file, 0, text)
        if CODE.search(hints[0]):
            findings.add("hints", file, 0, N_("the first hint has code in it ({}); it is about the idea"), locale, about=exercise["id"])
        if any(FENCE.match(line) for line in hints[1].splitlines()):
            findings.add("hints", file, 0, N_("the second hint has more than a line of code ({})"), locale, about=exercise["id"])
        told = sum(len(tokens(span.strip("`"), "cpp")) for span in CODE.findall(hints[2]))
        whole = sum(len(tokens(path.read_text(encoding="utf-8"), language)) for language, path in references.items())
        if references and told > MOST_HINTED * whole:
            findings.add("hints", file, 0, N_("the third hint tells {} of the {} tokens of the solution ({})"), told, whole, locale, about=exercise["id"])


def check_names_of_tests(findings, file, about, locale, text, names):
    if found := [word for word in re.findall(r"\w+", text) if word in names and sum(letter.isupper() for letter in word) > 1]:
        findings.add("titles", file, 0, N_("a test's name in a text for people: {}"), ", ".join(found), about=about)


def places_of_tests(files):
    """Where each test's title and hint are: its file and line."""
    places = {}
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines() if file.is_file() else (), 1):
            if match := re.match(r"(\w+):", line):
                places[match[1]] = (file, number)
    return places


def check_titles(findings, tests, exercise, locales):
    names = {test["name"] for test in exercise["tests"]}
    files = [path for path in (tests / (exercise["id"] + suffix) for suffix in (".titles.yaml", ".yaml")) if path.is_file()]
    places = places_of_tests(files)
    for test in exercise["tests"]:
        file, line = places.get(test["name"], (tests, 0))
        for field in ("title", "hint"):
            for locale in locales:
                text = test[field].get(locale, "")
                if not text.strip():
                    findings.add("titles", file, line, N_("no {} in '{}'"), field, locale, about=test["name"])
                check_translated(findings, locale, file, test[field].get("en", ""), text, test["name"])
                check_names_of_tests(findings, file, test["name"], locale, text, names)
                check_typography(findings, locale, file, line, text)
    file = files[0] if files else tests
    for language in exercise["languages"]:
        own = [test for test in exercise["tests"] if language in (test["languages"] or exercise["languages"])]
        hidden = sum(not test["sample"] for test in own)
        if hidden < LEAST_HIDDEN:
            findings.add("tests", file, 0, N_("{} hidden tests in {}; at least {} are needed"), hidden, language, LEAST_HIDDEN, about=exercise["id"])
        if own and not any(test["sample"] for test in own):
            findings.add("tests", file, 0, N_("no test in {} is a sample: each example of the prompt is to be a test"), language, about=exercise["id"])


# ---- translations that belong together ----

class Record:
    """plugins/<topic>/translations: for each text the hashes of its languages when they last said the same."""

    def __init__(self, path):
        self.path = path
        self.known = {}
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                name, *pairs = line.split()
                self.known[name] = dict(pair.split(":") for pair in pairs)

    def write(self, texts, keep):
        """`keep`: whether what is known of other texts stays."""
        now = {**(self.known if keep else {}), **{name: hashes(found) for name, found in texts.items()}}
        lines = [" ".join([name, *(f"{locale}:{value}" for locale, value in sorted(found.items()))]) for name, found in sorted(now.items())]
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def hashes(texts):
    return {locale: hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8] for locale, text in texts.items()}


def texts_of(exercise, prompts):
    out = {f"{exercise['id']}/prompt": {locale: prompt.text for locale, prompt in prompts.items()},
           f"{exercise['id']}/title": exercise["title"],
           f"{exercise['id']}/hints": {locale: "\n".join(hints) for locale, hints in exercise["hints"].items()}}
    for test in exercise["tests"]:
        for field in ("title", "hint"):
            out[f"{exercise['id']}/{test['name']}/{field}"] = test[field]
    return out


def check_stale(findings, record, texts):
    if new := [name for name in texts if name not in record.known]:
        findings.add("translation", record.path, 0, N_("{} texts are new ({}, …); 'kata verify --record' writes down that their languages say the same"), len(new), new[0])
    for name, found in texts.items():
        now, before = hashes(found), record.known.get(name)
        if before is None:
            continue
        changed = [locale for locale in now if now[locale] != before.get(locale)]
        left = [locale for locale in now if locale not in changed]
        if changed and left:
            findings.add("translation", record.path, 0, N_("stale: {} changed and {} did not; mend it, or say with 'kata verify --record' that both say the same"),
                         ", ".join(changed), ", ".join(left), about=name)
        elif changed:
            findings.add("translation", record.path, 0, N_("changed in all languages; 'kata verify --record' writes down that they say the same"), about=name)


# ---- files ----

def check_files(findings, request, folder, plugin):
    ids = {exercise["id"] for exercise in request["exercises"]}
    expected = {"topic.yaml", *ids}
    for path in sorted(folder.iterdir()):
        if path.name not in expected:
            findings.add("files", path, 0, N_("belongs to no exercise"))
    for exercise in request["exercises"]:
        own = {f"prompt.{locale}.md" for locale in request["locales"]}
        own |= {"starter.py"} if "python" in exercise["languages"] else set()
        own |= {"starter.cc", "solution.h"} if "cpp" in exercise["languages"] else set()
        for path in sorted((folder / exercise["id"]).iterdir()):
            if path.name not in own:
                findings.add("files", path, 0, N_("belongs to no language of the exercise"))
    tests = {name for id in ids for name in (f"{id}_test.cc", f"{id}.titles.yaml", f"{id}.yaml", f"{id}.pytest")}
    for sub, known in (("tests", tests), ("solutions", ids)):
        for path in sorted((plugin / sub).iterdir()) if (plugin / sub).is_dir() else ():
            if path.name not in known and path.suffix != ".h":
                findings.add("files", path, 0, N_("belongs to no exercise"))


def check_starter(findings, starter, reference, language):
    given = shingles(tokens(starter.read_text(encoding="utf-8"), language), 6)
    answer = shingles(tokens(reference.read_text(encoding="utf-8"), language), 6)
    if answer and len(given & answer) / len(answer) > MOST_COPIED:
        findings.add("files", starter, 0, N_("the starter has the answer in it"))


def check_copies(findings, own, all_paths, words, size):
    """Two of the project that are nearly the same."""
    of = {path: shingles(words(path), size) for path in all_paths}
    for path in own:
        for other, found in of.items():
            if other != path and (other not in own or str(other) < str(path)) and likeness(of[path], found) > MOST_COPIED:
                findings.add("copies", path, 0, N_("is nearly a copy of {}"), other)


def language_of(path):
    return "cpp" if path.suffix == ".cc" else "python"


def check_all_copies(findings, request, folder, plugin):
    references = sorted(plugin.parent.glob("*/solutions/*/reference.*"))
    prompts = sorted(folder.parent.glob("*/*/prompt.en.md"))
    ids = {exercise["id"] for exercise in request["exercises"]}
    check_copies(findings, [path for path in references if path.parents[2] == plugin and path.parent.name in ids], references,
                 lambda path: tokens(path.read_text(encoding="utf-8"), language_of(path)), 6)
    check_copies(findings, [path for path in prompts if path.parents[1] == folder and path.parent.name in ids], prompts,
                 lambda path: path.read_text(encoding="utf-8").split(), 5)


# ---- all of a topic ----

def check_exercise(findings, request, exercise, folder, plugin):
    prompts = {locale: Prompt(folder / exercise["id"] / f"prompt.{locale}.md") for locale in request["locales"]
               if (folder / exercise["id"] / f"prompt.{locale}.md").is_file()}
    solutions = plugin / "solutions" / exercise["id"]
    references = {language: solutions / name for language, name in (("python", "reference.py"), ("cpp", "reference.cc"))
                  if language in exercise["languages"] and (solutions / name).is_file()}
    check_prompts(findings, prompts)
    if "python" in references and "en" in prompts and ">>>" in prompts["en"].text:
        check_examples(findings, prompts["en"], references["python"])
    check_hints(findings, folder / "topic.yaml", exercise, references)
    check_titles(findings, plugin / "tests", exercise, request["locales"])
    for language, reference in references.items():
        starter = folder / exercise["id"] / ("starter.cc" if language == "cpp" else "starter.py")
        if starter.is_file():
            check_starter(findings, starter, reference, language)
    return texts_of(exercise, prompts)


def check(request):
    findings = Findings()
    folder, plugin = pathlib.Path(request["folder"]), pathlib.Path(request["plugin"])
    texts = {}
    for exercise in request["exercises"]:
        texts |= check_exercise(findings, request, exercise, folder, plugin)
    if request["whole"]:
        check_files(findings, request, folder, plugin)
        for locale, title in request["title"].items():
            check_typography(findings, locale, folder / "topic.yaml", 0, title)
    check_all_copies(findings, request, folder, plugin)
    record = Record(plugin / "translations")
    if request["record"]:
        record.write(texts, keep=not request["whole"])
    else:
        check_stale(findings, record, texts)
    return {"findings": list(findings)}
