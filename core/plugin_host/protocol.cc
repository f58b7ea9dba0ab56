#include "plugin_host/protocol.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "value/number.h"
#include "value/wire.h"

namespace kata::plugin_host {
namespace {

constexpr std::size_t kMaxFds = 4;

void take_fds(msghdr& header, std::vector<UniqueFd>& fds) {
  for (cmsghdr* item = CMSG_FIRSTHDR(&header); item; item = CMSG_NXTHDR(&header, item)) {
    if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(item) + i * sizeof(int), sizeof(int));
      fds.emplace_back(fd);
    }
  }
}

bool parse(std::string_view packet, Message& message) {
  auto value = wire::decode(packet);
  List* items = value ? value->get<List>() : nullptr;
  if (!items || items->items.empty()) return false;
  message.name = text_or(items->items[0], "");
  message.arguments.assign(std::make_move_iterator(items->items.begin() + 1), std::make_move_iterator(items->items.end()));
  return true;
}

bool read_time(const Value& value, sandbox::microseconds& to) {
  const auto count = number<sandbox::microseconds::rep>(value);
  to = count ? sandbox::microseconds(*count) : to;
  return count.has_value();
}

std::optional<CallLiteral> decode_one_call(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 3) return std::nullopt;
  const List* args = parts->items[1].get<List>();
  const Dict* kwargs = parts->items[2].get<Dict>();
  if (!args || !kwargs) return std::nullopt;
  CallLiteral call{.function = text_or(parts->items[0], ""), .args = args->items};
  for (const auto& [name, argument] : kwargs->items) call.kwargs.emplace_back(text_or(name, ""), argument);
  return call;
}

}  // namespace

bool send_message(int socket, std::string_view name, Values arguments, const std::vector<int>& fds) {
  arguments.insert(arguments.begin(), Value(name));
  std::string packet = wire::encode(List{std::move(arguments)});
  if (packet.size() > kMaxMessage) throw Error(N_("the request '{}' to a topic host is too long ({} bytes)"), {std::string(name), std::to_string(packet.size())});
  iovec part{packet.data(), packet.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))] = {};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  if (!fds.empty()) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(fds.size() * sizeof(int));
    cmsghdr* item = CMSG_FIRSTHDR(&header);
    item->cmsg_level = SOL_SOCKET;
    item->cmsg_type = SCM_RIGHTS;
    item->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
    std::memcpy(CMSG_DATA(item), fds.data(), fds.size() * sizeof(int));
  }
  ssize_t sent = -1;
  do sent = ::sendmsg(socket, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent < 0 && errno != EPIPE && errno != ECONNRESET) throw_errno(N_("a message between processes of kata cannot be sent"));
  return sent >= 0;
}

Received receive_message(int socket, Message& message, bool wait) {
  const auto packet = std::make_unique_for_overwrite<char[]>(kMaxMessage);   // only what arrives touches its pages
  iovec part{packet.get(), kMaxMessage};
  alignas(cmsghdr) char control[CMSG_SPACE(kMaxFds * sizeof(int))];
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  ssize_t size = -1;
  do size = ::recvmsg(socket, &header, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
  // ECONNRESET: the peer ended without having read all; what it said before is still there.
  while (size < 0 && (errno == EINTR || errno == ECONNRESET));
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Received::nothing;
  if (size <= 0) return Received::end;
  message = {};
  take_fds(header, message.fds);
  return parse({packet.get(), static_cast<std::size_t>(size)}, message) ? Received::message : Received::nothing;
}

Value encode(const sandbox::Limits& limits) {
  return list(limits.cpu.count(), limits.wall.count(), limits.memory, limits.processes, limits.files, limits.output,
              limits.disk);
}

std::optional<sandbox::Limits> decode_limits(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 7) return std::nullopt;
  const Values& items = parts->items;
  sandbox::Limits limits;
  const bool good = read_time(items[0], limits.cpu) && read_time(items[1], limits.wall) && read_number(items[2], limits.memory) &&
                    read_number(items[3], limits.processes) && read_number(items[4], limits.files) && read_number(items[5], limits.output) &&
                    read_number(items[6], limits.disk);
  return good ? std::optional(limits) : std::nullopt;
}

