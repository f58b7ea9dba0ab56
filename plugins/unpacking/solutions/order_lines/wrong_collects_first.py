# wrong: collects the whole stream before it reads a basket; rejected by: ReadsABasketBeforeTheNextOrder
def order_lines(orders):
    lines = []
    for number, basket in list(orders):
        client, *items = basket
        lines.append(f"{number} {client}: {', '.join(items) or 'nothing'}")
    return lines
