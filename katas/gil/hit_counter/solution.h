#pragma once

#include <memory>
#include <string>

// A number for each page. Not made for threads: one of them at a time.
class Board {
 public:
  virtual ~Board() = default;
  virtual long read(const std::string& page) = 0;               // 0 for a page never written
  virtual void write(const std::string& page, long hits) = 0;
};

// Safe for threads.
class Counter {
 public:
  virtual ~Counter() = default;
  virtual long hit(const std::string& page) = 0;                // the number that this hit made
  virtual long count(const std::string& page) = 0;
};

// The board outlives the counter.
std::unique_ptr<Counter> make_counter(Board& board);