Value encode(const sandbox::Ended& ended) {
  return list(static_cast<int>(ended.cause), ended.detail, ended.waiting, ended.cpu.count(), ended.wall.count(), ended.memory,
              Bytes{ended.out}, Bytes{ended.err});
}

std::optional<sandbox::Ended> decode_ended(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 8) return std::nullopt;
  const Values& items = parts->items;
  sandbox::Ended ended;
  const auto cause = number<std::uint32_t>(items[0]);
  const bool* waiting = items[2].get<bool>();
  const Bytes *out = items[6].get<Bytes>(), *err = items[7].get<Bytes>();
  if (!cause || *cause > static_cast<std::uint32_t>(sandbox::Cause::lost) || !waiting || !out || !err) return std::nullopt;
  if (!read_number(items[1], ended.detail) || !read_time(items[3], ended.cpu) || !read_time(items[4], ended.wall) ||
      !read_number(items[5], ended.memory)) {
    return std::nullopt;
  }
  ended.cause = static_cast<sandbox::Cause>(*cause);
  ended.waiting = *waiting;
  ended.out = out->data;
  ended.err = err->data;
  return ended;
}

Value encode(const grader::Job& job) {
  List only;
  for (const auto& name : job.request.only) only.items.emplace_back(name);
  return list(job.request.exercise, job.request.language, static_cast<std::int64_t>(job.request.seed), only, encode(job.limits), job.import_per_test,
              job.points, job.test_time.count(), job.stop, job.record, job.processor, job.request.cases);
}

std::optional<grader::Job> decode_job(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 12) return std::nullopt;
  const Values& items = parts->items;
  const List* only = items[3].get<List>();
  const bool *per_test = items[5].get<bool>(), *stop = items[8].get<bool>(), *record = items[9].get<bool>();
  grader::Job job;
  const auto limits = decode_limits(items[4]);
  const auto seed = number<std::int64_t>(items[2]), test_time = number<std::int64_t>(items[7]);
  if (!only || !per_test || !limits || !stop || !record || !seed || !test_time || !read_number(items[6], job.points) ||
      !read_number(items[10], job.processor) || !read_number(items[11], job.request.cases)) return std::nullopt;
  job.limits = *limits;
  job.request.exercise = text_or(items[0], "");
  job.request.language = text_or(items[1], "");
  job.request.seed = static_cast<std::uint64_t>(*seed);
  for (const auto& name : only->items) job.request.only.push_back(text_or(name, ""));
  job.import_per_test = *per_test;
  job.test_time = sandbox::microseconds(*test_time);
  job.stop = *stop;
  job.record = *record;
  return job;
}

Value encode(const grader::Call& call) {
  List calls;
  for (const CallLiteral& one : call.calls) {
    Dict kwargs;
    for (const auto& [name, value] : one.kwargs) kwargs.items.emplace_back(name, value);
    calls.items.push_back(list(one.function, List{one.args}, kwargs));
  }
  return list(calls, encode(call.limits));
}

std::optional<grader::Call> decode_call_request(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 2) return std::nullopt;
  const List* calls = parts->items[0].get<List>();
  grader::Call call;
  const auto limits = decode_limits(parts->items[1]);
  if (!calls || !limits) return std::nullopt;
  call.limits = *limits;
  for (const Value& one : calls->items) {
    auto read = decode_one_call(one);
    if (!read) return std::nullopt;
    call.calls.push_back(std::move(*read));
  }
  return call;
}

std::int64_t number_or(const Value& value, std::int64_t otherwise) { return number<std::int64_t>(value).value_or(otherwise); }

std::string text_or(const Value& value, std::string otherwise) {
  const Str* text = value.get<Str>();
  return text ? text->text : otherwise;
}

}  // namespace kata::plugin_host
