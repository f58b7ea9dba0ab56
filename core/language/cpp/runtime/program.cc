#include "language/cpp/runtime/program.h"

#include <cxxabi.h>
#include <dirent.h>

#include <cstdio>
#include <iostream>
#include <latch>
#include <thread>

#include "language/cpp/runtime/conversation.h"
#include "language/cpp/runtime/exceptions.h"
#include "language/cpp/runtime/registry.h"
#include "value/wire.h"

namespace kata::cpp {

namespace {

constexpr std::size_t kMostThreads = 256;   // of one parallel request

void flush() {
  std::cout.flush();
  std::clog.flush();
  std::fflush(nullptr);
}

std::int64_t other_threads() {
  DIR* tasks = ::opendir("/proc/self/task");
  if (tasks == nullptr) return 0;
  std::int64_t count = -1;
  while (const dirent* entry = ::readdir(tasks)) count += entry->d_name[0] != '.';
  ::closedir(tasks);
  return count;
}

Value value_outcome(Value value) { return list("value", std::move(value)); }
Value raised(Value error) { return list("raised", std::move(error), Value(List{})); }
Value missing(const std::string& name, const std::vector<std::string>& names) {
  return list("missing", name, near_names(name, names));
}

// One call as it came: [target, args, kwargs, mode].
struct Request {
  std::string name;              // of a function or class, or the attribute
  std::uint64_t handle = 0;      // of the object, if `of_object`
  bool of_object = false;
  Values args;
  Keywords kwargs;
};

bool read_target(const Value& target, Request& out) {
  if (const auto* name = target.get<Str>()) {
    out.name = name->text;
    return true;
  }
  const Values* pair = target.items();
  if (pair == nullptr || pair->size() != 2) return false;
  const auto* handle = (*pair)[0].get<Integer>();
  const auto* name = (*pair)[1].get<Str>();
  if (handle == nullptr || name == nullptr) return false;
  out.of_object = true;
  out.handle = static_cast<std::uint64_t>(handle->to_int64().value_or(0));
  out.name = name->text;
  return true;
}

// `items` from `first` on: target, args, kwargs.
Request read_request(const Values& items, std::size_t first) {
  Request out;
  if (items.size() <= first || !read_target(items[first], out)) throw TypeError{"the test named nothing to call"};
  if (items.size() > first + 1)
    if (const Values* args = items[first + 1].items()) out.args = *args;
  if (items.size() > first + 2)
    if (const auto* kwargs = items[first + 2].get<Dict>())
      for (const auto& [name, value] : kwargs->items) out.kwargs.emplace_back(name.get<Str>() ? name.get<Str>()->text : "", value);
  return out;
}

// Of several with one name the one with as many parameters as the call has arguments.
Value run_one_of(const std::vector<const Callable*>& callables, void* self, const Request& request) {
  const std::size_t given = request.args.size() + request.kwargs.size();
  const Callable* chosen = callables.front();
  for (const auto* one : callables)
    if (one->count == given) chosen = one;
  const Arguments arguments(chosen->name, request.args, request.kwargs, chosen->parameters, chosen->count);
  return value_outcome(chosen->run(chosen->target.get(), self, arguments));
}

std::vector<const Callable*> named(const std::vector<Callable>& all, const std::string& name) {
  std::vector<const Callable*> out;
  for (const auto& one : all)
    if (one.name == name) out.push_back(&one);
  return out;
}

std::vector<std::string> names_of(const std::vector<Callable>& all) {
  std::vector<std::string> out;
  out.reserve(all.size());
  for (const auto& one : all) out.push_back(one.name.empty() ? "()" : one.name);
  return out;
}

struct Known {
  ObjectRef object;
  const ClassInfo* info = nullptr;
};
Known known_object(const Request& request) {
  Known out{.object = object_of(request.handle)};
  if (out.object.type != nullptr) out.info = class_info(*out.object.type);
  if (out.info == nullptr) throw TypeError{"this object has nothing that can be called or read"};
  return out;
}

Value call(const Request& request) {
  if (request.of_object) {
    const auto known = known_object(request);
    const auto methods = named(known.info->methods, request.name);
    if (methods.empty()) return missing(request.name, names_of(known.info->methods));
    return run_one_of(methods, known.object.object.get(), request);
  }
  if (const auto found = registry().functions.find(request.name); found != registry().functions.end())
    return run_one_of(named(found->second, request.name), nullptr, request);
  if (const auto* info = registry().find_class(request.name)) {
    const auto constructors = named(info->constructors, info->name);
    if (constructors.empty()) throw TypeError{info->name + " cannot be made by a test"};
    return run_one_of(constructors, nullptr, request);
  }
  return missing(request.name, registry().names());
}

Value get(const Request& request) {
  if (request.of_object) {
    const auto known = known_object(request);
    const auto properties = named(known.info->properties, request.name);
    if (!properties.empty()) return run_one_of(properties, known.object.object.get(), request);
    if (!named(known.info->methods, request.name).empty()) return value_outcome(Object{"method", request.name, 0});
    return missing(request.name, names_of(known.info->properties));
  }
  if (const auto found = registry().values.find(request.name); found != registry().values.end())
    return value_outcome(found->second());
  if (registry().functions.contains(request.name)) return value_outcome(Object{"function", request.name, 0});
  if (registry().find_class(request.name) != nullptr) return value_outcome(Object{"type", request.name, 0});
  return missing(request.name, registry().names());
}

// Whatever the learner's code throws becomes an outcome; only the unwinding of a cancelled thread goes on.
template <class F> Value guarded(F&& step) {
  try {
    return step();
  } catch (abi::__forced_unwind&) {
    throw;
  } catch (...) {
    return raised(caught_exception());
  }
}

const Values& calls_of(const Values& frame) {
  static const Values kNone;
  const Values* calls = frame.size() > 2 ? frame[2].items() : nullptr;
  return calls == nullptr ? kNone : *calls;
}

Value one_call(const Value& item) {
  return guarded([&] {
    const Values* parts = item.items();
    if (parts == nullptr) throw TypeError{"the test named nothing to call"};
    return call(read_request(*parts, 0));
  });
}

Value batch(const Values& frame) {
  List outcomes;
  for (const auto& item : calls_of(frame)) outcomes.items.push_back(one_call(item));
  return list("values", Value(std::move(outcomes)));
}

// Real threads that set out together.
Value parallel(const Values& frame) {
  const Values& calls = calls_of(frame);
  if (calls.size() > kMostThreads) return raised(type_error("too many calls at once"));
  Values outcomes(calls.size());
  std::latch start(static_cast<std::ptrdiff_t>(calls.size()));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < calls.size(); ++i)
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        outcomes[i] = one_call(calls[i]);
      });
  }
  return list("values", Value(List{std::move(outcomes)}));
}

