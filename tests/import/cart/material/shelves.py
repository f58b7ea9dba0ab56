def filled(cart, *names):
    for name in names:
        cart.add(name)
    return cart
