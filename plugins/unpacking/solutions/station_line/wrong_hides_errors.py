# wrong: takes any error of the printer for a line that is too short; rejected by: PassesOnAnErrorOfThePrinter
def station_line(words):
    seen = []
    try:
        seen.extend(words)
        code, *name, city = seen
    except Exception:
        raise ValueError(f"a station line is too short: got {len(seen)}")
    return code, name, city
