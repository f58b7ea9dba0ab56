#!/usr/bin/python3
"""A topic that is packed, handed on and installed with an installed Kata; and archives made to do harm, each of which is refused
and leaves nothing behind."""

import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import unittest

from installed import Installed


MATERIAL = pathlib.Path(__file__).parent.parent / "import/tampering/material"


class Sharing(Installed):
    def setUp(self):
        self.data = self.folder / "data" / self.id().rpartition(".")[2]

    def install(self, what, *options, codes=(0,)):
        return self.kata("install", what, *options, codes=codes, XDG_DATA_HOME=str(self.data), CMAKE_CXX_COMPILER_LAUNCHER=os.environ["KATA_LAUNCHER"])

    def installed(self, *words, codes=(0,), **more):
        """kata, as who installed it uses it."""
        return self.kata(*words, codes=codes, XDG_DATA_HOME=str(self.data), **more)

    def left(self):
        topics = self.data / "kata" / "topics"
        return sorted(path.name for path in topics.iterdir()) if topics.is_dir() else []


class RoundTrip(Sharing):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.folder / "my katas"
        cls.kata("new", "topic", "greetings", "--standalone", cls.project, "--languages", "python,cpp")
        cls.kata("new", "exercise", "greetings/table", "--tables", folder=cls.project)
        cls.kata("import", "pytest", MATERIAL, "--as", "greetings/twice", folder=cls.project)
        cls.build(cls.project)
        cls.solutions = cls.project / "plugins/greetings/solutions/first"
        cls.said = {kind: cls.kata("pack", "greetings", f"--{kind}", path=cls.project) for kind in ("source", "student", "grading")}

    def archive(self, kind):
        return self.folder / f"greetings-{kind}.tar.gz"

    def names(self, kind):
        with tarfile.open(self.archive(kind)) as archive:
            return {entry.name for entry in archive}

    def verdicts(self, solution, exercise="first"):
        file = self.solutions.parent / exercise / solution
        report = json.loads(self.installed("grade", file, "--exercise", f"greetings/{exercise}", "--format", "json", "--exit-zero", "--quiet"))
        return {test["name"]: test["verdict"] for test in report["results"][0]["tests"]}

    def test_the_same_topic_is_the_same_bytes(self):
        self.kata("pack", "greetings", "--source", "--output", "again.tar.gz", path=self.project)
        digests = {hashlib.sha256((self.folder / name).read_bytes()).hexdigest() for name in ("greetings-source.tar.gz", "again.tar.gz")}
        self.assertEqual(len(digests), 1)

    def test_sources_are_built_where_they_are_installed(self):
        said = self.install(self.archive("source"), "--yes")
        self.assertIn("greetings is installed", said)
        self.assertEqual(self.left(), ["greetings"])
        self.assertEqual(set(self.verdicts("reference.py").values()), {"passed"})
        self.assertEqual(set(self.verdicts("reference.cc").values()), {"passed"})
        self.assertIn("failed", self.verdicts("wrong_dearest.py").values())
        self.assertIn("greetings/first", self.installed("list"))
        (self.data / "kata/topics/greetings/of the one before").touch()
        self.install(self.project, "--yes")   # a project as it lies there, in the place of what was installed
        self.assertEqual(self.left(), ["greetings"])
        self.assertFalse((self.data / "kata/topics/greetings/of the one before").exists())
        self.assertEqual(set(self.verdicts("reference.py").values()), {"passed"})

    def test_students_get_samples_and_nothing_else(self):
        names = self.names("student")
        self.assertFalse([name for name in names if "solutions" in name or "reference" in name])
        with tarfile.open(self.archive("student")) as archive:
            everything = b"".join(archive.extractfile(entry).read() for entry in archive).decode()
        titles = (self.project / "plugins/greetings/tests/first.titles.yaml").read_text()
        samples = {found[1] for found in re.finditer(r"^(\w+):\n(?:  .*\n)*?  sample: true$", titles, re.M)}
        with tarfile.open(self.archive("source")) as archive:
            tests = archive.extractfile("plugins/greetings/tests/first_test.cc").read().decode()
        all_names = set(re.findall(r"^(?:TEST_F|KATA_PROPERTY)\(first, (\w+)", tests, re.M))
        self.assertTrue(samples and all_names - samples)
        for name in all_names:
            (self.assertIn if name in samples else self.assertNotIn)(name, everything)
        self.install(self.archive("student"), "--yes")
        self.assertEqual(set(self.verdicts("reference.py")), samples)
        self.assertEqual(set(self.verdicts("reference.cc").values()), {"passed"})
        self.assertEqual(self.verdicts("reference.py", "table"), {"TellsTheSwing": "passed", "IsNothingWithoutReadings": "passed"})
        self.assertNotIn("SwingsInTheMiddle", everything)

    def test_students_get_the_task_alone_where_samples_are_not_told_apart(self):
        self.assertIn("greetings/twice: only its task", self.said["student"])
        self.assertNotIn("only its task", self.said["source"])
        twice = {name for name in self.names("student") if "twice" in name}
        self.assertEqual(twice, {f"katas/greetings/twice/{name}" for name in ("prompt.en.md", "prompt.ru.md", "starter.py")})

    def test_graders_get_the_library_and_no_source(self):
        self.assertFalse([name for name in self.names("grading") if name.endswith(("_test.cc", ".titles.yaml")) or "solutions" in name])
        self.install(self.archive("grading"), "--yes")
        self.assertEqual(set(self.verdicts("reference.py").values()), {"passed"})
        self.assertEqual(set(self.verdicts("reference.cc").values()), {"passed"})

    def test_a_library_of_another_build_is_refused(self):
        folder = self.folder / "other"
        with tarfile.open(self.archive("grading")) as archive:
            archive.extractall(folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["build_id"] = "compiler 1"
        (folder / "manifest.json").write_text(json.dumps(manifest))
        said = self.install(folder, "--yes", codes=(4,))
        self.assertIn("built for another Kata", said)
        self.assertIn("found: compiler 1", said)
        self.assertEqual(self.left(), [])

    def test_nothing_is_installed_unless_somebody_agrees(self):
        said = self.install(self.archive("source"), codes=(2,))
        self.assertIn("native code, which is built and run with your rights", said)
        self.assertIn("--yes", said)
        self.assertEqual(self.left(), [])

    def test_what_cannot_be_built_leaves_nothing(self):
        broken = self.folder / "broken"
        shutil.copytree(self.project / "katas", broken / "katas")
        shutil.copytree(self.project / "plugins", broken / "plugins")
        with open(broken / "plugins/greetings/tests/first_test.cc", "a") as file:
            file.write("this is no C++;\n")
        said = self.install(broken, "--yes", codes=(4,))
        self.assertIn("nothing was installed", said)
        self.assertIn("first_test.cc", said)
        self.assertEqual(self.left(), [])

    def test_a_topic_of_the_same_name_is_refused(self):
        said = self.kata("install", self.archive("source"), "--yes", path=self.project, codes=(2,), XDG_DATA_HOME=str(self.data))
        self.assertIn("there is a topic 'greetings' already", said)
        self.assertEqual(self.left(), [])

    def test_what_to_pack_is_to_be_said(self):
        self.assertIn("--source, --student or --grading", self.kata("pack", "greetings", path=self.project, codes=(2,)))
        self.assertIn("--source, --student or --grading", self.kata("pack", "greetings", "--source", "--student", path=self.project, codes=(2,)))
        self.assertIn("unknown topic 'greeting'", self.kata("pack", "greeting", "--source", path=self.project, codes=(2,)))


def entry(name, content=b"", **facts):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for fact, value in facts.items():
        setattr(info, fact, value)
    return info, content


GOOD = [entry("manifest.json", json.dumps({"format": 1, "kind": "source", "topic": "evil", "plugin": "evil", "kata": "0.1.0"}).encode()),
        entry("katas/evil/topic.yaml", b"id: evil\n")]
LINK, HARD, DEVICE, PIPE = tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE


class Hostile(Sharing):
    """No entry of an archive is written before its name and kind are known to be harmless."""

    def archive(self, entries, compressed=True, **options):
        path = self.folder / f"{self.id().rpartition('.')[2]}.tar"
        with tarfile.open(path, "w:gz" if compressed else "w", **options) as archive:
            for info, content in entries:
                archive.addfile(info, io.BytesIO(content))
        return path

    def refused(self, path, *said):
        before = {file for file in self.folder.rglob("*") if self.data not in file.parents and file != self.data}
        text = self.install(path, "--yes", codes=(2, 4))
        for part in said:
            self.assertIn(part, text)
        self.assertEqual(self.left(), [])
        after = {file for file in self.folder.rglob("*") if self.data not in file.parents and file != self.data}
        self.assertEqual(after - before - {self.data.parent}, set())

    def test_names_that_leave_the_folder(self):
        for name in ("../evil", "katas/../../evil", "/tmp/kata-evil", "katas/evil/..", "..\\evil"):
            with self.subTest(name):
                self.refused(self.archive([*GOOD, entry(name, b"x")]), "the name")
        self.assertFalse(pathlib.Path("/tmp/kata-evil").exists())

    def test_links_and_devices(self):
        for facts in ({"type": LINK, "linkname": "/etc/passwd"}, {"type": HARD, "linkname": "manifest.json"}, {"type": HARD, "linkname": "/etc/passwd"},
                      {"type": DEVICE, "devmajor": 1, "devminor": 3}, {"type": PIPE}):
            with self.subTest(str(facts)):
                self.refused(self.archive([*GOOD, entry("katas/evil/thing", **facts)]), "'katas/evil/thing' in it is a link, a device or the like")

    def test_a_file_below_a_link(self):
        self.refused(self.archive([entry("katas", type=LINK, linkname="/tmp"), entry("katas/kata-evil", b"x")]), "'katas' in it is a link")
        self.assertFalse(pathlib.Path("/tmp/kata-evil").exists())

    def test_a_name_twice(self):
        self.refused(self.archive([*GOOD, GOOD[0]]), "'manifest.json' is in it twice")
        self.refused(self.archive([*GOOD, entry("katas/evil/topic.yaml/more", b"x")]), "both a file and a folder")

    def test_names_in_another_encoding(self):
        self.refused(self.archive([*GOOD, entry("katas/привет", b"x")], encoding="cp866", format=tarfile.GNU_FORMAT), "is not UTF-8")

    def test_names_with_control_characters(self):
        for name in ("katas/\x1b[31m", "katas/a\nb", "katas/\u202egnp"):
            with self.subTest(name):
                self.refused(self.archive([*GOOD, entry(name, b"x")]), "control characters")

    def test_names_without_end(self):
        self.refused(self.archive([*GOOD, entry("katas/" + "a" * 600, b"x")]), "longer than 512 bytes")
        self.refused(self.archive([*GOOD, entry("a/" * 30 + "a", b"x")]), "does not stay below one folder")

    def test_a_bomb(self):
        path = self.folder / "bomb.tar.gz"
        piece = self.folder / "zeros"
        with open(piece, "wb") as file:
            file.truncate(300 << 20)
        subprocess.run(["tar", "-C", self.folder, "-czf", path, "zeros"], check=True)
        piece.unlink()
        self.assertLess(path.stat().st_size, 1 << 20)
        self.refused(path, "its files are larger than 256 MiB together")

    def test_files_without_number(self):
        self.refused(self.archive([entry(f"katas/{number}") for number in range(5000)]), "it has more than 4096 files")

    def test_what_is_no_archive(self):
        for name, content in (("empty", b""), ("text", b"kata\n" * 1000), ("zip", b"PK\x03\x04" + bytes(1000)), ("nothing.tar.gz", bytes.fromhex("1f8b0800000000000003"))):
            with self.subTest(name):
                path = self.folder / name
                path.write_bytes(content)
                self.refused(path)

    def test_an_archive_that_is_cut(self):
        whole = self.archive([*GOOD, entry("katas/evil/more", os.urandom(100_000))])
        whole.write_bytes(whole.read_bytes()[:50_000])
        self.refused(whole, "no whole archive")

    def test_a_manifest_that_lies(self):
        for manifest, said in (({}, "no manifest.json"), ({"format": 2}, "later kata"), ({"format": 1, "kind": "virus"}, "'virus'"),
                               ({"format": 1, "kind": "source", "topic": "../evil", "plugin": "evil"}, "bad id"),
                               ({"format": 1, "kind": "source", "topic": "other", "plugin": "other"}, "topic"),
                               ({"format": 1, "kind": ["source"], "topic": 1}, "kind")):
            with self.subTest(str(manifest)):
                self.refused(self.archive([entry("manifest.json", json.dumps(manifest).encode()), *GOOD[1:]]), said)

    def test_a_pipe_and_a_folder_of_nothing(self):
        empty = self.folder / "nothing"
        empty.mkdir()
        self.refused(empty, "no katas/TOPIC/topic.yaml")
        self.refused(self.folder / "not there", "there is no")


if __name__ == "__main__":
    unittest.main()
