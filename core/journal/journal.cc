#include "journal/journal.h"

#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "journal/database.h"
#include "report/wire.h"
#include "value/wire.h"

namespace kata {
namespace {

using Refusal = DatabaseError::Kind;

constexpr std::int64_t kApplication = 0x6b617461;   // "kata", where file(1) looks
constexpr std::int64_t kLayout = 1;                 // of the tables; append only
// What was encoded here is read back whatever its size.
constexpr wire::Bounds kBounds{.bytes = 64 * kMaxFrame, .depth = 2 * kMaxDepth, .items = 64 * kMaxItems};

std::string shown(const std::filesystem::path& path) { return printable(path.string()); }

// Against decay of the file, not against an adversary: it is the operator's own.
std::string digest_of(const Journal::Key& key, const std::string& grounds, const std::string& report) {
  return sha256(sha256(key.submission) + sha256(grounds) + sha256(report));
}

}  // namespace

Journal::Journal(const std::filesystem::path& path, Begin begin) : path_(path) {
  try {
    database_ = std::make_unique<Database>(path.string());
    // Held until the process ends, however it does. Also keeps the index of the log in memory rather than in a file.
    database_->run("PRAGMA locking_mode = EXCLUSIVE");
    check_version();
    database_->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1000");
    database_->run("BEGIN IMMEDIATE");
    lay_out();
    database_->run("COMMIT");
    if (const std::string word = database_->text("PRAGMA quick_check(1)"); word != "ok") damaged(word);
    if (begin == Begin::anew && has_results()) {
      throw UsageError(N_("{} has results of a batch that began before. Add --resume to go on with it, or remove the file to begin anew"),
                       {shown(path_)});
    }
  } catch (const DatabaseError& error) {
    switch (error.kind) {
      case Refusal::busy:
        throw Error(N_("the journal {} is in use by another kata that still runs. Wait until that one is done, or name another file by --journal"),
                    {shown(path_)});
      case Refusal::foreign:
        throw Error(N_("{} is no journal of kata, and was left as it is. Name another file by --journal"), {shown(path_)});
      case Refusal::damaged: damaged(error.what());
      case Refusal::refused: throw Error(N_("cannot open the journal {}"), {shown(path_)}, error.what());
    }
  }
}

Journal::~Journal() = default;

void Journal::check_version() {
  const bool empty = database_->number("SELECT count(*) FROM sqlite_master") == 0;
  const std::int64_t application = database_->number("PRAGMA application_id");
  if (application != kApplication && !(empty && application == 0)) throw DatabaseError(Refusal::foreign, "");
  if (empty) return;
  const std::int64_t layout = database_->number("PRAGMA user_version");
  const std::string version = layout == kLayout ? database_->text("SELECT version FROM kata") : "";
  if (layout == kLayout && version == KATA_REPORT_VERSION) return;
  throw Error(N_("the journal {} was written by another version of kata ({} rather than {}). Go on with that version, or remove the file to begin anew"),
              {shown(path_), version.empty() ? "?" : printable(version), KATA_REPORT_VERSION});
}

void Journal::lay_out() {
  if (database_->number("SELECT count(*) FROM sqlite_master") != 0) return;
  database_->run("CREATE TABLE kata (version TEXT NOT NULL);"
                 "INSERT INTO kata VALUES ('" KATA_REPORT_VERSION "');"
                 "CREATE TABLE results (submission BLOB, exercise BLOB, language BLOB, namesake INTEGER, verdict TEXT NOT NULL,"
                 "  grounds BLOB NOT NULL, report BLOB NOT NULL, digest BLOB NOT NULL,"
                 "  PRIMARY KEY (submission, exercise, language, namesake));"
                 "PRAGMA application_id = 1801548897; PRAGMA user_version = 1");
}

bool Journal::has_results() { return database_->number("SELECT EXISTS (SELECT 1 FROM results)") != 0; }

void Journal::damaged(const std::string& why) const {
  throw Error(N_("the journal {} is damaged. Remove it to grade everything anew, or name another file by --journal"), {shown(path_)},
              printable(why));
}

std::optional<report::SubmissionReport> Journal::find(const Key& key, const std::string& grounds) {
  try {
    Statement statement(*database_, "SELECT report, digest FROM results WHERE submission = ? AND exercise = ? AND language = ?"
                                    " AND namesake = ? AND grounds = ? AND verdict != 'internal_error'");
    statement.with(key.submission).with(key.exercise).with(key.language).with(key.namesake).with(grounds);
    if (!statement.next()) return std::nullopt;
    const std::string packed = statement.bytes(0);
    const auto value = statement.bytes(1) == digest_of(key, grounds, packed) ? wire::decode(packed, kBounds) : std::nullopt;
    auto report = value ? report::decode_report(*value) : std::nullopt;
    if (!report) damaged(key.submission);
    ++found_;
    return report;
  } catch (const DatabaseError& error) {
    damaged(error.what());
  }
}

void Journal::keep(const Key& key, const std::string& grounds, const report::SubmissionReport& report) {
  const std::string packed = wire::encode(report::encode(report)), digest = digest_of(key, grounds, packed);
  try {
    Statement statement(*database_, "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?)");
    statement.with(key.submission).with(key.exercise).with(key.language).with(key.namesake).with(name(report.verdict));
    statement.with(grounds).with(packed).with(digest).next();
  } catch (const DatabaseError& error) {
    throw Error(N_("cannot write the journal {}, so the batch was ended. What is in it stays; mend the cause and go on with --resume"),
                {shown(path_)}, error.what());
  }
}

void Journal::remove() {
  database_.reset();   // takes the log with it
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace kata
