// Precompiled for all other learners' files. Not iostream, thread, chrono and ranges: they would cost each file that
// does not use them more than they save those that do.
#include "kata_small.h"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <variant>
