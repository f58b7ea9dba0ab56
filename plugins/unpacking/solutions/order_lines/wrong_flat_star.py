# wrong: stars the order, not the basket in it; rejected by: WritesOneLinePerOrder
def order_lines(orders):
    lines = []
    for number, client, *items in orders:
        wanted = ", ".join(items)
        if not wanted:
            wanted = "nothing"
        lines.append(f"{number} {client}: {wanted}")
    return lines
