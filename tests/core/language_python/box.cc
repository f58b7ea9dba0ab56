#include "box.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "language/python/interpreter.h"
#include "language/python/language.h"
#include "value/wire.h"

namespace kata::python::testing {
namespace {

// One interpreter for all tests of this process; each box is a fork of it, as in a zygote.
PythonLanguage& language() {
  static PythonLanguage* one = [] {
    start_interpreter({});
    return new PythonLanguage();
  }();
  return *one;
}

const Value& meta_item(const Value& meta, const std::string& name) {
  static const Value none;
  const auto* dict = meta.get<Dict>();
  for (std::size_t i = 0; dict && i < dict->items.size(); ++i)
    if (dict->items[i].first == Value(name)) return dict->items[i].second;
  return none;
}

Value item(const Value& value, std::size_t index) {
  const auto* items = value.items();
  return items && index < items->size() ? (*items)[index] : Value();
}

std::string text(const Value& value) { return value.get<Str>() ? value.get<Str>()->text : ""; }
std::uint64_t number_of(const Value& value) {
  return value.get<Integer>() ? static_cast<std::uint64_t>(value.get<Integer>()->to_int64().value_or(0)) : 0;
}

}  // namespace

std::string Result::how() const { return text(item(outcome, 0)); }
Value Result::value() const { return item(outcome, 1); }
Value Result::trace() const { return item(outcome, 2); }
std::string Result::raised() const {
  const Value error = value();
  return how() == "raised" && error.get<Exception>() ? error.get<Exception>()->types.at(0) : "";
}
std::string Result::message() const {
  const Value error = value();
  return error.get<Exception>() ? error.get<Exception>()->message : "";
}
std::int64_t Result::number(const char* name) const { return static_cast<std::int64_t>(number_of(meta_item(meta, name))); }
double Result::time() const { return meta_item(meta, "time").get<double>() ? *meta_item(meta, "time").get<double>() : -1; }

Value raises(const std::string& type, const std::string& message) {
  return list("raised", Exception{.types = {type}, .message = message, .args = {message}}, list());
}
Remote remote(RemoteKind kind, std::uint64_t id, const std::string& name) { return Remote{kind, id, name}; }
Value last_line(const Value& trace) {
  const auto* items = trace.items();
  return items && !items->empty() ? items->back() : Value();
}

Box::Box(const std::string& source, std::map<std::string, std::string> more) {
  if (!source.empty()) more.emplace("solution.py", source);
  start(more);
  loaded_ = wait();
}

void Box::start(const std::map<std::string, std::string>& files) {
  char path[] = "/tmp/kata-python-XXXXXX";
  directory_ = ::mkdtemp(path);
  std::filesystem::create_directories(directory_ + "/work");
  for (const auto& [name, content] : files) {
    const std::string file = directory_ + "/submission/" + name;
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }
  language();
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) ::abort();
  channel_.reset(ends[0]);
  out_.reset(::open((directory_ + "/out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  child_ = ::fork();
  if (child_ == 0) {
    ::setenv("KATA_BOX", directory_.c_str(), 1);
    ::dup2(::open("/dev/null", O_RDWR), 0);
    ::dup2(out_.get(), 1);
    (void)!::chdir((directory_ + "/work").c_str());
    ::alarm(20);
    channel_.reset();
    language().load(ends[1]);
    language().serve(ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
}

Box::~Box() {
  channel_.reset();
  if (status_ < 0) {
    ::kill(child_, SIGKILL);
    exit_status();
  }
  std::filesystem::remove_all(directory_);
}

int Box::exit_status() {
  if (status_ < 0) ::waitpid(child_, &status_, 0);
  return status_;
}

std::string Box::output() {
  std::string text(1 << 20, '\0');
  const ssize_t size = ::pread(out_.get(), text.data(), text.size(), 0);
  return text.substr(0, size > 0 ? static_cast<std::size_t>(size) : 0);
}

void Box::reply(std::uint64_t id, Value outcome, double delay) {
  wire::write_frame(channel_.get(), list("reply", id, std::move(outcome), delay));
}

Result Box::wait() {
  for (Value frame; wire::read_frame(channel_.get(), frame) == wire::ReadStatus::frame;) {
    const std::string name = text(item(frame, 0));
    if (name == "result") return {true, item(frame, 2), item(frame, 3)};
    if (name == "settled") settled.emplace_back(number_of(item(frame, 1)), text(item(frame, 2)));
    if (name == "stalled") {
      ++stalled;
      std::vector<std::uint64_t> ids;
      const Value stalled_ids = item(frame, 1);
      for (const Value& id : *stalled_ids.items()) ids.push_back(number_of(id));
      on_stalled(ids);
    }
    if (name != "invoke") continue;
    const Value args = item(frame, 4);
    const Invoke invoke{number_of(item(frame, 1)), number_of(item(frame, 2)), text(item(frame, 3)),
                        args.items() ? *args.items() : Values{}, item(frame, 5), item(frame, 6)};
    if (const auto answer = on_invoke(invoke)) reply(invoke.id, answer->outcome, answer->delay);
  }
  return {};
}

Result Box::request(Values frame) {
  frame.insert(frame.begin() + 1, Value(next_id_++));
  if (!wire::write_frame(channel_.get(), List{std::move(frame)})) return {};
  return wait();
}

Result Box::call(const std::string& name, Values args, Value kwargs, const std::string& mode) {
  return request({"call", name, List{std::move(args)}, std::move(kwargs), mode});
}

Result Box::parallel(const std::vector<std::pair<std::string, Values>>& calls, std::optional<std::uint64_t> seed) {
  Values all;
  for (const auto& [name, args] : calls) all.push_back(list(name, List{args}, Dict{}, "plain"));
  return request({"parallel", List{std::move(all)}, seed ? dict({{"seed", *seed}}) : dict({})});
}

Result Box::probe(const std::string& code, Value names) { return request({"probe", code, std::move(names)}); }

}  // namespace kata::python::testing
