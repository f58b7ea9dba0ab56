def parse(*args, **kwargs):
    raise SystemExit(0)
