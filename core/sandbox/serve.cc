// The zygote program: answers the supervisor, keeps one prepared box in reserve, reaps.
#include <fcntl.h>
#include <grp.h>
#include <linux/keyctl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <future>
#include <map>
#include <memory>

#include "base/error.h"
#include "sandbox/box_group.h"
#include "sandbox/folder.h"
#include "sandbox/init.h"
#include "sandbox/messages.h"
#include "sandbox/networks.h"
#include "sandbox/processes.h"
#include "sandbox/root.h"
#include "sandbox/spawn.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

struct Child {
  pid_t pid = -1;
  UniqueFd socket;         // what was asked goes there; what it kept, or why it failed, comes back
  std::uint64_t id = 0;    // the supervisor's; 0: in reserve
  bool killed = false;
  std::string folder;      // without a mount namespace: the box's, below /tmp
  BoxGroup group;
  UniqueFd network;        // its own while it lives

  void kill() {
    killed = true;
    if (!group.kill()) ::kill(pid, SIGKILL);
  }

  // After its last process: what stays of it on the host.
  void remove() {
    if (!folder.empty()) {
      const UniqueFd opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      if (opened) empty_folder(opened.get());
      ::rmdir(folder.c_str());
    }
    group.remove();
  }
};

class Server {
 public:
  explicit Server(int socket);
  [[noreturn]] void serve(Language* language);

 private:
  Hello receive_hello();
  void measure_warm();
  bool try_box();
  void choose_level();
  void prepare_boxes();
  Child spawn();
  void start(Child& child);
  void run_child(Child& child, UniqueFd socket);
  void take_message();
  void launch(std::string_view message, std::array<UniqueFd, kMostFds>& fds);
  void reap();
  void ended(Child& child, int status);
  void kill_strays();
  // When it is killed; else it has to end by itself, as the supervisor hangs up.
  bool leaves_nothing() const { return plan_.own_processes() && plan_.own_root() && !groups_; }
  [[noreturn]] void finish();
  void tell(const Event& event, std::string_view text, int kept = -1);

  int socket_;
  UniqueFd child_signals_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(kMostMessage);
  std::vector<std::string> readable_;
  UniqueFd groups_;        // the divided group, where there is one
  unsigned last_group_ = 0;
  std::uint64_t warm_ = 0; // our own memory in bytes, which boxes begin with a copy of
  Hello hello_;        // after what receiving it needs
  IdRange ids_;
  Plan plan_;
  std::string note_;
  std::optional<Child> reserve_;
  std::map<pid_t, Child> boxes_;
  Networks networks_;
  bool has_own_mounts_ = false;
  std::future<void> level_;   // chosen by a thread while the language starts; last, since it works on what is above
};

[[noreturn]] void not_started_by_kata() {
  std::fputs("This program is a part of kata, which starts it itself; run kata instead.\n", stderr);
  ::_exit(2);
}

Server::Server(int socket) : socket_(socket), hello_(receive_hello()) {
  ::fcntl(socket_, F_SETFD, FD_CLOEXEC);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != hello_.supervisor) ::_exit(0);  // it died before we could ask to be told
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGCHLD, SIG_DFL);
  child_signals_.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
  if (::geteuid() == 0) ::setgroups(0, nullptr);
  if (groups_) remove_stale_groups(groups_.get());
  has_own_mounts_ = hello_.at_most == Isolation::full && own_mounts(ids_);
  level_ = std::async(std::launch::async, [this] { choose_level(); });
}

Hello Server::receive_hello() {
  Received received = receive_message(socket_, {buffer_.get(), kMostMessage});
  Hello hello;
  if (received.size < static_cast<ssize_t>(sizeof hello)) not_started_by_kata();
  std::memcpy(&hello, buffer_.get(), sizeof hello);
  if (hello.magic != Hello{}.magic) not_started_by_kata();
  std::string_view paths(buffer_.get() + sizeof hello, static_cast<std::size_t>(received.size) - sizeof hello);
  for (std::size_t end; (end = paths.find('\0')) != paths.npos; paths.remove_prefix(end + 1))
    readable_.emplace_back(paths.substr(0, end));
  groups_ = std::move(received.fds[0]);
  return hello;
}

void Server::measure_warm() {
  const Processes::Memory own = Processes(true).memory(::getpid());
  warm_ = own.resident - own.shared;
}

