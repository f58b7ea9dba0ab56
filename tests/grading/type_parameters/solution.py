def rotate[T](items: list[T]) -> list[T]:
    return [*items[1:], *items[:1]]
