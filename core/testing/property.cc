// KATA_PROPERTY: cases, their batch, shrinking and confirming.
#include <gtest/gtest-spi.h>

#include <algorithm>

#include "kata/test.h"
#include "testing/choices.h"
#include "testing/run.h"

namespace kata {

void assume(bool condition) {
  if (!condition) throw detail::Discard();
}

namespace detail {
namespace {

constexpr int kCases = 100;
constexpr int kShrinkRuns = 600;
constexpr int kMostDiscarded = 10;  // times the cases

struct CaseResult {
  ChoiceSequence choices;
  std::vector<Mismatch> mismatches;
  bool discarded = false;
  bool failed() const { return !mismatches.empty(); }
};

// What must stay the same while an input shrinks, so that one fault doesn't turn into another.
std::string fault(const CaseResult& result) {
  const Mismatch& mismatch = result.mismatches.front();
  auto* exception = mismatch.actual.get<Exception>();
  return mismatch.kind + "/" + (exception && !exception->types.empty() ? exception->types.front() : "");
}

// While it lives, failures become the mismatches of a case instead of GoogleTest's.
class Interception : public ::testing::ScopedFakeTestPartResultReporter {
 public:
  Interception(Run& run, std::vector<Mismatch>& into)
      : ScopedFakeTestPartResultReporter(INTERCEPT_ONLY_CURRENT_THREAD, nullptr), run_(run) {
    run_.capture = &into;
  }
  ~Interception() override { run_.capture = nullptr; }
  void ReportTestPartResult(const ::testing::TestPartResult& result) override { run_.failed(result); }

 private:
  Run& run_;
};

class Property {
 public:
  Property(Run& run, const std::function<void(Draw&)>& body, std::optional<std::size_t> numbered = {})
      : run_(run), body_(body), numbered_(numbered) {}
  void check();

 private:
  struct Case {
    std::uint64_t seed = 0;
    double size = 0;
    std::optional<ChoiceSequence> choices;   // these, and none at random
    std::optional<Request> first_call;
    std::shared_ptr<OutcomeData> outcome;
  };

  static Choices choices_of(const Case& one) { return one.choices ? Choices(*one.choices) : Choices(one.seed, one.size); }
  std::vector<Case> first_cases(Random& seeds) const;
  void scout(Case& one);
  void ask_in_one_batch(std::vector<Case>& cases);
  CaseResult run_case(Choices choices, const Case* batched = nullptr);
  CaseResult replay(const ChoiceSequence& choices) { return run_case(Choices(choices)); }
  std::optional<CaseResult> first_failure();
  void report(CaseResult result, bool shrunk, bool unconfirmed);
  void shrink_and_report(CaseResult failure);

