# wrong: leaves out orders that it can't take apart; rejected by: RefusesABasketWithoutAClient
def order_lines(orders):
    lines = []
    for order in orders:
        try:
            number, (client, *items) = order
        except ValueError:
            continue
        lines.append(f"{number} {client}: {', '.join(items) or 'nothing'}")
    return lines
