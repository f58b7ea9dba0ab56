#!/usr/bin/python3
"""The JSON Schemas of topic.yaml and of tables of tests: what $KATA_GENERATE makes of the loader's own table is what is in schema/, and they take
and refuse the files of tests/core/catalog/cases and tests/core/tables/cases as the loaders do, as far as a schema can."""

import json
import os
import pathlib
import re
import subprocess
import unittest

import jsonschema
import yaml

SOURCE = pathlib.Path(os.environ["KATA_SOURCE"])
SCHEMA = json.loads((SOURCE / "schema/topic.schema.json").read_text())
TESTS_SCHEMA = json.loads((SOURCE / "schema/tests.schema.json").read_text())
# What the loader says of what no schema can see: other places of the file, files, and the YAML below the values.
BEYOND = re.compile(r"'after' names|goes round in a circle|duplicate (id|key)|is not the name of its folder|the file .* is missing"
                    r"|has no text for the declared locale|is not among the topic's locales|anchors \(&\)|not valid YAML"
                    r"|a second document|UTF-8|^0:0: is empty|nested more than|more than \d+ values|a key must be a word"
                    r"|is a name that the tests include")

# Then there is nothing that a schema would be asked about.
NO_TREE = re.compile(r"anchors \(&\)|not valid YAML|a second document|UTF-8|^0:0: is empty|nested more than|more than \d+ values")

# What only the loader of a table sees: the Python in it, the names that there are, and what suits the exercise.
BEYOND_TABLES = re.compile(BEYOND.pattern + r"|is expected$|is not expected here|no literal|closing quote|there is no (matcher|generator)"
                           r"|\(…\)|is written like|is a generator|written as in Python|Python's quotes|Like\(|no step before makes|is made twice"
                           r"|a word of tests|the probe observes nothing|a probe is Python|nothing is expected of any step|the call has no")


class Loader(yaml.SafeLoader):
    """YAML 1.2's own scalars, as editors read them: `no` and `1:30` are texts."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]), ("bool", r"^(?:true|false)$", list("tf")),
                            ("int", r"^[-+]?[0-9]+$", list("-+0123456789")), ("float", r"^[-+]?[0-9]*\.[0-9]+$", list("-+.0123456789"))):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def mistakes(path, schema=SCHEMA):
    try:
        tree = yaml.load(path.read_text(), Loader)
    except yaml.YAMLError as error:
        return [str(error)]   # an editor says so too
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(tree)]


class Shipped(unittest.TestCase):
    def test_it_is_what_the_table_makes(self):
        for kind, name, language in (("schema", "topic.schema.json", "en"), ("schema", "topic.schema.ru.json", "ru"),
                                     ("tests-schema", "tests.schema.json", "en"), ("tests-schema", "tests.schema.ru.json", "ru")):
            made = subprocess.run([os.environ["KATA_GENERATE"], kind, language, os.environ["KATA_LOCALES"]],
                                  check=True, text=True, stdout=subprocess.PIPE).stdout
            self.assertEqual((SOURCE / "schema" / name).read_text(), made, f"schema/{name}: make it anew by kata-generate")

    def test_it_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        jsonschema.Draft202012Validator.check_schema(TESTS_SCHEMA)


class Cases(unittest.TestCase):
    def test_it_judges_as_the_loader_does(self):
        judged = {True: 0, False: 0}
        for folder in sorted((SOURCE / "tests/core/catalog/cases").iterdir()):
            said = (folder / "problems").read_text().splitlines()
            structural = [line for line in said if not BEYOND.search(line)]
            if any(NO_TREE.search(line) for line in said):
                continue
            with self.subTest(folder.name):
                found = mistakes(folder / "topic.yaml")
                self.assertEqual(bool(found), bool(structural), found)
                judged[bool(structural)] += 1
        self.assertGreater(min(judged.values()), 5, judged)

    def test_it_sees_each_mistake_alone(self):
        sound = (SOURCE / "tests/core/catalog/cases/sound_in_full/topic.yaml").read_text()
        for was, now in (("schema: 1", "schema: 2"), ("id: sound_in_full", "id: Sound"), ("id: sound_in_full", "id: class"),
                         ("level: advanced", "level: hard"), ("[en, ru]", "[]"), ("[en, ru]", "[english]"), ("warm: [", "warm: [a b, "),
                         ("difficulty: 5", "difficulty: 6"), ("difficulty: 5", 'difficulty: "5"'), ("revision: 3", "revision: 0"),
                         ("time: 500ms", "time: 2"), ("time: 500ms", "time: 0s"), ("time: 500ms", "time: 11min"), ("time: 500ms", "time: 9ms"),
                         ("memory: 64MiB", "memory: 64MB"), ("memory: 64MiB", "memory: 65GiB"), ("files: 8", "files: 7"),
                         ("import: per_test", "import: never"), ("templates: true", "templates: yes"), ("points: 4", "points: 1001"),
                         ("en: [a, b, c]", "en: [a, b]"), ("en: [a, b, c]", "en: [a, b, ~]"), ("title: {en: A topic", "titel: {en: A topic"),
                         ("languages: [python, cpp]", "languages: [java]"), ("languages: [python, cpp]", "languages: [cpp, cpp]"),
                         ("title: {en: The first, ru: Первое}", 'title: {en: "", ru: Первое}')):
            self.assertIn(was, sound)
            text = sound.replace(was, now, 1)
            errors = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(yaml.load(text, Loader)))
            self.assertTrue(errors, f"takes {now}")


class Tables(unittest.TestCase):
    def test_it_judges_as_the_loader_does(self):
        judged = {True: 0, False: 0}
        for folder in sorted((SOURCE / "tests/core/tables/cases").iterdir()):
            said = (folder / "problems").read_text().splitlines()
            if any(NO_TREE.search(line) or "0:0: is empty" in line for line in said):
                continue
            structural = [line for line in said if not BEYOND_TABLES.search(line)]
            with self.subTest(folder.name):
                found = mistakes(folder / "tests.yaml", TESTS_SCHEMA)
                self.assertEqual(bool(found), bool(structural), found)
                judged[bool(structural)] += 1
        self.assertGreater(min(judged.values()), 5, judged)

    def test_each_table_names_it_and_keeps_to_it(self):
        files = sorted(file for file in SOURCE.glob("*/*/tests/*.yaml") if not file.name.endswith(".titles.yaml"))
        files += sorted(SOURCE.glob("scaffold/*/plugins/*/tests/*.yaml"))
        files = [file for file in files if not file.name.endswith(".titles.yaml")]
        self.assertGreater(len(files), 1)
        for file in files:
            self.assertEqual(file.read_text().splitlines()[0], "# yaml-language-server: $schema=../../../schema/tests.schema.json", file)
            self.assertEqual(mistakes(file, TESTS_SCHEMA), [], file)


class Topics(unittest.TestCase):
    def test_each_topic_names_it_and_keeps_to_it(self):
        files = sorted(SOURCE.glob("katas/*/topic.yaml")) + [SOURCE / "scaffold/topic/topic.yaml"]
        self.assertGreater(len(files), 2)
        for file in files:
            self.assertEqual(file.read_text().splitlines()[0], "# yaml-language-server: $schema=../../schema/topic.schema.json", file)
            if file.parent.parent.name == "katas":
                self.assertEqual(mistakes(file), [], file)


if __name__ == "__main__":
    unittest.main()
