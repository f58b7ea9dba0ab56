# wrong: believes that a basket holds a client and at most one item; rejected by: WritesOneLinePerOrder
def order_lines(orders):
    lines = []
    for number, basket in orders:
        client, item = basket if len(basket) > 1 else (*basket, "nothing")
        lines.append(f"{number} {client}: {item}")
    return lines
