# wrong: a fallback list, not a race: the first good mirror in order; rejected by: TakesTheQuickestAnswer
async def fastest_mirror(mirrors, fetch):
    for mirror in mirrors:
        try:
            return await fetch(mirror)
        except OSError:
            pass
    raise LookupError("no mirror answered")
