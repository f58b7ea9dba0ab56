def rotate(items):
    return [float('nan')]
