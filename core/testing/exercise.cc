#include "kata/test.h"

#include "testing/mismatch.h"
#include "testing/run.h"
#include "value/literal.h"

namespace kata {

using detail::current;

void Exercise::SetUp() {
  if (current().over) GTEST_SKIP() << "the child of this test did not start";
}

Outcome Exercise::send(std::string_view name, Arguments arguments, Mode mode) {
  Request request;
  request.target.name = name;
  request.arguments = std::move(arguments);
  request.mode = mode;
  return current().send(std::move(request));
}

std::vector<Outcome> Exercise::parallel(const std::vector<Request>& requests, std::optional<std::uint64_t> seed) {
  return current().send_parallel(requests, seed);
}

Outcome Exercise::get(std::string_view name) { return current().get({0, std::string(name)}, std::string(name)); }

Handle Exercise::object(const Outcome& outcome) {
  auto* object = outcome.value().get<Object>();
  if (object && object->handle != 0) return Handle(*object, current().name_object(outcome, *object));
  Mismatch mismatch = detail::mismatch(outcome, "type");
  mismatch.relation = "of_type";
  mismatch.expected = "object";
  mismatch.actual = outcome.value();
  current().leave_with(std::move(mismatch), "which is no object to call further");
}

Outcome Exercise::probe(std::string_view code, const Names& names) { return current().probe(code, names); }
Value Exercise::syntax() { return current().syntax(); }
Output Exercise::output() { return current().output(); }
void Exercise::restart() { current().restart(); }
const std::string& Exercise::language() { return current().language; }
std::uint64_t Exercise::seed() { return current().seed; }

Draw& Exercise::current_draw() {
  if (auto* draw = current().draw) return *draw;
  throw std::logic_error("draw() works only in a KATA_PROPERTY");
}

std::size_t Exercise::pick(std::size_t sets) { return static_cast<std::size_t>(current().run_seed % sets); }

void Exercise::expect_each(const FrozenCase* cases, std::size_t most, OutcomeMatcher (*matcher)(const Value& gives)) {
  std::size_t count = 0;
  while (count < most && cases[count].call) ++count;
  detail::check_cases(count, [&](Draw& draw) {
    const FrozenCase& one = cases[draw.below_or(count - 1)];
    auto call = parse_call(one.call);
    const auto gives = parse_literal(one.gives);
    if (!call || !gives) throw std::logic_error("a frozen case is no literal");
    Arguments arguments{.args = std::move(call->args), .kwargs = std::move(call->kwargs)};
    EXPECT_THAT(send(call->function, std::move(arguments), Mode::plain), matcher(*gives));
  });
}

}  // namespace kata
