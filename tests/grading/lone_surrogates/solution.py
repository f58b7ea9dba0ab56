def rotate(items):
    return ['\ud800']
