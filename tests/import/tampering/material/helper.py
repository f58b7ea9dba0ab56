SIX = 6