Value answer(const std::string& kind, const Values& frame) {
  if (kind == "call") return guarded([&] { return call(read_request(frame, 2)); });
  if (kind == "get") return guarded([&] { return get(read_request(frame, 2)); });
  if (kind == "batch") return batch(frame);
  if (kind == "parallel") return guarded([&] { return parallel(frame); });
  if (kind == "syntax") return value_outcome(Dict{});
  return raised(type_error("a C++ program has no '" + kind + "'"));
}

void serve_request(const Value& request) {
  const Values& frame = *request.items();   // the conversation lets only named lists with an id through
  start_time();
  Value outcome = answer(frame[0].get<Str>()->text, frame);
  flush();
  conversation().send(list("result", frame[1], std::move(outcome), meta()));
}

}  // namespace

void Program::load(int channel) {
  const Value meta = dict({{"time", 0.0}, {"thread", 0}, {"threads", other_threads()}});
  flush();
  wire::write_frame(channel, list("result", 0, value_outcome(Value()), meta));
}

void Program::serve(int channel) {
  Conversation conversation(channel, serve_request);
  set_conversation(&conversation);
  meta();   // this thread is number 0
  conversation.run();
}

}  // namespace kata::cpp

// The linker turns the C library's call of main into this one (--wrap=main), so a learner's file may have a main of its
// own for trying things at home.
extern "C" int __wrap_main() {
  kata::cpp::Program program;
  kata::sandbox::run_module(program);
}
