// SQLite as far as a journal needs it. Thread rule: one thread.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace kata {

// What SQLite refused, and why: `busy`: another process has the file; `damaged`: what it says can't be; `foreign`: it is no
// database.
struct DatabaseError : std::runtime_error {
  enum class Kind : std::uint8_t { busy, damaged, foreign, refused } kind;
  DatabaseError(Kind kind, const std::string& why) : std::runtime_error(why), kind(kind) {}
};

// All calls throw DatabaseError.
class Database {
 public:
  explicit Database(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* statements);
  std::int64_t number(const char* query);
  std::string text(const char* query);

 private:
  friend class Statement;
  sqlite3* handle_ = nullptr;
};

// One statement, its places filled in order with what is given. Texts are bytes and live as long as the statement is used.
class Statement {
 public:
  Statement(Database& database, const char* text);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& with(std::string_view bytes);
  Statement& with(std::int64_t number);
  bool next();                            // true: there is a row
  std::string bytes(int column) const;
  std::int64_t number(int column) const;

 private:
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
  int place_ = 0;
};

}  // namespace kata
