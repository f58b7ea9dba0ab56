// Makes threads meet at a chosen point without a stopwatch, so that a race happens every time or not at all.
//
//   inline kata::cpp::Meeting meeting;                          // in the glue
//   auto worker = [&] { kata::cpp::Meeting::Member member(meeting, 2); hits.add("a"); };   // in each of 2 threads
//   int Count::load() const { meeting.meet(); return value_; }  // in a type that the learner's code is given
//
// meet() returns when all members are there, or when every member that is not there has ended or is *known* to wait: the
// kernel says it sleeps on a lock without a time limit. So code without a lock reads twice before either write, and code
// with a lock goes on at once. A member that spins counts as waiting after 20 ms of its own computing.
// Thread rule: safe for threads.
#ifndef KATA_CPP_MEETING_H
#define KATA_CPP_MEETING_H

#include <sys/types.h>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace kata::cpp {

class Meeting {
 public:
  // Takes part from here to the end of the scope. Waits first until `together` members have come, 0: doesn't wait.
  class Member {
   public:
    explicit Member(Meeting& meeting, std::size_t together = 0);
    ~Member();
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

   private:
    Meeting& meeting_;
  };

  // True: all members met. Returns false at once in a thread that is no member.
  bool meet();
  std::uint64_t met() const;   // how often all members met

 private:
  struct Person {
    pid_t thread = 0;
    bool here = false;
    bool started = false;         // it is past the wait for `together`
    std::int64_t computed = -1;   // nanoseconds of its own when the one who waits first looked
    std::int64_t last = -1;
    int still = 0;                // looks in a row at which it slept and had not moved
  };
  bool all_here() const;
  bool rest_waits();
  void release(bool all);
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Person> people_;
  std::size_t came_ = 0;
  std::uint64_t round_ = 0;
  std::uint64_t met_ = 0;
  bool last_was_all_ = false;
};

// What the kernel says of a thread of this process.
enum class ThreadState { running, waits_for_ever, waits_a_while, gone };
ThreadState thread_state(pid_t thread);
std::int64_t thread_nanoseconds(pid_t thread);   // computed so far; -1: gone

}  // namespace kata::cpp

#endif
