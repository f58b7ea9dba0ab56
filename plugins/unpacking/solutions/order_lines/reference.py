# reference
def order_lines(orders):
    lines = []
    for number, (client, *items) in orders:
        lines.append(f"{number} {client}: {', '.join(items) or 'nothing'}")
    return lines
