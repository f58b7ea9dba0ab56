#include "session/compiling.h"

#include "base/error.h"
#include "session/limits.h"
#include "session/sockets.h"

namespace kata {

struct Compiling::Build {
  std::uint64_t id = 0;
  Order order;
  std::shared_ptr<TopicHost> host;
  Done done;
  std::optional<ZygoteLink::BoxEnd> box;
  std::optional<TopicHost::Answer> answer;
};

const std::string& Compiling::tool() {
  if (tool_.empty()) tool_ = cpp::version(paths_.cpp_support);
  return tool_;
}

Compiling::Order Compiling::prepare(const std::string& topic, const std::string& exercise, const Source& source, bool explain) {
  Order order{.files = cpp::Sources(source.files.begin(), source.files.end())};
  order.plan = cpp::plan({.support = paths_.cpp_support, .glue = cpp::glue_folder(paths_.glue, topic), .topic = topic, .exercise = exercise, .explain = explain,
                          .files = order.files, .content_hash = source.hash});
  order.zygote = workers_.native(order.plan.readable);
  return order;
}

void Compiling::compile(Order order, Done done) {
  if (auto program = cache_.find(order.plan.key)) return done({.program = std::move(*program)});
  auto build = std::make_shared<Build>();
  build->id = ++last_;
  build->order = std::move(order);
  build->done = std::move(done);
  waiting_.push_back(std::move(build));
  start_next();
}

void Compiling::start_next() {
  while (!waiting_.empty() && running_.size() < at_most_) {
    const BuildPtr build = std::move(waiting_.front());
    waiting_.pop_front();
    running_.emplace(build->id, build);
    try {
      start(build);
    } catch (const Error& error) {
      running_.erase(build->id);
      build->done({.fault = error.fault()});
    }
  }
}

void Compiling::start(const BuildPtr& build) {
  const cpp::Plan& plan = build->order.plan;
  auto [init, grader] = socket_pair(SOCK_SEQPACKET);
  UniqueFd files = pack(files_of(build->order.files));
  const std::uint32_t slot = workers_.take_slot();
  sandbox::BoxSpec spec{.slot = slot, .limits = plan.limits, .control = std::move(init), .files = std::move(files)};
  spec.command = plan.command;
  spec.keep = plan.keep;
  build->host = workers_.call_host();
  build->order.zygote->launch(std::move(spec), [this, slot, weak = std::weak_ptr(build)](ZygoteLink::BoxEnd end) {
    workers_.free_slot(slot);
    const BuildPtr living = weak.lock();
    if (!living) return;
    living->box = std::move(end);
    conclude(living);
  });
  build->host->request("build", {plugin_host::encode(plan.limits)}, std::move(grader), step_time(plan.limits),
                       [this, weak = std::weak_ptr(build)](TopicHost::Answer answer) {
                         const BuildPtr living = weak.lock();
                         if (!living) return;
                         living->answer = std::move(answer);
                         conclude(living);
                       });
}

// When both the box and who drove it are done.
void Compiling::conclude(const BuildPtr& build) {
  if (!build->box || !build->answer) return;
  running_.erase(build->id);
  Result result;
  const auto ended = build->answer->result ? plugin_host::decode_ended(*build->answer->result) : std::nullopt;
  if (build->box->fault) {
    result.fault = build->box->fault;
  } else if (!ended) {
    result.fault = build->answer->fault ? build->answer->fault : Fault{.text = N_("the compiler's box ended too early")};
  } else if (auto load = cpp::why_not(build->order.files, *ended, static_cast<bool>(build->box->kept))) {
    result.load = std::move(*load);
    if (result.load.reason == "internal") result.fault = result.load.fault;
  } else {
    cache_.store(build->order.plan.key, build->box->kept.get());
    result.program = std::move(build->box->kept);
  }
  build->done(std::move(result));
  start_next();
}

void Compiling::abandon() {
  waiting_.clear();
  running_.clear();
}

}  // namespace kata