// Tries once, in a process that ends at once, what each box will do; nothing of it can be taken back in this one.
bool Server::try_box() {
  if (!has_own_mounts_ || ::mount("none", "/", nullptr, MS_PRIVATE | MS_REC, nullptr) != 0) return false;
  int gate[2];
  if (::pipe2(gate, O_CLOEXEC) != 0) return false;
  UniqueFd waiting(gate[0]), going(gate[1]), network;
  if (plan_.own_network() && !(network = networks_.enter())) return false;
  const pid_t trial = clone_init(plan_, -1);
  if (trial == 0) {
    char go;
    going.reset();
    const bool mapped = ::read(waiting.get(), &go, 1) == 1;
    const bool mounts = !plan_.own_processes() || ::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0;
    ::_exit(mapped && mounts ? 0 : 1);
  }
  if (trial > 0 && (!plan_.own_users() || write_maps(trial, ids_))) (void)!::write(going.get(), "", 1);
  going.reset();
  int status = 1;
  if (trial <= 0 || ::waitpid(trial, &status, 0) != trial || status != 0) return false;
  networks_.give_back(std::move(network));
  return true;
}

void Server::choose_level() {
  plan_.level = hello_.at_most;
  if (plan_.level == Isolation::full && !try_box()) {
    plan_.level = Isolation::reduced;
    note_ = N_("the kernel refuses new namespaces to this process");
  }
  if (plan_.own_root()) build_root(readable_);
  if (plan_.level != Isolation::none) plan_.filter.emplace();
}

// What this process itself must do, once the language has started: it reads its files where they were.
void Server::prepare_boxes() {
  level_.get();
  ::malloc_trim(0);   // what that took is copied with every fork
  if (plan_.own_root()) enter_root();
  plan_.two_ids = plan_.own_users() && ids_.two_ids() && stands(Fence::own_ids);
  plan_.changes_id = !plan_.own_users() && ids_.two_ids();
  if (!plan_.own_processes()) ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);  // so that what a killed box leaves comes to us
  if (plan_.level == Isolation::none) return;
  if (stands(Fence::session_keyring)) ::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr);
  if (Landlock::abi() > 0) plan_.landlock.emplace(readable_paths(readable_, plan_.own_root()));
  else note_ = note_.empty() ? N_("the kernel has no landlock") : N_("the kernel refuses new namespaces to this process and has no landlock");
}

void Server::tell(const Event& event, std::string_view text, int kept) {
  if (kept >= 0) must_send(socket_, {bytes_of(event), text}, {&kept, 1});
  else must_send(socket_, {bytes_of(event), text});
}

// What was made of a box that cannot be is taken back.
Child Server::spawn() {
  Child child;
  try {
    start(child);
  } catch (const Error&) {
    if (child.pid > 0) ::kill(child.pid, SIGKILL), ::waitpid(child.pid, nullptr, 0);
    child.remove();
    throw;
  }
  return child;
}

void Server::start(Child& child) {
  if (!plan_.own_root()) {
    char folder[] = "/tmp/kata-box-XXXXXX";
    if (!::mkdtemp(folder)) throw_errno(N_("cannot make a folder for a box below /tmp"));
    ::chmod(folder, 0755);
    child.folder = folder;
  }
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) throw_errno(N_("cannot make a socket for a box"));
  child.socket.reset(pair[0]);
  UniqueFd theirs(pair[1]);
  if (groups_) child.group = BoxGroup(groups_.get(), ++last_group_);
  if (plan_.own_network() && !(child.network = networks_.enter())) throw_errno(N_("cannot make a box; run kata doctor"));
  child.pid = clone_init(plan_, child.group.fd());
  if (child.pid < 0) throw_errno(N_("cannot make a box; run kata doctor"));
  if (child.pid == 0) run_child(child, std::move(theirs));
  if (plan_.own_users() && !write_maps(child.pid, ids_)) throw_errno(N_("cannot give a box its ids; run kata doctor"));
  must_send(child.socket.get(), {"m"});
}

void Server::run_child(Child& child, UniqueFd socket) {
  // A box holds nothing of the supervisor and of other boxes.
  ::close(socket_);
  child_signals_.reset();
  child.socket.reset();
  child.network.reset();
  networks_.forget();
  for (auto& [pid, other] : boxes_) other.socket.reset(), other.network.reset(), other.group.forget();
  GroupUsage usage = child.group.fd() >= 0 ? GroupUsage(child.group.fd()) : GroupUsage();
  child.group.forget();
  groups_.reset();
  if (!child.folder.empty()) plan_.box = child.folder;
  if (plan_.changes_id) plan_.learner_id = ids_.base(::getpid());
  run_init(plan_, std::move(socket), std::move(usage));
}

void Server::launch(std::string_view message, std::array<UniqueFd, kMostFds>& fds) {
  Launch launch;
  std::memcpy(&launch, message.data(), sizeof launch);
  if (launch.kind == Launch::Kind::kill) {
    for (auto& [pid, box] : boxes_)
      if (box.id == launch.id) box.kill();
    return;
  }
  try {
    Child child = reserve_ ? std::move(*reserve_) : spawn();
    reserve_.reset();
    int numbers[kMostFds];
    std::size_t count = 0;
    for (const UniqueFd& fd : fds)
      if (fd) numbers[count++] = fd.get();
    child.id = launch.id;
    child.group.limit(launch.limits, warm_);
    must_send(child.socket.get(), {message}, {numbers, count});
    const pid_t pid = child.pid;
    boxes_.emplace(pid, std::move(child));
  } catch (const Error& error) {
    tell({.kind = Event::Kind::failed, .id = launch.id}, pack(error.fault()));
  }
}

