def rotate():
    return []
