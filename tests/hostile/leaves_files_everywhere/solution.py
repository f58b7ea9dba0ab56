import os
import tempfile

FOLDERS = (".", "/tmp", "/var/tmp", "/dev/shm", "@HOME@", "/root", "/box", "/box/submission", os.path.expanduser("~"), tempfile.gettempdir(),
           "/run", "/run/lock", "/", "/usr/lib/python3.11", os.path.dirname("@CANARY@"))


def rotate(items):
    for folder in FOLDERS:
        path = os.path.join(folder, "hostile-left-py")
        if os.path.exists(path) and open(path).read() != str(os.getpid()):
            raise RuntimeError("another test left " + path)
        try:
            with open(path, "w") as file:
                file.write(str(os.getpid()))
            os.chmod(path, 0o4755)
        except OSError:
            pass
    try:
        with open("@CANARY@", "a") as file:
            file.write("sung")
    except OSError:
        pass
    items = list(items)
    return items[1:] + items[:1]
