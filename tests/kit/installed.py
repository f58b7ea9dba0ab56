"""An installed Kata, moved, and what an author does with it. $KATA_BUILD is what is installed."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BUILD, CMAKE = pathlib.Path(os.environ["KATA_BUILD"]), os.environ["KATA_CMAKE"]


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-kit-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.folder.chmod(0o755)
        installed, cls.prefix = cls.folder / "installed", cls.folder / "moved" / "kata"
        cls.run_program([CMAKE, "--install", BUILD, "--prefix", installed])
        cls.prefix.parent.mkdir()
        installed.rename(cls.prefix)

    @classmethod
    def run_program(cls, command, folder=None, codes=(0,), **more):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(cls.folder), "XDG_CACHE_HOME": str(cls.folder / ".cache"),
                       "CCACHE_DIR": os.environ.get("CCACHE_DIR", str(pathlib.Path.home() / ".cache/ccache")),
                       "CCACHE_BASEDIR": str(cls.folder), "CCACHE_NOHASHDIR": "1", **more}
        done = subprocess.run([str(word) for word in command], cwd=folder or cls.folder, env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode not in codes:
            raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    @classmethod
    def kata(cls, *words, folder=None, codes=(0,), path=None, **more):
        return cls.run_program([cls.prefix / "bin" / "kata", *words], folder, codes, KATA_PATH=str(path or ""), **more)

    @classmethod
    def build(cls, project):
        cls.run_program([CMAKE, "-S", project, "-B", project / "build", "-G", os.environ["KATA_GENERATOR"],
                         f"-DCMAKE_PREFIX_PATH={cls.prefix}", f"-DCMAKE_CXX_COMPILER_LAUNCHER={os.environ['KATA_LAUNCHER']}"])
        cls.run_program([CMAKE, "--build", project / "build"])

    def graded(self, path, exercise, *submissions):
        """The reports of submissions, each by its file's name."""
        text = self.kata("grade", *submissions, "--exercise", exercise, "--format", "json", "--exit-zero", "--quiet", path=path)
        reports = json.loads(text)["results"]
        for report in reports:
            self.assertEqual(report["verdict"], "graded", report)
        return {report["submission"] + ("" if "." in report["submission"] else f".{report['language']}"): report for report in reports}
