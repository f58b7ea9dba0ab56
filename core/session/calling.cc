#include "session/calling.h"

#include "base/error.h"
#include "session/limits.h"
#include "session/seed.h"
#include "session/sockets.h"
#include "value/literal.h"

namespace kata {
namespace {

grader::Call read_calls(const std::vector<std::string>& texts) {
  grader::Call out;
  for (const std::string& text : texts) {
    auto call = parse_call(text);
    if (!call) throw UsageError(N_("'{}' is no call such as f(1, [2, 3]) with literal values"), {text});
    out.calls.push_back(std::move(*call));
  }
  return out;
}

RunResult result_of(grader::CallResult result) {
  return {.load = std::move(result.load), .values = std::move(result.values), .problem = std::move(result.problem),
          .verdict = result.verdict, .out = std::move(result.out), .err = std::move(result.err), .signal = result.signal,
          .exit_code = result.exit_code, .syscall = std::move(result.syscall), .trace = std::move(result.trace)};
}

class Caller {
 public:
  Caller(const Calling& calling, const std::function<bool()>& cancelled) : calling_(calling), cancelled_(cancelled) {}

  RunResult run(const catalog::Exercise& exercise) {
    grader::Call call = read_calls(calling_.options.calls);
    call.limits = box_limits(exercise.limits);
    const Submission& submission = calling_.submission;
    auto read = read_source(submission.path, submission.language);
    if (auto* load = std::get_if<report::LoadReport>(&read)) return {.load = std::move(*load)};
    const Source& source = std::get<Source>(read);

    UniqueFd program;
    std::shared_ptr<ZygoteLink> zygote;
    if (submission.language == "cpp") {
      auto order = calling_.compiling.prepare(submission.topic, submission.exercise, source);
      zygote = order.zygote;
      auto built = compile(std::move(order));
      if (built.fault) throw Error(built.fault);
      if (!built.program) return {.load = std::move(built.load)};
      program = std::move(built.program);
    } else {
      zygote = calling_.workers.python({.warm = calling_.topic.warm_for(exercise), .seed = default_seed(submission.topic, exercise.id, exercise.revision)});
    }
    return call_in_box(*zygote, call, source, std::move(program));
  }

 private:
  template <class Condition> void wait_for(Condition&& done) {
    while (!done()) {
      if (cancelled_()) throw Error(N_("interrupted"), {});
      calling_.loop.step();
      calling_.workers.bury();
    }
  }

  Compiling::Result compile(Compiling::Order order) {
    const auto result = std::make_shared<std::optional<Compiling::Result>>();
    calling_.compiling.compile(std::move(order), [result](Compiling::Result given) { *result = std::move(given); });
    wait_for([&] { return result->has_value(); });
    return std::move(**result);
  }

  RunResult call_in_box(ZygoteLink& zygote, const grader::Call& call, const Source& source, UniqueFd program) {
    auto [init, grader] = socket_pair(SOCK_SEQPACKET);
    const std::uint32_t slot = calling_.workers.take_slot();
    sandbox::BoxSpec spec{.slot = slot, .limits = call.limits, .control = std::move(init)};
    spec.files = pack(files_of(source.files));
    spec.program = std::move(program);
    if (!calling_.options.input.empty()) spec.input = in_memory(calling_.options.input);
    // Shared: both may speak after this function was left by an exception.
    struct Heard {
      std::optional<ZygoteLink::BoxEnd> box;
      std::optional<TopicHost::Answer> answer;
    };
    const auto heard = std::make_shared<Heard>();
    zygote.launch(std::move(spec), [heard, slot, &workers = calling_.workers](ZygoteLink::BoxEnd end) {
      workers.free_slot(slot);
      heard->box = std::move(end);
    });
    calling_.workers.call_host()->request("call", {plugin_host::encode(call)}, std::move(grader), step_time(call.limits) * 2,
                                          [heard](TopicHost::Answer given) { heard->answer = std::move(given); });
    wait_for([&] { return heard->answer && heard->box; });
    const auto& [box, answer] = *heard;
    if (box->fault) throw Error(box->fault);
    auto result = answer->result ? grader::decode_call(*answer->result) : std::nullopt;
    if (!result) throw Error(answer->fault ? answer->fault : Fault{.text = N_("the answer to the call cannot be read")});
    if (result->load.reason == "internal") throw Error(result->load.fault);
    return result_of(std::move(*result));
  }

  const Calling& calling_;
  const std::function<bool()>& cancelled_;
};

}  // namespace

RunResult run_call(const Calling& calling, const std::function<bool()>& cancelled) {
  const catalog::Exercise* exercise = calling.topic.find(calling.submission.exercise);
  if (!exercise) {
    throw UsageError(N_("there is no exercise '{}' in '{}'; 'kata list' shows those that there are"),
                     {calling.submission.exercise, calling.topic.id});
  }
  return Caller(calling, cancelled).run(*exercise);
}

}  // namespace kata
