#include "hostile/trial.h"

#include <stdlib.h>

#include <iterator>

#include "hostile/host.h"

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;

void append(Differences& to, Differences more) { to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); }

Facts named_paths(const Case& attack, const Canaries& canaries) {
  Facts facts;
  for (const auto& path : attack.expected["unchanged"]) {
    const fs::path named = canaries.fill_in(path.as<std::string>());
    std::error_code error;
    facts["path " + named.string()] = fs::exists(fs::symlink_status(named, error)) ? "is there" : "is not there";
  }
  return facts;
}

// Two at once, as in a batch: there a time-out that a busy machine may have caused is repeated alone before it costs points.
Differences two_honest_ones(Session& session, const Submission& good) {
  const Submission both[] = {good, good};
  Differences out;
  std::size_t results = 0;
  session.grade(both, {.jobs = 2, .required = sandbox::Isolation::reduced}, [&](std::size_t, report::SubmissionReport report) {
    ++results;
    append(out, not_full(report));
  });
  if (results != std::size(both)) out.push_back("an honest submission has no result");
  return out;
}

void grade_between_honest_ones(const Room& room, const Case& attack, const Submission& submission, const Canaries& canaries, Differences& out) {
  const Submission good = honest(attack.language(), submission.topic + "/" + submission.exercise);
  Session session(paths_in(room), {.at_most = attack.level()});
  append(out, two_honest_ones(session, good));
  const auto report = grade(session, submission);
  append(out, attack.differences(report));
  append(out, leaked(canaries, report));
  append(out, processes_of_idle_session());
  append(out, two_honest_ones(session, good));
}

}  // namespace

Room::Room() {
  std::string name = fs::temp_directory_path() / "kata-hostile-XXXXXX";
  if (!::mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary folder");
  path_ = name;
  fs::permissions(path_, fs::perms(0755));
  fs::create_directory(path_ / "cache");
}

Room::~Room() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Paths paths_in(const Room& room) {
  Paths paths = Paths::discover();
  paths.cache = room.path() / "cache";
  return paths;
}

report::SubmissionReport grade(Session& session, const Submission& submission) {
  report::SubmissionReport out;
  session.grade({&submission, 1}, {.required = sandbox::Isolation::reduced}, [&](std::size_t, report::SubmissionReport report) { out = std::move(report); });
  return out;
}

Differences try_case(const Case& attack) {
  adopt_orphans();
  const Room room;
  Canaries canaries(room.path());
  const Submission submission = attack.placed(room.path(), canaries);
  Facts before = host(room.path());
  before.merge(named_paths(attack, canaries));
  Differences out;
  grade_between_honest_ones(room, attack, submission, canaries, out);
  append(out, processes_left());
  append(out, canaries.touched());
  Facts after = host(room.path());
  after.merge(named_paths(attack, canaries));
  append(out, compare(before, after));
  return out;
}

}  // namespace kata::hostile
