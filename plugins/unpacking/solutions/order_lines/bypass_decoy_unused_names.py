# bypass: unpacks a row of its own and then counts positions; rejected by: TakesStreamsInsideAStream
def order_lines(orders):
    for number, (client, *items) in [(0, ("nobody", "nothing"))]:
        pass
    lines = []
    for position in range(len(orders)):
        order = orders[position]
        if len(order) != 2 or not order[1]:
            raise ValueError("not an order")
        line = str(order[0]) + " " + order[1][0] + ": "
        if len(order[1]) == 1:
            line += "nothing"
        lines.append(line + ", ".join(order[1][1:]))
    return lines
