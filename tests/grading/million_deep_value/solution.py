NEST = []
for _ in range(1_000_000):
    NEST = [NEST]


def rotate(items):
    return NEST
