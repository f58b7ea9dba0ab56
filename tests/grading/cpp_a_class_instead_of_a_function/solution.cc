#include "solution.h"

class rotate {};
