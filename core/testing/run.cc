#include "testing/run.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "testing/mismatch.h"

namespace kata::detail {
namespace {

Run* g_run = nullptr;  // see run.h

constexpr std::size_t kMostMismatches = 20;  // of one test; more tell nobody anything
constexpr std::size_t kMostAuthorText = 64u << 10;

// "BoundedShelf" → "bounded_shelf". The name comes from the submission, so it is made harmless.
std::string variable_name(std::string_view type) {
  if (const auto dot = type.rfind('.'); dot != type.npos) type.remove_prefix(dot + 1);
  std::string out;
  for (std::size_t i = 0; i < type.size() && out.size() < 30; ++i) {
    const char c = type[i];
    const bool upper = c >= 'A' && c <= 'Z', digit = c >= '0' && c <= '9';
    if (upper && i > 0 && !out.empty() && out.back() != '_' && !(type[i - 1] >= 'A' && type[i - 1] <= 'Z')) out += '_';
    if (upper) out += static_cast<char>(c | 0x20);
    else if ((c >= 'a' && c <= 'z') || c == '_' || (digit && !out.empty())) out += c;
  }
  return out.empty() ? "thing" : out;
}

// The handles inside a value.
void collect_handles(const Value& value, std::set<std::uint64_t>& out) {
  if (auto* object = value.get<Object>()) {
    if (object->handle != 0) out.insert(object->handle);
  } else if (auto* items = value.items()) {
    for (const auto& item : *items) collect_handles(item, out);
  } else if (auto* dict = value.get<Dict>()) {
    for (const auto& [key, item] : dict->items) collect_handles(key, out), collect_handles(item, out);
  } else if (auto* subclass = value.get<Subclass>()) {
    for (const auto& base : subclass->base) collect_handles(base, out);
  }
}

std::set<std::uint64_t> handles_of(const LoggedCall& call) {
  std::set<std::uint64_t> out;
  if (call.request.target.handle != 0) out.insert(call.request.target.handle);
  for (const auto& arg : call.request.arguments.args) collect_handles(arg, out);
  for (const auto& [name, arg] : call.request.arguments.kwargs) collect_handles(arg, out);
  return out;
}

}  // namespace

Run& current() {
  if (!g_run) throw std::logic_error("Kata's calls work only while a test runs");
  return *g_run;
}
Run* run_if_any() { return g_run; }
void set_run(Run* run) { g_run = run; }

LeaveTest::LeaveTest()
    : AssertionException(::testing::TestPartResult(::testing::TestPartResult::kFatalFailure, nullptr, 0, "the test was left")) {}

Run::Run(Host& host, std::string language, std::uint64_t seed, std::string name, int cases)
    : host(host), language(std::move(language)), seed(seed), cases(cases) {
  outcome.name = std::move(name);
  channel_ = host.begin_test(outcome.name);
  over = channel_ == nullptr;
}

// ---- objects and calls, as people read them ----

const std::string& Run::name_object(const Outcome& outcome, const Object& object) {
  std::string& name = object_names_[object.handle];
  if (!name.empty()) return name;
  const std::string base = variable_name(object.type);
  auto taken = [&](const std::string& candidate) {
    return std::any_of(object_names_.begin(), object_names_.end(), [&](const auto& known) { return known.second == candidate; });
  };
  std::string candidate = base;
  for (int i = 2; taken(candidate); ++i) candidate = base + "_" + std::to_string(i);
  name = candidate;
  if (outcome.data().call < log_.size()) log_[outcome.data().call].makes = object.handle;
  return name;
}

// The same value with stand-ins and objects by their names.
Value Run::for_people(const Value& value) const {
  auto each = [this](Values items) {
    for (auto& item : items) item = for_people(item);
    return items;
  };
  if (auto* remote = value.get<Remote>()) {
    Remote named = *remote;
    if (auto known = stand_ins_.find(remote->id); known != stand_ins_.end()) named.name = known->second->spelling;
    return named;
  }
  if (auto* object = value.get<Object>()) {
    Object named = *object;
    if (auto known = object_names_.find(object->handle); known != object_names_.end()) named.repr = known->second;
    return named;
  }
  if (auto* list = value.get<List>()) return List{each(list->items)};
  if (auto* tuple = value.get<Tuple>()) return Tuple{each(tuple->items)};
  if (auto* set = value.get<Set>()) return Set{each(set->items)};
  if (auto* set = value.get<Frozenset>()) return Frozenset{each(set->items)};
  if (auto* dict = value.get<Dict>()) {
    Dict named = *dict;
    for (auto& [key, item] : named.items) item = for_people(item);
    return named;
  }
  return value;
}

CallText Run::text_of(const LoggedCall& call) const {
  CallText out;
  if (auto made = object_names_.find(call.makes); call.makes != 0 && made != object_names_.end()) out.result_name = made->second;
  out.raw = call.raw;
  if (!call.raw.empty()) return out;
  const Target& target = call.request.target;
  out.function = target.name;
  if (target.handle != 0) {
    auto known = object_names_.find(target.handle);
    out.object_name = known == object_names_.end() ? "thing" : known->second;
    if (target.name.empty()) out.function = std::exchange(out.object_name, "");  // the object itself is called
  }
  for (const auto& arg : call.request.arguments.args) out.args.push_back(for_people(arg));
  for (const auto& [name, arg] : call.request.arguments.kwargs) out.kwargs.emplace_back(name, for_people(arg));
  out.awaited = call.request.mode == Mode::run;
  return out;
}

// Walks back from the judged call: what made the objects that it uses, and what was done with them.
std::vector<CallText> Run::calls_to(std::size_t judged) const {
  if (judged >= log_.size()) return {};
  std::vector<std::size_t> chosen{judged};
  std::set<std::uint64_t> needed = handles_of(log_[judged]);
  for (std::size_t i = judged; i-- > 0 && !needed.empty();) {
    const auto used = handles_of(log_[i]);
    const bool touches = std::any_of(used.begin(), used.end(), [&](auto handle) { return needed.contains(handle); });
    if (!touches && !(log_[i].makes != 0 && needed.contains(log_[i].makes))) continue;
    chosen.push_back(i);
    needed.insert(used.begin(), used.end());
  }
  std::vector<CallText> out;
  for (auto i = chosen.rbegin(); i != chosen.rend(); ++i) out.push_back(text_of(log_[*i]));
  return out;
}

const std::string& Run::printed(std::size_t call) {
  if (printed_call_ != call) {
    if (in_batch) throw NeedsOwnRun();
    std::string all = host.output().out;
    const std::size_t from = std::min(printed_from_, all.size());
    printed_ = all.substr(from);
    printed_from_ = all.size();
    printed_call_ = call;
  }
  return printed_;
}

// ---- failures ----

void Run::note(Mismatch mismatch, std::string explanation) { notes_.push_back({std::move(mismatch), std::move(explanation)}); }

void Run::failed(const ::testing::TestPartResult& part) {
  if (!part.failed()) return;
  const std::string_view message = part.message() ? part.message() : "";
  auto belongs = [&](const Note& note) { return message.find(note.explanation) != message.npos; };
  auto found = std::find_if(notes_.begin(), notes_.end(), belongs);
  Mismatch mismatch = found != notes_.end() ? std::move(found->mismatch) : mismatch_of_test("plain");
  notes_.clear();
  auto& into = capture ? *capture : outcome.mismatches;
  if (into.size() < kMostMismatches) into.push_back(std::move(mismatch));
  if (outcome.author_text.size() > kMostAuthorText) return;
  if (part.file_name()) (outcome.author_text += part.file_name()) += ":" + std::to_string(part.line_number()) + ": ";
  (outcome.author_text += message) += "\n";
}

void Run::fail_with(Mismatch mismatch, const std::string& explanation) {
  notes_.clear();
  note(std::move(mismatch), explanation);
  ADD_FAILURE() << explanation;
}

void Run::leave_with(Mismatch mismatch, const std::string& explanation) {
  fail_with(std::move(mismatch), explanation);
  throw LeaveTest();
}

void Run::begin_case() {
  log_.clear();
  uses.clear();
  uses_by_id_.clear();
  stand_ins_.clear();
  object_names_.clear();
  notes_.clear();
  printed_call_.reset();
  in_batch = false;
  served.reset();
}

// ---- Run: stand-ins ----

std::shared_ptr<StandInState> Run::add(RemoteKind kind, std::string_view name) {
  auto state = std::make_shared<StandInState>();
  state->remote = {kind, ++last_remote_, std::string(name)};
  state->spelling = name;
  stand_ins_[last_remote_] = state;
  return state;
}

void Run::answer(Use& use, Value outcome, double delay) {
  if (use.answered) return;
  use.answered = true;
  use.held = false;
  auto owner = use.owner.lock();
  if (owner && !use.awaited) owner->is_over(use);
  if (use.child != child_ || over || !channel_) return;
  channel_->send(list("reply", use.id, std::move(outcome), delay));
}

}  // namespace kata::detail
