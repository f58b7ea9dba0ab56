#include <kata/cpp/bridge.h>

#include <cstddef>
#include <ostream>
#include <stdexcept>

#include "solution.h"
#include "solution.cc"

namespace {

// A list becomes a pack, up to eight parts.
template <std::size_t N = 0> std::string spread(const std::string& separator, const std::vector<std::string>& parts) {
  if constexpr (N > 8) throw std::length_error("at most eight parts");
  else if (parts.size() > N) return spread<N + 1>(separator, parts);
  else return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return join_all(separator, parts[I]...);
  }(std::make_index_sequence<N>());
}

std::string mixed() { return join_all(", ", 1, "two", 3.5, 'c'); }
std::string numbers(int a, long b, unsigned char c) { return join_all(";", a, b, c, true); }

// A part that knows how often it was written and copied, and how much text stood in the stream before it.
struct Witness {
  std::string text;
  mutable int written = 0;
  mutable std::int64_t behind = -1;
  static inline int copies = 0;
  explicit Witness(std::string label) : text(std::move(label)) {}
  Witness(const Witness& other) : text(other.text) { ++copies; }
};
std::ostream& operator<<(std::ostream& out, const Witness& witness) {
  ++witness.written;
  witness.behind = out.tellp();
  return out << witness.text;
}

struct Seen {
  std::string text;
  std::vector<int> written;
  std::vector<std::int64_t> behind;
  int copies = 0;
};
Seen watch() {
  const Witness a("ann"), b("bob"), c("cat");
  Seen seen;
  const int before = Witness::copies;
  seen.text = join_all("/", a, b, c);
  seen.written = {a.written, b.written, c.written};
  seen.behind = {a.behind, b.behind, c.behind};
  seen.copies = Witness::copies - before;
  return seen;
}

}  // namespace

KATA_EXPORT_AS("join_all", [](std::string separator, std::vector<std::string> parts) { return spread(separator, parts); });
KATA_EXPORT(mixed);
KATA_EXPORT(numbers);
KATA_EXPORT_AS("own_type", [] { return watch().text; });
KATA_EXPORT_AS("times_written", [] { return watch().written; });
KATA_EXPORT_AS("places", [] { return watch().behind; });
KATA_EXPORT_AS("copies", [] { return watch().copies; });
