print("what is this?")
