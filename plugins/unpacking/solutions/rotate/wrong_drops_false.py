# wrong: takes every false item for "nothing there"; rejected by: KeepsEmptyTexts
def rotate(items):
    present = list(filter(None, items))
    if present:
        present.append(present.pop(0))
    return present
