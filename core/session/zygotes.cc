#include "session/zygotes.h"

#include "base/error.h"

namespace kata {

ZygoteLink::ZygoteLink(Loop& loop, const sandbox::ZygoteSpec& spec, Loop::Clock::duration warm_up)
    : loop_(loop), zygote_(spec) {
  loop_.watch(zygote_.fd(), [this] { read(); });
  warm_up_ = loop_.after(warm_up, [this, program = spec.executable] {
    give_up({.text = N_("{} does not get ready; run kata doctor"), .arguments = {program}});
  });
}

ZygoteLink::~ZygoteLink() {
  if (warm_up_) loop_.cancel(*warm_up_);
  loop_.forget(zygote_.fd());
}

std::uint64_t ZygoteLink::launch(sandbox::BoxSpec spec, Done done) {
  const std::uint64_t id = ++last_id_;
  if (!usable()) return done({.fault = why_}), id;
  spec.id = id;
  boxes_.emplace(id, std::move(done));
  try {
    zygote_.launch(std::move(spec));
  } catch (const Error& error) {
    give_up(error.fault());
  }
  return id;
}

void ZygoteLink::when_known(std::function<void()> action) {
  if (known_ || !usable()) action();
  else waiting_.push_back(std::move(action));
}

void ZygoteLink::read() {
  const auto living = shared_from_this();
  try {
    while (auto event = zygote_.next()) {
      auto box = boxes_.extract(event->id);
      if (box.empty()) continue;
      const bool failed = event->kind == sandbox::BoxEvent::Kind::failed;
      box.mapped()({.fault = failed ? event->fault : Fault{}, .kept = std::move(event->kept)});
    }
  } catch (const Error& error) {
    return give_up(error.fault());
  }
  known_ = true;
  if (warm_up_) loop_.cancel(*std::exchange(warm_up_, std::nullopt));
  for (const auto& action : std::exchange(waiting_, {})) action();
}

void ZygoteLink::give_up(const Fault& why) {
  const auto living = shared_from_this();
  why_ = why;
  if (warm_up_) loop_.cancel(*std::exchange(warm_up_, std::nullopt));
  loop_.forget(zygote_.fd());
  auto boxes = std::exchange(boxes_, {});
  for (auto& [id, done] : boxes) done({.fault = why_});
  for (const auto& action : std::exchange(waiting_, {})) action();
}

}  // namespace kata
