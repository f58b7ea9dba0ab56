#include "grader/rehearse.h"

#include <algorithm>
#include <deque>
#include <memory>

#include "base/error.h"
#include "grader/channel.h"
#include "grader/verdict.h"

namespace kata::grader {
namespace {

struct Less {
  bool operator()(const Value& a, const Value& b) const { return compare(a, b) < 0; }
};
using Answers = std::map<Value, Value, Less>;   // a request without its id -> outcome and meta

const Values* items_of(const Value& value, std::size_t least) {
  const List* list = value.get<List>();
  return list && list->items.size() >= least ? &list->items : nullptr;
}

// ["call", 7, …] → ["call", 0, …]: what is asked, whenever it is asked.
Value without_id(const Value& frame) {
  Value out = frame;
  if (List* list = out.get<List>(); list && list->items.size() > 1) list->items[1] = 0;
  return out;
}

// The frame of one entry of a transcript, where it went that way; else null.
const Value* frame_of(const Value& entry, const char* way) {
  const Values* items = items_of(entry, 2);
  return items && text_of((*items)[0]) == way ? &(*items)[1] : nullptr;
}

void collect(const std::vector<Value>& transcript, Answers& answers) {
  std::map<Value, Value, Less> open;   // by id
  for (const Value& entry : transcript) {
    if (const Value* sent = frame_of(entry, "sent"); sent && items_of(*sent, 2)) {
      open.insert_or_assign((*items_of(*sent, 2))[1], without_id(*sent));
    } else if (const Value* came = frame_of(entry, "came"); came && items_of(*came, 4)) {
      const Values& items = *items_of(*came, 4);
      const auto asked = open.find(items[1]);
      if (text_of(items[0]) == "result" && asked != open.end()) answers.emplace(asked->second, list(items[2], items[3]));
    }
  }
}

Value in_place_of_many(const Value& request, const Value& outcome) {
  const Values* items = items_of(request, 3);
  const std::string name = items ? text_of((*items)[0]) : "";
  if (name != "batch" && name != "parallel") return outcome;
  const Values* asked = items_of((*items)[2], 0);
  return list("values", List{Values(asked ? asked->size() : 0, outcome)});
}

// Plays the box in one test.
class Player : public Channel {
 public:
  Player(const Part& part, const Answers& answers, const std::vector<Value>* script)
      : part_(part), answers_(answers), script_(script) {}

  bool send(const Value& frame) noexcept override {
    if (script_ && at_ < script_->size()) {
      const Value* sent = frame_of((*script_)[at_], "sent");
      if (sent && *sent == frame && !part_.junk) return ++at_, true;
    }
    script_ = nullptr;
    answer(frame);
    return true;
  }

  bool receive(Value& frame) noexcept override {
    if (!said_.empty()) {
      frame = std::move(said_.front());
      said_.pop_front();
      return true;
    }
    const Value* came = script_ && at_ < script_->size() ? frame_of((*script_)[at_], "came") : nullptr;
    if (!came) return false;
    frame = *came;
    ++at_;
    return true;
  }

 private:
  void answer(const Value& frame) {
    const Values* items = items_of(frame, 2);
    if (!items || text_of((*items)[0]) == "reply") return;
    const auto known = answers_.find(without_id(frame));
    if (part_.junk && text_of((*items)[0]) != "syntax") {
      said(*items, in_place_of_many(frame, list("value", *part_.junk)), Dict{});
    } else if (known != answers_.end()) {
      const Values& given = *items_of(known->second, 2);
      said(*items, given[0], given[1]);
    } else {
      said(*items, in_place_of_many(frame, list("missing", "", list())), Dict{});
    }
  }

  void said(const Values& request, const Value& outcome, const Value& meta) {
    said_.push_back(list("result", request[1], outcome, meta));
  }

  const Part& part_;
  const Answers& answers_;
  const std::vector<Value>* script_;   // null: the test went another way
  std::size_t at_ = 0;
  std::deque<Value> said_;
};

class Stage : public Host {
 public:
  Stage(const Part& part, report::SubmissionReport& report) : part_(part), report_(report) {
    for (const auto& [test, transcript] : part.transcripts) collect(transcript, answers_);
  }

  Channel* begin_test(std::string_view name) noexcept override {
    test_ = nullptr;
    for (auto& test : report_.tests) {
      if (test.info.name == name) test_ = &test;
    }
    if (!test_) return nullptr;
    const auto known = part_.transcripts.find(test_->info.name);
    player_ = std::make_unique<Player>(part_, answers_, known == part_.transcripts.end() ? nullptr : &known->second);
    return player_.get();
  }
  Output output() noexcept override { return {}; }
  Channel* restart() noexcept override { return player_.get(); }
  void end_test(const TestOutcome& outcome) noexcept override {
    if (!test_) return;
    Seen seen{.outcome = outcome};
    test_->verdict = judge(seen).value_or(report::TestVerdict::failed);
    test_->mismatches = outcome.mismatches;
  }

 private:
  const Part& part_;
  report::SubmissionReport& report_;
  Answers answers_;
  report::TestReport* test_ = nullptr;
  std::unique_ptr<Player> player_;
};

}  // namespace

report::SubmissionReport rehearse(Topic& topic, const Job& job, const Part& part) {
  report::SubmissionReport report = prepare(topic, job);
  Stage stage(part, report);
  if (topic.run(job.request, stage)) return report;
  report.verdict = report::SubmissionVerdict::internal_error;
  report.load.reason = "internal";
  report.load.fault = {.text = N_("the topic's library could not run its tests")};
  return report;
}

}  // namespace kata::grader
