# wrong: files the orders under the client, so a second order replaces the first; rejected by: KeepsTwoOrdersOfOneClient
def order_lines(orders):
    by_client = {}
    for number, (client, *items) in orders:
        by_client[client] = (number, ", ".join(items) or "nothing")
    return [f"{number} {client}: {text}"
            for client, (number, text) in by_client.items()]
