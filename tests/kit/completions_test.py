#!/usr/bin/python3
"""What bash, zsh and fish offer behind the beginning of a line, with the completions of $KATA_SHARE."""

import os
import pathlib
import pty
import re
import shlex
import subprocess
import tempfile
import unittest

SHARE = pathlib.Path(os.environ["KATA_SHARE"])

# zsh completes only on a terminal. This one tells each match between two marks, then ends.
ZSH = """
fpath=(SHARE/zsh/site-functions $fpath)
autoload -Uz compinit && compinit -D -u
zmodload zsh/zutil
PS1= PS2= LISTMAX=100000
mark() { print -r -- @@ }
compprefuncs=(mark) comppostfuncs=(mark exit)
compadd() {
  local -a found
  local each
  builtin compadd -A found "$@"
  for each in $found; do print -r -- "<$each>"; done
  builtin compadd "$@"
}
bindkey '^I' complete-word
print -r -- READY
"""


def bash(words):
    script = (f". {SHARE}/bash-completion/completions/kata\nCOMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}; _kata; "
              'printf "%s\\n" "${COMPREPLY[@]}"')
    return subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE, check=True, text=True).stdout.split()


def fish(words):
    script = f"source {SHARE}/fish/vendor_completions.d/kata.fish; complete -C {shlex.quote(' '.join(words))}"
    said = subprocess.run(["fish", "-N", "-c", script], stdout=subprocess.PIPE, check=True, text=True).stdout
    return [line.split("\t")[0] for line in said.splitlines()]


def zsh(words):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="dumb", LC_ALL="C.UTF-8")
        os.execvp("zsh", ["zsh", "-f", "-i"])
    text = ""

    def until(said):
        nonlocal text
        while not re.search(said, text, re.S):
            text += os.read(terminal, 65536).decode(errors="replace").replace("\r", "")
    with tempfile.NamedTemporaryFile("w", suffix=".zsh") as file:
        file.write(ZSH.replace("SHARE", str(SHARE)))
        file.flush()
        os.write(terminal, f". {file.name}\n".encode())
        until("\nREADY\n")
    os.write(terminal, f"{' '.join(words)}\t".encode())
    until("@@\n.*@@\n")
    os.waitpid(pid, 0)
    os.close(terminal)
    return re.findall("^<(.*)>$", text, re.M)


class Completions(unittest.TestCase):
    def offered(self, line):
        """By each shell, sorted."""
        words = line.split(" ")
        found = [sorted(set(shell(words))) for shell in (bash, zsh, fish)]
        self.assertEqual(found[0], found[1], "bash and zsh differ")
        self.assertEqual(found[0], found[2], "bash and fish differ")
        return found[0]

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        self.addCleanup(os.environ.update, HOME=os.environ.get("HOME", "/"))
        os.environ["HOME"] = folder.name
        os.chdir(folder.name)

    def test_commands(self):
        self.assertEqual(self.offered("kata gr"), ["grade"])
        self.assertTrue({"grade", "start", "verify"} <= set(self.offered("kata ")))

    def test_commands_behind_an_option_of_every_command(self):
        self.assertEqual(self.offered("kata --lang ru st"), ["start"])

    def test_options(self):
        self.assertEqual(self.offered("kata pack --s"), ["--source", "--student"])

    def test_values(self):
        self.assertEqual(self.offered("kata start --language "), ["cpp", "python"])
        self.assertEqual(self.offered("kata --lang "), ["en", "ru"])
        self.assertEqual(self.offered("kata grade --lang r"), ["ru"])

    def test_files(self):
        pathlib.Path("solution.py").touch()
        self.assertEqual(self.offered("kata test sol"), ["solution.py"])


if __name__ == "__main__":
    unittest.main()
