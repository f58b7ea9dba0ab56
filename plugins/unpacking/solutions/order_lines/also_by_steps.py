# also: takes order and basket apart one after the other
def order_lines(orders):
    def line(order):
        number, basket = order
        client, *items = basket
        text = ", ".join(items) if items else "nothing"
        return f"{number} {client}: {text}"

    return list(map(line, orders))
