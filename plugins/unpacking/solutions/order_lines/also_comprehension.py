# also: the same shape in a comprehension
def order_lines(orders):
    return [
        "{} {}: {}".format(number, client, ", ".join(items or ["nothing"]))
        for number, (client, *items) in orders
    ]
