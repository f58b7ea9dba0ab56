#!/usr/bin/python3
"""kill_test.py KATA KILLS SEED [SUBMISSIONS [PER_BATCH]]: grades batches of submissions with $KATA while its processes are killed (SIGKILL) at
random moments, goes on with --resume after each death of the supervisor, and compares each result with that of a batch that
nothing happened to. The last line has the numbers; exit code 1 where a result was lost, doubled or blamed on a learner."""

import collections
import ctypes
import json
import os
import pathlib
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

BECOME_SUBREAPER = 36   # prctl: what kata leaves behind becomes a child of this process
EXERCISE = "unpacking/rotate"
RIGHT = "def rotate(items):\n    items = list(items)\n    return items[1:] + items[:1]\n"
RIGHT_CPP = """#include <algorithm>
#include "solution.h"
std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::ranges::rotate(parcels, parcels.begin() + 1);
  return parcels;
}
"""
# What is handed in, how often of a hundred, and in which file.
KINDS = {
    "right": (60, "py", RIGHT),
    "forgets_empty": (15, "py", "def rotate(items):\n    first, *rest = items\n    return [*rest, first]\n"),
    "swapped": (10, "py", "def rotate(items):\n    return [items[-1], *items[:-1]] if items else []\n"),
    "raises": (5, "py", "1 / 0\n"),
    "leaves": (3, "py", "import os\nos._exit(0)\n"),
    "kills_itself": (1, "py", "import os\ndef rotate(items):\n    os.kill(os.getpid(), 9)\n"),
    "leaves_a_child": (4, "py", "import os, time\nif os.fork() == 0:\n    time.sleep(3600)\n" + RIGHT),
    "nothing": (1, "py", None),
    "right_cpp": (1, "cc", RIGHT_CPP),
}
VICTIMS = {"supervisor": 20, "topic host": 15, "zygote": 15, "grader": 20, "box init": 15, "module process": 15, "test": 10}
MOMENT = 3.0   # seconds that a victim of the chosen kind is looked for


def processes():
    """All of the machine: {pid: (parent, name, state)}."""
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                with open(f"/proc/{entry.name}/stat", "rb") as file:
                    line = file.read().decode(errors="replace")
            except OSError:
                continue
            end = line.rindex(")")
            state, parent = line[end + 2:].split()[:2]
            found[int(entry.name)] = (int(parent), line[line.index("(") + 1:end], state)
    return found


def kind_of(pid, seen, supervisor):
    """What a process of the batch is; None: none of it, or one that a learner started."""
    if pid == supervisor:
        return "supervisor"
    parent, name, state = seen.get(pid, (0, "", "Z"))
    if state == "Z" or parent not in seen:
        return None
    above = seen[parent][1]
    if parent == supervisor:
        return "topic host" if name.startswith("kata-topic") else "zygote" if name.startswith("kata-zygote") else None
    if seen[parent][0] == supervisor:
        return "grader" if above.startswith("kata-topic") else "box init" if name == "kata-init" else None
    if above == "kata-init" and seen.get(seen[parent][0], (0,))[0] == supervisor:
        first = min(other for other, (its, _, _) in seen.items() if its == parent)
        return "module process" if pid == first else "test"
    return None


def kill_one(kind, supervisor, chance):
    """Kills a process of this kind, once one is seen; False: none was. A pidfd, so that no stranger with its pid dies."""
    last = time.monotonic() + MOMENT
    while time.monotonic() < last:
        seen = processes()
        victims = [pid for pid in seen if kind_of(pid, seen, supervisor) == kind]
        chance.shuffle(victims)
        for pid in victims:
            try:
                handle = os.pidfd_open(pid)
            except OSError:
                continue
            try:
                if kind_of(pid, processes(), supervisor) == kind:
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                    return True
            except OSError:
                pass
            finally:
                os.close(handle)
        if supervisor not in seen or seen[supervisor][2] == "Z":
            return False
    return False


def result_of(report):
    """What must be the same whatever happens: all but names, contents and what is measured."""
    if isinstance(report, dict):
        return {key: result_of(value) for key, value in report.items()
                if key not in ("wall_ms", "cpu_ms", "memory_bytes", "submission", "content_hash")}
    return [result_of(value) for value in report] if isinstance(report, list) else report