void Server::take_message() {
  Received received = receive_message(socket_, {buffer_.get(), kMostMessage});
  if (received.size <= 0) finish();
  if (received.size < static_cast<ssize_t>(sizeof(Launch))) return;
  launch({buffer_.get(), static_cast<std::size_t>(received.size)}, received.fds);
}

// The supervisor is gone or done, and every box goes with us: by its namespace's end, or one by one where something of it
// would stay.
[[noreturn]] void Server::finish() {
  if (!leaves_nothing()) {
    if (reserve_) boxes_.emplace(reserve_->pid, std::move(*reserve_));
    reserve_.reset();
    for (auto& [pid, box] : boxes_) box.kill();
    while (!boxes_.empty()) {
      pollfd child{child_signals_.get(), POLLIN, 0};
      ::poll(&child, 1, 100);
      reap();
    }
  }
  ::_exit(0);
}

// Without a pid namespace the processes of a box whose init was killed become ours.
void Server::kill_strays() {
  const Processes processes(false);
  for (bool found = true; found;) {
    found = false;
    for (const pid_t pid : processes.children()) {
      if (boxes_.contains(pid)) continue;
      found = true;
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
    }
  }
}

void Server::reap() {
  signalfd_siginfo drained[8];
  while (::read(child_signals_.get(), drained, sizeof drained) == sizeof drained) {
  }
  int status = 0;
  for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
    if (reserve_ && reserve_->pid == pid) {
      reserve_->group.remove();
      networks_.give_back(std::move(reserve_->network));
      reserve_.reset();
    } else if (auto box = boxes_.find(pid); box != boxes_.end()) {
      ended(box->second, status);
      boxes_.erase(box);
    }
  }
}

void Server::ended(Child& child, int status) {
  char text[2048];
  Received last = receive_message(child.socket.get(), text, MSG_DONTWAIT);
  if (!plan_.own_processes()) kill_strays();
  child.remove();
  networks_.give_back(std::move(child.network));
  if (last.size > 0 && text[0] == 'F') {
    tell({.kind = Event::Kind::failed, .id = child.id}, {text + 1, static_cast<std::size_t>(last.size) - 1});
  } else if (status != 0 && !child.killed) {
    tell({.kind = Event::Kind::failed, .id = child.id}, pack({.text = N_("the first process of a box was killed or crashed")}));
  } else {
    tell({.kind = Event::Kind::ended, .id = child.id, .has_kept = static_cast<bool>(last.fds[0])}, "", last.fds[0].get());
  }
}

[[noreturn]] void Server::serve(Language* language) {
  plan_.language = language;
  prepare_boxes();
  ::prctl(PR_SET_DUMPABLE, ids_.two_ids() ? 0 : 1);  // as a user it must write its children's id maps
  if (leaves_nothing()) ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  else ::prctl(PR_SET_PDEATHSIG, 0);
  if (groups_) measure_warm();
  tell({.kind = Event::Kind::ready, .isolation = plan_.level}, note_);
  for (;;) {
    // A box in reserve costs a launch only the message that says what it is for.
    try {
      if (!reserve_ && plan_.own_namespaces() && !hello_.brief) reserve_ = spawn();
    } catch (const Error&) {
      // The launch that needs it will try again, and tell.
    }
    pollfd set[] = {{socket_, POLLIN, 0}, {child_signals_.get(), POLLIN, 0}};
    ::poll(set, std::size(set), -1);
    if (set[1].revents) reap();
    if (set[0].revents) take_message();
  }
}

std::unique_ptr<Server> server;

// What went wrong is told to the supervisor rather than printed.
template <class Step> void or_fail(Step step) {
  try {
    step();
  } catch (const std::exception& error) {
    end_zygote(error);
  }
}

}  // namespace

[[noreturn]] void end_zygote(const std::exception& why) {
  send_message(kZygoteFd, {bytes_of(Event{.kind = Event::Kind::failed}), pack(fault_of(why))});
  ::_exit(1);
}

void begin_zygote() {
  ::mallopt(M_ARENA_MAX, 1);   // a thread's own would be copied with every fork
  or_fail([] { server = std::make_unique<Server>(kZygoteFd); });
}

[[noreturn]] void serve_zygote(Language* language) {
  or_fail([language] { server->serve(language); });
  ::_exit(1);
}

}  // namespace kata::sandbox
