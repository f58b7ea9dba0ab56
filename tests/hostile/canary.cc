#include "hostile/canary.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "base/error.h"

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;

std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) throw_errno("no random bytes");
  std::string token = "canary";
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

// Reading does not change it; writing, replacing or giving it away does.
std::string state_of(const fs::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return "gone";
  return fmt::format("inode {}, mode {:o}, {} links, owner {}, {} bytes of {}.{:09}", status.st_ino, status.st_mode, status.st_nlink,
                     status.st_uid, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

bool was_called(int listener) { return UniqueFd(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)).get() >= 0; }

}  // namespace

Canaries::Canaries(const fs::path& room) : token_(random_token()) {
  const fs::path home = room / "home";
  fs::create_directories(home);
  ::setenv("HOME", home.c_str(), 1);
  ::setenv("KATA_HOSTILE_CANARY", token_.c_str(), 1);
  const std::string name = "kata-canary-" + room.filename().string();
  for (const fs::path& folder : {room, home, fs::path("/tmp"), fs::path("/var/tmp"), fs::path("/dev/shm")}) plant(folder / name);
  if (::geteuid() == 0) plant("/root/" + name);
  listen_on_loopback();
  listen_on_abstract_name(name);
  words_.insert({{"@CANARY@", room / name}, {"@HOME@", home}, {"@PID@", std::to_string(::getpid())}, {"@TOKEN@", token_}});
}

Canaries::~Canaries() {
  ::unsetenv("KATA_HOSTILE_CANARY");
  for (const auto& [path, state] : files_) ::unlink(path.c_str());
}

void Canaries::plant(const fs::path& path) {
  std::ofstream(path) << token_ << '\n';
  // Open to everybody: what keeps a submission away must be its box.
  if (::chmod(path.c_str(), 0666) != 0) throw_errno("cannot plant {}", {path.string()});
  files_[path] = state_of(path);
}

void Canaries::listen_on_loopback() {
  sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  loopback_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (::bind(loopback_.get(), generic, size) != 0 || ::listen(loopback_.get(), 16) != 0 ||
      ::getsockname(loopback_.get(), generic, &size) != 0)
    throw_errno("cannot listen on the loopback");
  words_["@PORT@"] = std::to_string(ntohs(address.sin_port));
}

void Canaries::listen_on_abstract_name(const std::string& name) {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  abstract_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  if (::bind(abstract_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(abstract_.get(), 16) != 0)
    throw_errno("cannot listen on an abstract name");
  words_["@SOCKET@"] = name;
}

std::string Canaries::fill_in(std::string text) const {
  for (const auto& [word, meaning] : words_)
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + meaning.size())) text.replace(at, word.size(), meaning);
  return text;
}

Differences Canaries::found_in(const std::string& about, const std::string& bytes) const {
  if (bytes.find(token_) == bytes.npos) return {};
  return {about + " has the canary's token"};
}

Differences Canaries::touched() {
  Differences out;
  for (const auto& [path, state] : files_)
    if (const auto now = state_of(path); now != state) out.push_back(fmt::format("{} was {}, is {}", path.string(), state, now));
  if (was_called(loopback_.get())) out.push_back("somebody called the listener on the loopback");
  if (was_called(abstract_.get())) out.push_back("somebody called the listener on the abstract name");
  return out;
}

}  // namespace kata::hostile
