#include "journal/database.h"

#include <sqlite3.h>

#include <cstring>

namespace kata {
namespace {

using Kind = DatabaseError::Kind;

Kind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Kind::busy;
    case SQLITE_CORRUPT: return Kind::damaged;
    case SQLITE_NOTADB: return Kind::foreign;
  }
  return Kind::refused;
}

// The system's own word is the clearer one where it has one: "Permission denied".
DatabaseError error_of(sqlite3* handle, int code) {
  const Kind kind = kind_of(code);
  const int error = handle && kind == Kind::refused && (code & 0xff) != SQLITE_FULL ? sqlite3_system_errno(handle) : 0;
  return {kind, error != 0 ? std::strerror(error) : sqlite3_errstr(code)};
}

}  // namespace

Database::Database(const std::string& path) {
  const int code = sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code == SQLITE_OK) return;
  const DatabaseError error = error_of(handle_, code);
  sqlite3_close(handle_);
  throw error;
}

Database::~Database() { sqlite3_close(handle_); }

void Database::run(const char* statements) {
  const int code = sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw error_of(handle_, code);
}

std::int64_t Database::number(const char* query) {
  Statement statement(*this, query);
  return statement.next() ? statement.number(0) : 0;
}

std::string Database::text(const char* query) {
  Statement statement(*this, query);
  return statement.next() ? statement.bytes(0) : "";
}

Statement::Statement(Database& database, const char* text) : database_(database) {
  const int code = sqlite3_prepare_v2(database_.handle_, text, -1, &handle_, nullptr);
  if (code != SQLITE_OK) throw error_of(database_.handle_, code);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::with(std::string_view bytes) {
  // SQLite takes a null pointer for NULL; and nothing is as long as 2 GiB here.
  const char* data = bytes.empty() ? "" : bytes.data();
  const int code = sqlite3_bind_blob(handle_, ++place_, data, static_cast<int>(bytes.size()), SQLITE_STATIC);
  if (code != SQLITE_OK) throw error_of(database_.handle_, code);
  return *this;
}

Statement& Statement::with(std::int64_t number) {
  const int code = sqlite3_bind_int64(handle_, ++place_, number);
  if (code != SQLITE_OK) throw error_of(database_.handle_, code);
  return *this;
}

bool Statement::next() {
  const int code = sqlite3_step(handle_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) throw error_of(database_.handle_, code);
  return code == SQLITE_ROW;
}

std::string Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(handle_, column);
  return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(handle_, column); }

}  // namespace kata
