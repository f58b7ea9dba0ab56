// What a supervisor and a topic host say to each other.
#include "plugin_host/protocol.h"

#include <sys/socket.h>

#include "fuzz/target.h"
#include "value/wire.h"

namespace kata::fuzz {
namespace {

using namespace plugin_host;

template <class Decode> bool goes_round(const Value& value, Decode decode) {
  const auto decoded = decode(value);
  if (!decoded) return false;
  const Value again = encode(*decoded);
  const auto back = decode(again);
  PROMISE(back && encode(*back) == again);
  return true;
}

// The bytes as one packet of the control socket.
Received receive(std::string_view bytes, Message& message) {
  int pair[2];
  PROMISE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0);
  const UniqueFd ours(pair[0]), theirs(pair[1]);
  if (bytes.empty() || bytes.size() > kMaxMessage) return Received::nothing;
  PROMISE(::send(theirs.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  return receive_message(ours.get(), message, false);
}

bool is_payload(const Value& value) {
  bool taken = goes_round(value, decode_job);
  taken |= goes_round(value, decode_call_request);
  taken |= goes_round(value, decode_limits);
  taken |= goes_round(value, decode_ended);
  return taken | goes_round(value, grader::decode_call);
}

}  // namespace

const bool kIsValue = true;

std::vector<std::string> samples() {
  grader::Job job;
  job.request = {.exercise = "rotate", .language = "python", .seed = 7, .only = {"T"}};
  const grader::Call call{.calls = {{.function = "f", .args = {1}, .kwargs = {{"by", 2}}}}};
  grader::CallResult result;
  result.values = {3};
  result.problem = Mismatch{.kind = "raised"};
  std::vector<std::string> out;
  for (const Value& payload : {encode(job), encode(call), encode(sandbox::Limits{}), encode(sandbox::Ended{}), encode(result)}) {
    out.push_back(wire::encode(payload));
    out.push_back(wire::encode(list("grade", 1, payload)));
  }
  out.push_back(wire::encode(list("ended", 1, 9)));
  return out;
}

bool feed(std::string_view bytes) {
  Message message;
  const bool is_message = receive(bytes, message) == Received::message;
  const auto value = wire::decode(bytes);
  const List* items = value ? value->get<List>() : nullptr;
  if (bytes.size() <= kMaxMessage) PROMISE(is_message == (items && !items->items.empty()));
  bool taken = is_message && !message.name.empty();
  for (const Value& argument : message.arguments) is_payload(argument);
  if (value) taken |= is_payload(*value);
  return taken;
}

}  // namespace kata::fuzz
