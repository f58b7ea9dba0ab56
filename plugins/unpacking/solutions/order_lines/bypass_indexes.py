# bypass: reaches into rows by index and checks the lengths by hand; rejected by: TakesStreamsInsideAStream
def order_lines(orders):
    lines = []
    for row in orders:
        if len(row) != 2 or len(row[1]) == 0:
            raise ValueError("not an order")
        text = ", ".join(row[1][1:])
        lines.append(f"{row[0]} {row[1][0]}: {text or 'nothing'}")
    return lines