class KillTest:
    def __init__(self, kata, kills, seed, submissions, per_batch):
        self.kata, self.kills, self.submissions, self.per_batch = kata, kills, submissions, per_batch
        self.chance = random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-kills-"))
        self.done = collections.Counter()      # kills by kind
        self.numbers = collections.Counter()
        self.honest = {}                       # by kind

    def hand_in(self, name, kind, mark):
        _, suffix, text = KINDS[kind]
        comment = "//" if suffix == "cc" else "#"
        path = self.folder / "in" / f"{name}.{suffix}"
        path.write_text("" if text is None else f"{text}{comment} {mark}\n")

    def arguments(self, *more):
        return [self.kata, "grade", "in", "--exercise", EXERCISE, "--format", "json", "--jobs", "2", "--quiet", *more]

    def environment(self):
        kept = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder), "TMPDIR": str(self.folder / "tmp")}
        kept["XDG_CACHE_HOME"] = str(self.folder / "cache")
        return kept

    def start(self, *more):
        return subprocess.Popen(self.arguments(*more), cwd=self.folder, env=self.environment(), stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE)

    def fresh(self):
        for name in ("in", "tmp", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()

    def learn_what_is_honest(self):
        self.fresh()
        for kind in KINDS:
            self.hand_in(kind, kind, "calm")
        began = time.monotonic()
        said = self.start("--output", "honest.json").communicate()[1]
        for report in json.loads((self.folder / "honest.json").read_text())["results"]:
            assert report["verdict"] != "internal_error", (report, said)
            self.honest[report["submission"]] = result_of(report)
        assert self.honest["right"]["passed"] and self.honest["right_cpp"]["passed"] and not self.honest["swapped"]["passed"]

    def batch(self, number, kills):
        self.fresh()
        kinds = self.chance.choices(list(KINDS), weights=[share for share, _, _ in KINDS.values()], k=self.submissions)
        kinds[:len(KINDS)] = list(KINDS)   # each at least once
        for index, kind in enumerate(kinds):
            self.hand_in(f"s{index}", kind, f"{number}.{index}")
        for name in ("results.json", "journal"):
            (self.folder / name).unlink(missing_ok=True)
        self.run(kills)
        self.judge(kinds)

    def run(self, kills):
        """Until the batch has ended by itself and nothing in it is an internal error."""
        pause = self.submissions * 0.008 / (kills + 1)
        for attempt in range(kills + 10):
            running = self.start("--output", "results.json", "--journal", "journal", "--resume")
            while running.poll() is None and kills > 0:
                if select.select([running.stderr], [], [], self.chance.uniform(0, 2 * pause))[0]:
                    break                      # it says something: it ends
                kind = self.chance.choices(list(VICTIMS), weights=VICTIMS.values())[0]
                if kill_one(kind, running.pid, self.chance):
                    kills -= 1
                    self.done[kind] += 1
            said = running.communicate()[1].decode()
            self.reap()
            if running.returncode == 4:
                self.numbers["resumed for an internal error"] += 1
            elif running.returncode == -signal.SIGKILL:
                self.numbers["resumed for a death of the supervisor"] += 1
            elif running.returncode == 1 and kills <= 0:
                return
            elif running.returncode == 1:
                self.numbers["ended before all its kills"] += 1
                self.kills_left = kills
                self.done["not used"] += kills
                return
            else:
                raise SystemExit(f"kata ended with {running.returncode}: {said}")
        raise SystemExit(f"the batch does not end: {said}")

    def reap(self):
        """Everything below this process ends by itself."""
        last = time.monotonic() + 20
        while time.monotonic() < last:
            try:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    time.sleep(0.005)
            except ChildProcessError:
                break
        else:
            self.numbers["processes left"] += 1
            print("left behind:", [entry for entry in processes().values() if entry[0] == os.getpid()], file=sys.stderr)
        for left in (self.folder / "tmp").iterdir():
            self.numbers["files left"] += 1
            print("left behind:", left, file=sys.stderr)

    def judge(self, kinds):
        found = collections.Counter()
        for report in json.loads((self.folder / "results.json").read_text())["results"]:
            name = report["submission"]
            found[name] += 1
            if report["verdict"] == "internal_error":
                self.numbers["not graded"] += 1
                print(f"{name}: {report['message']}", file=sys.stderr)
            elif result_of(report) != self.honest[kinds[int(name[1:])]]:
                self.numbers["blamed"] += 1
                print(f"{name} is {kinds[int(name[1:])]}:\n{result_of(report)}\n{self.honest[kinds[int(name[1:])]]}", file=sys.stderr)
        with sqlite3.connect(self.folder / "journal") as journal:
            kept = collections.Counter(row[0].decode() for row in journal.execute("SELECT submission FROM results"))
        for index in range(len(kinds)):
            for counted in (found, kept):
                self.numbers["lost"] += counted[f"s{index}"] == 0
                self.numbers["doubled"] += counted[f"s{index}"] > 1
        self.numbers["submissions"] += len(kinds)
        self.numbers["batches"] += 1

    def all(self):
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)
        self.learn_what_is_honest()
        while (left := self.kills - sum(self.done[kind] for kind in VICTIMS)) > 0:
            self.batch(self.numbers["batches"], min(left, self.per_batch))
            by_kind = ", ".join(f"{kind} {self.done[kind]}" for kind in VICTIMS)
            print(f"batch {self.numbers['batches']}: killed so far: {by_kind}", flush=True)
        return self.tell()

    def tell(self):
        bad = {name: self.numbers[name] for name in ("lost", "doubled", "blamed", "not graded", "processes left", "files left")}
        numbers = {"kills": sum(self.done[kind] for kind in VICTIMS), "by kind": {kind: self.done[kind] for kind in VICTIMS},
                   "submissions": self.numbers["submissions"], "batches": self.numbers["batches"],
                   "resumed": self.numbers["resumed for a death of the supervisor"] + self.numbers["resumed for an internal error"], **bad}
        print(json.dumps(numbers))
        return 1 if any(bad.values()) else 0


def main():
    kata, kills, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    submissions, per_batch = (int(word) for word in (sys.argv[4:] + ["2000", "40"][len(sys.argv) - 4:]))
    test = KillTest(kata, kills, seed, submissions, per_batch)
    try:
        return test.all()
    finally:
        shutil.rmtree(test.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
