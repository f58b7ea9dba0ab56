// The results of a batch in one file, so that a batch goes on where it was, whatever ended it. An SQLite database in WAL mode
// that one process at a time has open: a result is there wholly or not at all. What was kept outlives the end of the process
// at any moment; when the machine itself loses power the last results may be missing, and are then graded anew.
// Thread rule: one thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "report/report.h"

namespace kata {

class Database;

class Journal {
 public:
  // Which submission of a batch; there is one result of each.
  struct Key {
    std::string submission, exercise, language;
    int namesake = 0;                      // how many before it in the batch have the same name
  };
  enum class Begin : std::uint8_t { anew, resumed };

  // Makes the file where there is none. Throws UsageError where it has results and is not to be resumed, and Error where
  // it is damaged, no journal, of another version of kata, in use by another process or cannot be written.
  Journal(const std::filesystem::path& path, Begin begin);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // The result that follows from the same `grounds` (any text). Throws Error where it is damaged.
  std::optional<report::SubmissionReport> find(const Key& key, const std::string& grounds);
  // It is in the file when this returns, in the place of an earlier one. Throws Error where it can't be.
  void keep(const Key& key, const std::string& grounds, const report::SubmissionReport& report);

  std::size_t found() const { return found_; }   // how many find() gave
  // Removes the file: nobody will need it any more.
  void remove();

 private:
  void check_version();
  void lay_out();
  bool has_results();
  [[noreturn]] void damaged(const std::string& why) const;

  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
  std::size_t found_ = 0;
};

}  // namespace kata
