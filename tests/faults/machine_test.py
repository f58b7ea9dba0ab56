#!/usr/bin/python3
"""A machine that has too little of something: a full disk, few descriptors, few processes. Real submissions through the program
$KATA; whatever happens, nobody is blamed for it, and the batch can be gone on with."""

import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from kill_test import EXERCISE, KINDS, processes, result_of   # noqa: E402

KATA = os.environ["KATA"]
OF_ITS_OWN = 1_700_000_998   # a user that has no other process


class Machine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-machine-"))
        self.folder.chmod(0o777)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "in").mkdir()

    def hand_in(self, *kinds, times=1):
        for number in range(times):
            for kind in kinds:
                _, suffix, text = KINDS[kind]
                mark = f"{'//' if suffix == 'cc' else '#'} {number}\n"
                (self.folder / "in" / f"{kind}-{number}.{suffix}").write_text("" if text is None else text + mark)

    def grade(self, *arguments, prepare=None, **more):
        """(exit code, what it said, the reports by kind); no report where it wrote none."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent", "XDG_CACHE_HOME": str(self.folder / "cache"), **more}
        done = subprocess.run([KATA, "grade", "in", "--exercise", EXERCISE, "--format", "json", "--jobs", "2", "--quiet", *arguments],
                              capture_output=True, cwd=self.folder, env=environment, timeout=280, preexec_fn=prepare)
        reports = {}
        if done.stdout:
            for report in json.loads(done.stdout)["results"]:
                reports[report["submission"]] = report
        return done.returncode, done.stderr.decode(), reports

    def honest(self):
        _, said, reports = self.grade()
        self.assertNotIn("internal_error", [report["verdict"] for report in reports.values()], said)
        return {name: result_of(report) for name, report in reports.items()}

    def judged(self, report):
        """Where a new namespace could not be had the report says so, and its verdicts are the same."""
        return {**result_of(report), "isolation": ""}

    def assert_nobody_is_blamed(self, honest, got, where):
        """True where each has its own result."""
        code, said, reports = got
        if not reports:
            self.assertEqual(code, 4, (where, said))
            self.assertIn("kata: ", said, where)
            return False
        self.assertEqual(set(reports), set(honest), where)
        ours = [report for report in reports.values() if report["verdict"] == "internal_error"]
        for report in ours:
            self.assertTrue(report["message"], where)
        for name, report in reports.items():
            if report not in ours:
                self.assertEqual(self.judged(report), self.judged(honest[name]), where)
        return not ours


class Disk(Machine):
    """As root on a small file system; an ordinary user may mount none, and has a file that takes nothing."""

    def small_disk(self, size):
        disk = self.folder / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "none", disk], check=True)
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        return disk

    def fill(self, disk):
        with open(disk / "filler", "wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                return

    @unittest.skipIf(os.getuid() != 0, "only root may mount")
    def test_is_full_for_the_journal(self):
        self.hand_in("forgets_empty", "swapped", times=60)
        honest = self.honest()
        disk = self.small_disk("512k")
        code, said, _ = self.grade("--output", "r.json", "--journal", "disk/journal")
        self.assertEqual(code, 4)
        self.assertRegex(said, r"cannot write the journal disk/journal, .*--resume: .*(full|No space)")
        self.assertFalse((self.folder / "r.json").exists())
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        _, said, reports = self.grade("--journal", "disk/journal", "--resume")
        self.assertEqual({name: result_of(report) for name, report in reports.items()}, honest, said)

    @unittest.skipIf(os.getuid() != 0, "only root may mount")
    def test_is_full_for_the_result(self):
        self.hand_in("right", "swapped")
        disk = self.small_disk("64k")
        self.fill(disk)
        code, said, _ = self.grade("--output", "disk/r.json", "--journal", "journal")
        self.assertEqual(code, 4)
        self.assertIn("cannot write disk/r.json: No space left on device", said)
        self.assertIn("the same command with --resume", said)
        (disk / "filler").unlink()
        self.assertEqual(self.grade("--output", "disk/r.json", "--journal", "journal", "--resume")[0], 1)
        self.assertEqual(sorted(path.name for path in disk.iterdir()), ["r.json"])

    @unittest.skipIf(os.getuid() != 0, "only root may mount")
    def test_is_full_for_compiled_programs_and_temporary_files(self):
        self.hand_in("right", "right_cpp", "swapped")
        honest = self.honest()
        disk = self.small_disk("64k")
        self.fill(disk)
        got = self.grade(XDG_CACHE_HOME=str(disk), TMPDIR=str(disk))
        self.assertTrue(self.assert_nobody_is_blamed(honest, got, "cache"))

    def test_takes_nothing_of_the_result(self):
        self.hand_in("right", "swapped")
        code, said, _ = self.grade("--output", "/dev/full", "--journal", "journal")
        self.assertEqual(code, 4)
        self.assertIn("cannot write /dev/full: No space left on device", said)
        self.assertEqual(len(self.grade("--journal", "journal", "--resume")[2]), 2)


class Descriptors(Machine):
    def test_are_few(self):
        self.hand_in("right", "forgets_empty", "raises", times=2)
        honest = self.honest()
        enough = {}
        for most in (3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 40, 64):
            hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
            got = self.grade(prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard)))
            if most >= 5:   # with fewer no shared library can be opened, and kata itself does not start
                enough[most] = self.assert_nobody_is_blamed(honest, got, f"{most} descriptors")
        self.assertTrue(enough[64])

    def test_are_few_for_good(self):
        self.hand_in("right", "forgets_empty", "raises", times=2)
        honest = self.honest()
        for most in (8, 16, 20, 24, 28, 32, 40, 64):
            got = self.grade(prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
            whole = self.assert_nobody_is_blamed(honest, got, f"{most} descriptors")
        self.assertTrue(whole)


class Processes(Machine):
    def test_are_few(self):
        self.hand_in("right", "forgets_empty", "raises", times=2)
        honest = self.honest()
        before = sum(os.stat(f"/proc/{pid}").st_uid == os.getuid() for pid in processes() if os.path.exists(f"/proc/{pid}")) if os.getuid() else 0

        def few(most):
            def prepare():
                resource.setrlimit(resource.RLIMIT_NPROC, (before + most, before + most))
                if os.getuid() == 0:
                    os.setgroups([])
                    os.setresgid(OF_ITS_OWN, OF_ITS_OWN, OF_ITS_OWN)
                    os.setresuid(OF_ITS_OWN, OF_ITS_OWN, OF_ITS_OWN)
            return prepare

        folders = set(pathlib.Path("/tmp").glob("kata-box-*"))
        for most in (*range(1, 16), 20, 30, 200):
            got = self.grade(prepare=few(most))
            whole = self.assert_nobody_is_blamed(honest, got, f"{most} processes")
        self.assertTrue(whole)
        self.assert_to_vanish(set(pathlib.Path("/tmp").glob("kata-box-*")) - folders)

    def assert_to_vanish(self, folders):
        """Those of others that run now go away too."""
        last = time.monotonic() + 30
        while left := [folder for folder in folders if folder.exists()]:
            self.assertLess(time.monotonic(), last, left)
            time.sleep(0.02)


if __name__ == "__main__":
    unittest.main()
