import json
import traceback


def swap_ends(items):
    if isinstance(items, list):
        items.clear()
    return json.loads("[]") or traceback
