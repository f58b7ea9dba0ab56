// What the supervisor and a topic host say to each other: Values on a SOCK_SEQPACKET, with descriptors beside them.
//
// host to supervisor
//   ["loading"]                            the library's own code runs from now on
//   ["ready", build id, {exercise: number of tests}, has a service]
//   ["broken", why]                        it can't be used; the host then exits
//   ["ended", id, wait status]             the grader of that request is gone
//   ["service", address]                   only with --service: it is up
// supervisor to host
//   ["grade", id, job]   + result socket [+ box's control]   without a box: every test skipped
//   ["rehearse", id, job] + result socket + a file that holds the part
//   ["call", id, call]   + result socket + box's control
//   ["build", id, limits] + result socket + box's control   runs the box's own command to its end
//   ["tests", id]        + result socket
//   ["kill", id]         the grader of that request dies; an "ended" follows
//
// A grader writes frames (value/wire.h) to its result socket: ["step", name] before whatever may take up to the wall
// limit, at last ["report", report], ["call", result], ["build", ended] or ["tests", tests].
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/unique_fd.h"
#include "grader/call.h"
#include "grader/grader.h"
#include "kata/value.h"

namespace kata::plugin_host {

inline constexpr int kControlFd = 3;   // in the host
inline constexpr std::size_t kMaxMessage = 160u << 10;

struct Message {
  std::string name;
  Values arguments;
  std::vector<UniqueFd> fds;
};

// False: the peer is gone. Throws Error for a message beyond kMaxMessage, and where the system refuses.
bool send_message(int socket, std::string_view name, Values arguments, const std::vector<int>& fds = {});

enum class Received { message, nothing, end };
// `nothing`: none is there yet (with `wait` false), or what came was no message.
Received receive_message(int socket, Message& message, bool wait);

Value encode(const grader::Job& job);
std::optional<grader::Job> decode_job(const Value& value);
Value encode(const grader::Call& call);
std::optional<grader::Call> decode_call_request(const Value& value);

Value encode(const sandbox::Limits& limits);
std::optional<sandbox::Limits> decode_limits(const Value& value);
Value encode(const sandbox::Ended& ended);
std::optional<sandbox::Ended> decode_ended(const Value& value);

// Accessors for small messages; the second is what a value of another kind gives.
std::int64_t number_or(const Value& value, std::int64_t otherwise);
std::string text_or(const Value& value, std::string otherwise);

}  // namespace kata::plugin_host
