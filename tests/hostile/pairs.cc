// kata-hostile-pairs COUNT SEED: grades the corpus in pairs with honest submissions between them, four at a time and in random
// order, COUNT times in one session. Each honest one must keep its full mark, each hostile one its verdict. SEED makes the same run
// again; exit code 1 if anything was wrong. The last line is a row of the table that scripts/hostile-pairs makes.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "base/error.h"
#include "hostile/host.h"
#include "hostile/trial.h"

namespace {

using namespace kata::hostile;
using kata::report::SubmissionReport;

constexpr int kJobs = 4;

struct Player {
  kata::Submission submission;
  const Case* attack = nullptr;   // null: an honest one
};

class Game {
 public:
  Game(const std::filesystem::path& corpus, std::uint64_t seed)
      : canaries_(room_.path()), random_(seed), session_(paths_in(room_)) {
    for (const auto& each : read_cases(corpus))   // not erased from a vector: to assign a YAML node changes what others see
      if (each.level() == kata::sandbox::Isolation::full) cases_.push_back(each);   // the session has one level
    for (const auto& each : cases_) placed_[each.name] = each.placed(room_.path(), canaries_);
  }

  Differences play() {
    std::vector<Player> players = {attack(), attack()};
    for (const char* exercise : {"unpacking/rotate", "asyncio/kettle", "unpacking/swap"}) players.push_back({honest("python", exercise), nullptr});
    for (const char* exercise : {"unpacking/rotate", "gil/hit_counter"}) players.push_back({honest("cpp", exercise), nullptr});
    std::shuffle(players.begin(), players.end(), random_);
    return grade(players);
  }

  Differences end() { return canaries_.touched(); }
  std::string row(int count) const {
    return fmt::format("| {} | {} | {} of {} | {} | {} |", count, wrong_marks_, tried_.size(), cases_.size(), 2 * count, beaten_);
  }

 private:
  Player attack() {
    const Case& chosen = cases_[std::uniform_int_distribution<std::size_t>(0, cases_.size() - 1)(random_)];
    tried_.insert(chosen.name);
    return {placed_.at(chosen.name), &chosen};
  }

  Differences grade(const std::vector<Player>& players) {
    std::vector<kata::Submission> submissions;
    std::string order;
    for (const auto& player : players) submissions.push_back(player.submission), order += " " + player.submission.name;
    Differences out;
    std::size_t results = 0;
    session_.grade(submissions, {.jobs = kJobs, .required = kata::sandbox::Isolation::reduced}, [&](std::size_t i, SubmissionReport report) {
      ++results;
      const auto wrong = players[i].attack ? players[i].attack->differences(report) : not_full(report);
      (players[i].attack ? beaten_ : wrong_marks_) += !wrong.empty();
      for (const auto& each : wrong) out.push_back(fmt::format("{}: {}: {}", order, players[i].submission.name, each));
      for (const auto& each : leaked(canaries_, report)) out.push_back(players[i].submission.name + ": " + each);
    });
    if (results != players.size()) out.push_back(fmt::format("{}: {} results for {} submissions", order, results, players.size()));
    return out;
  }

  Room room_;
  Canaries canaries_;
  std::vector<Case> cases_;
  std::map<std::string, kata::Submission> placed_;
  std::set<std::string> tried_;
  int wrong_marks_ = 0, beaten_ = 0;
  std::mt19937_64 random_;
  kata::Session session_;
};

int count_and_say(const Differences& differences) {
  for (const auto& difference : differences) std::cout << difference << std::endl;
  return static_cast<int>(differences.size());
}

int run(int count, std::uint64_t seed) {
  adopt_orphans();
  int wrong = 0;
  std::string row;
  {
    Game game(KATA_SOURCE_DIR "/tests/hostile", seed);
    for (int i = 0; i < count; ++i) wrong += count_and_say(game.play());
    wrong += count_and_say(processes_of_idle_session());
    wrong += count_and_say(game.end());
    row = game.row(count);
  }
  wrong += count_and_say(processes_left());
  std::cout << fmt::format("{} random interleavings with the seed {}: {} wrong\n{}\n", count, seed, wrong, row);
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw kata::Error(std::string("usage: kata-hostile-pairs COUNT SEED"));
    return run(std::stoi(argv[1]), std::stoull(argv[2]));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 4;
  }
}
