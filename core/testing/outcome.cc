#include "kata/outcome.h"

#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata {

using detail::current;

Outcome::Kind Outcome::kind() const { return data_->kind; }

const Value& Outcome::value() const {
  if (ok()) return data_->value;
  current().leave_with(detail::mismatch_of_other_outcome(*this), "which gave no value");
}

const Exception& Outcome::raised() const {
  if (kind() == Kind::raised) return *data_->value.get<Exception>();
  Mismatch mismatch = ok() ? detail::mismatch(*this, "exception_expected") : detail::mismatch_of_other_outcome(*this);
  if (ok()) mismatch.actual = data_->value;
  current().leave_with(std::move(mismatch), "which raised no exception");
}

Value Outcome::meta(std::string_view name) const { return detail::find(data_->meta, name); }

double Outcome::time() const {
  const Value time = meta("time");
  if (auto* seconds = time.get<double>()) return *seconds;
  return 0;
}

const std::vector<TraceLine>& Outcome::trace() const { return data_->trace; }
const std::string& Outcome::what() const { return data_->what; }
const std::vector<std::string>& Outcome::near_names() const { return data_->near_names; }

void PrintTo(const Outcome& outcome, std::ostream* out) {
  switch (outcome.kind()) {
    case Outcome::Kind::value: *out << "value "; break;
    case Outcome::Kind::raised: *out << "raised "; break;
    case Outcome::Kind::blocked: *out << "blocked the loop by " << outcome.what(); return;
    case Outcome::Kind::missing: *out << "no such name: " << outcome.what(); return;
    case Outcome::Kind::stuck: *out << "deadlock: " << outcome.what(); return;
    case Outcome::Kind::stalled: *out << "stalled: waits for the test"; return;
  }
  *out << spell(outcome.data().value, Spelling::python, 1000);
}

Outcome Handle::send(std::string_view method, Arguments arguments, Mode mode) const {
  Request request;
  request.target = {object_.handle, std::string(method)};
  request.arguments = std::move(arguments);
  request.mode = mode;
  return current().send(std::move(request));
}

Outcome Handle::get(std::string_view attribute) const {
  return current().get({object_.handle, std::string(attribute)}, name_ + "." + std::string(attribute));
}

}  // namespace kata