  Run& run_;
  const std::function<void(Draw&)>& body_;
  const std::optional<std::size_t> numbered_;   // how many cases there are, where they are known
  std::int64_t passed_ = 0;
};

// Runs the body up to its first call, to learn that.
void Property::scout(Case& one) {
  Choices choices = choices_of(one);
  std::vector<Mismatch> ignored;
  Scouted scouted;
  run_.begin_case();
  run_.scout = &scouted;
  run_.draw = &choices;
  const std::string author_text = run_.outcome.author_text;
  try {
    Interception interception(run_, ignored);
    body_(choices);
  } catch (const ScoutDone&) {
  } catch (const Discard&) {
  } catch (...) {
    run_.scout = nullptr;  // what it is shows when the case runs
  }
  run_.scout = nullptr;
  run_.draw = nullptr;
  run_.outcome.author_text = author_text;
  one.first_call = std::move(scouted.request);
}

// Stand-ins and objects belong to one case, so calls with these are made one by one.
bool refers_to_the_test(const Value& value) {
  if (value.kind() == Kind::remote || value.kind() == Kind::object) return true;
  if (auto* items = value.items()) return std::any_of(items->begin(), items->end(), refers_to_the_test);
  if (auto* dict = value.get<Dict>()) {
    return std::any_of(dict->items.begin(), dict->items.end(),
                       [](const auto& entry) { return refers_to_the_test(entry.first) || refers_to_the_test(entry.second); });
  }
  return false;
}

bool refers_to_the_test(const Request& request) {
  const auto& [args, kwargs] = request.arguments;
  return std::any_of(args.begin(), args.end(), [](const Value& arg) { return refers_to_the_test(arg); }) ||
         std::any_of(kwargs.begin(), kwargs.end(), [](const auto& arg) { return refers_to_the_test(arg.second); });
}

void Property::ask_in_one_batch(std::vector<Case>& cases) {
  std::vector<Request> requests;
  std::vector<Case*> asking;
  for (auto& one : cases) {
    scout(one);
    if (!one.first_call || refers_to_the_test(*one.first_call)) {
      one.first_call.reset();
      if (&one == &cases.front()) return;  // the simplest case tells what the others are like
      continue;
    }
    requests.push_back(*one.first_call);
    asking.push_back(&one);
  }
  if (requests.empty()) return;
  auto outcomes = run_.send_batch(std::move(requests));
  for (std::size_t i = 0; i < asking.size(); ++i) asking[i]->outcome = std::move(outcomes[i]);
}

CaseResult Property::run_case(Choices choices, const Case* batched) {
  CaseResult result;
  run_.begin_case();
  if (batched) {
    run_.served = batched->outcome;
    run_.served_request = *batched->first_call;
    run_.in_batch = true;
  }
  run_.draw = &choices;
  try {
    Interception interception(run_, result.mismatches);
    body_(choices);
  } catch (const Discard&) {
    result.discarded = true;
  } catch (const NeedsOwnRun&) {
    run_.draw = nullptr;
    throw;
  } catch (const LeaveTest&) {  // with its failure told, or at the end of the channel
    if (run_.over) {
      run_.draw = nullptr;
      throw;
    }
  } catch (...) {
    run_.draw = nullptr;
    throw;
  }
  run_.draw = nullptr;
  run_.in_batch = false;
  if (result.discarded) result.mismatches.clear();
  result.choices = choices.taken();
  return result;
}

std::vector<Property::Case> Property::first_cases(Random& seeds) const {
  std::vector<Case> cases;
  if (numbered_) {
    for (std::size_t i = 0; i < *numbered_; ++i) cases.push_back({.choices = ChoiceSequence{i}});
  } else {
    const int wanted = run_.cases > 0 ? run_.cases : kCases;
    for (int i = 0; i < wanted; ++i) cases.push_back({.seed = seeds.next(), .size = static_cast<double>(i) / wanted});
    cases.front().choices.emplace();   // the simplest
  }
  return cases;
}

std::optional<CaseResult> Property::first_failure() {
  Random seeds(run_.seed);
  int discarded = 0;
  std::vector<Case> cases = first_cases(seeds);
  const auto wanted = static_cast<int>(cases.size());
  ask_in_one_batch(cases);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case one = cases[i];
    CaseResult result;
    try {
      result = run_case(choices_of(one), one.outcome ? &one : nullptr);
    } catch (const NeedsOwnRun&) {  // from here on one by one, in a child that has not seen the batch
      for (auto& other : cases) other.outcome.reset();
      run_.in_batch = false;
      run_.restart();
      --i;
      continue;
    }
    if (result.failed()) return result;
    if (!result.discarded) {
      ++passed_;
      continue;
    }
    if (++discarded > kMostDiscarded * wanted) {
      ADD_FAILURE() << "assume() left out " << discarded << " inputs; generate the right ones instead";
      return std::nullopt;
    }
    cases.push_back({.seed = seeds.next(), .size = one.size});
  }
  return std::nullopt;
}

void Property::report(CaseResult result, bool shrunk, bool unconfirmed) {
  for (auto& mismatch : result.mismatches) {
    mismatch.shrunk = shrunk;
    mismatch.unconfirmed = unconfirmed;
    mismatch.cases = passed_;
    run_.fail_with(std::move(mismatch), "the property does not hold");
  }
}

void Property::shrink_and_report(CaseResult failure) {
  const std::string before = fault(failure);
  CaseResult smallest = failure;
  auto still_fails = [&](const ChoiceSequence& choices) -> std::optional<ChoiceSequence> {
    CaseResult result = replay(choices);
    if (!result.failed() || fault(result) != before) return std::nullopt;
    if (smaller(result.choices, smallest.choices)) smallest = result;
    return result.choices;
  };
  const std::string author_text = run_.outcome.author_text;  // of the first failure only
  bool shrunk = true, confirmed = false;
  try {
    // In the child that saw the other cases; if it doesn't fail there again, in a fresh one.
    if (!still_fails(failure.choices)) {
      run_.restart();
      shrunk = still_fails(failure.choices).has_value();
    }
    if (shrunk) {
      const ChoiceSequence best = shrink(failure.choices, still_fails, kShrinkRuns);
      run_.restart();
      CaseResult again = replay(best);
      confirmed = again.failed();
      if (confirmed) smallest = std::move(again);
    }
  } catch (const LeaveTest&) {  // the child ended under a smaller input; what was found so far stands
    run_.over = false;
  }
  run_.outcome.author_text = author_text;
  report(std::move(smallest), shrunk, !confirmed);
}

void Property::check() {
  auto failure = first_failure();
  run_.outcome.cases = passed_ + (failure ? 1 : 0);
  if (!failure) return;
  if (run_.cases > 0) report(std::move(*failure), false, false);
  else shrink_and_report(std::move(*failure));
}

}  // namespace

void check_property(const std::function<void(Draw&)>& body) { Property(current(), body).check(); }
void check_cases(std::size_t cases, const std::function<void(Draw&)>& body) { Property(current(), body, cases).check(); }

}  // namespace detail
}  // namespace kata
