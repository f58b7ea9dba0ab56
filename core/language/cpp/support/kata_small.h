// Precompiled for learners' files that need little; see small_is_enough() in compiler.cc, which reads these lines.
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <queue>
#include <span>
#include <tuple>
#include <utility>
#include <vector>
