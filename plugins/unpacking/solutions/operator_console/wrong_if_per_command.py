# wrong: knows its commands one by one; rejected by: ServesANewHandler
import inspect


def run_command(line, handlers):
    words = line.split()
    if not words:
        return ""
    if words[0] == "lift" and "lift" in handlers:
        options = {}
        places = []
        for word in words[1:]:
            if word.startswith("speed="):
                options["speed"] = word[len("speed="):]
            else:
                places.append(word)
        if len(places) != 2:
            return "usage: lift" + str(inspect.signature(handlers["lift"]))
        return handlers["lift"](*places, **options)
    return "unknown command: " + words[0]
