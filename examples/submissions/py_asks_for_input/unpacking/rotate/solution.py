def rotate(items):
    input("Which way? ")
    return list(items)
