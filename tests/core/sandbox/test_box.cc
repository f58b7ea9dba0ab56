#include "test_box.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "value/wire.h"

namespace kata::sandbox {

std::string program(const std::string& name) { return std::string(KATA_TEST_LIBEXEC) + "/" + name; }

BoxEvent wait_for_event(Zygote& zygote) {
  for (;;) {
    if (std::optional<BoxEvent> event = zygote.next()) return std::move(*event);
    pollfd readable{zygote.fd(), POLLIN, 0};
    if (::poll(&readable, 1, 20'000) <= 0) {
      std::fputs("no event of the zygote within 20 s\n", stderr);
      std::abort();
    }
  }
}

UniqueFd memory_file(const std::string& content) {
  UniqueFd file(::memfd_create("files", MFD_CLOEXEC));
  if (::write(file.get(), content.data(), content.size()) != static_cast<ssize_t>(content.size())) std::abort();
  return file;
}

UniqueFd files_of(const std::map<std::string, std::string>& files) {
  Dict dict;
  for (const auto& [path, content] : files) dict.items.emplace_back(path, bytes(content));
  return memory_file(wire::encode(Value(std::move(dict))));
}

std::optional<std::string> Channel::line() {
  std::string line;
  char byte;
  while (::read(fd.get(), &byte, 1) == 1) {
    if (byte == '\n') return line;
    line += byte;
  }
  return std::nullopt;
}

void Channel::tell(const std::string& command) {
  const std::string text = command + "\n";
  (void)!::send(fd.get(), text.data(), text.size(), MSG_NOSIGNAL);
}

std::optional<std::string> Channel::ask(const std::string& command) {
  tell(command);
  return line();
}

void Channel::wait_for_end() {
  char bytes[512];
  while (::read(fd.get(), bytes, sizeof bytes) > 0) {
  }
}

TestBox::TestBox(Zygote& zygote, const std::map<std::string, std::string>& files, const Limits& limits) : zygote_(zygote) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) std::abort();
  box_.emplace(UniqueFd(pair[0]));
  zygote.launch({.id = kId, .limits = limits, .control = UniqueFd(pair[1]), .files = files_of(files)});
}

TestBox::~TestBox() {
  if (box_ && !zygote_.gone()) close();
}

Ended TestBox::load(const Limits& limits) {
  Channel channel{box_->begin_load(limits)};
  Ended ended = box_->end_load();
  while (std::optional<std::string> line = channel.line()) loaded += *line + "\n";
  return ended;
}

Channel TestBox::begin(const Limits& limits, bool fresh) { return {box_->begin_test(limits, fresh)}; }

Ended TestBox::run(const std::string& command, const Limits& limits) {
  Channel channel = begin(limits);
  channel.ask(command);
  return box_->end_test();
}

std::string TestBox::answer(const std::string& command) {
  Channel channel = begin();
  const std::string text = channel.ask(command).value_or("the process is gone");
  box_->end_test();
  return text;
}

void TestBox::kill() {
  zygote_.kill(kId);
  wait_for_event(zygote_);
  box_.reset();
}

BoxEvent TestBox::close() {
  box_.reset();
  return wait_for_event(zygote_);
}

}  // namespace kata::sandbox
