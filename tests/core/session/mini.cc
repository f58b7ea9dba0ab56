// A topic whose hidden tests are written by hand: exercise `works` wants answer() to be 42 in two groups of tests,
// `crashes` and `hangs` are what a faulty library does in a test.
#include <poll.h>

#include <csignal>

#include "kata/plugin.h"
#include "kata/build_id.h"

namespace {

using kata::list;

kata::TestInfo test(const char* exercise, const char* name, const char* group) {
  return {.exercise = exercise, .name = name, .group = group, .title = {{"en", name}}, .hint = {{"en", name}}};
}

kata::Value ask(kata::Channel& channel, const char* function) {
  kata::Value frame;
  channel.send(list("call", 1, function, kata::List{}, kata::Dict{}, "plain"));
  if (!channel.receive(frame)) return {};
  const auto* items = frame.items();
  const auto* outcome = items && items->size() == 4 ? (*items)[2].items() : nullptr;
  return outcome && outcome->size() == 2 ? (*outcome)[1] : kata::Value();
}

class Mini : public kata::Topic {
 public:
  const std::vector<kata::TestInfo>& tests() const noexcept override { return tests_; }

  bool run(const kata::RunRequest& request, kata::Host& host) noexcept override {
    for (const auto& info : tests_) {
      if (info.exercise != request.exercise) continue;
      if (!request.only.empty() && request.only.front() != info.name) continue;
      kata::TestOutcome outcome{.name = info.name};
      if (kata::Channel* channel = host.begin_test(info.name)) judge(request, *channel, outcome);
      host.end_test(outcome);
    }
    return true;
  }

 private:
  static void judge(const kata::RunRequest& request, kata::Channel& channel, kata::TestOutcome& outcome) noexcept {
    if (request.exercise == "crashes") std::raise(SIGSEGV);
    while (request.exercise == "hangs") ::poll(nullptr, 0, -1);
    const kata::Value actual = ask(channel, "answer");
    outcome.finished = true;
    if (!(actual == kata::Value(42))) {
      outcome.mismatches.push_back({.kind = "value", .relation = "equals", .expected = 42, .actual = actual});
    }
  }

  std::vector<kata::TestInfo> tests_ = {
      test("works", "First", "easy"), test("works", "Second", "hard"), test("works", "Third", "hard"),
      test("crashes", "Falls", ""), test("hangs", "Sleeps", ""),
  };
};

kata::Topic* create() noexcept {
  static Mini mini;
  return &mini;
}

constexpr kata_descriptor kDescriptor{.magic = kata::kPluginMagic, .abi = kata::kPluginAbi, .size = sizeof(kata_descriptor),
                                      .build_id = KATA_BUILD_ID, .create = create};

}  // namespace

const kata_descriptor* kata_topic() noexcept { return &kDescriptor; }
