// One list of fields per struct serves both directions: the struct is a list of its fields in the order below, which is
// free to change, as both ends are always of one build.
#include "report/wire.h"

#include <type_traits>
#include <utility>

#include "value/number.h"

namespace kata::report {
namespace {

template <class T>
concept Number = std::is_integral_v<T> && !std::is_same_v<T, bool>;
template <class T>
concept Enumeration = std::is_enum_v<T>;
template <class T, class... Any>
concept OneOf = (std::is_same_v<T, Any> || ...);
template <class T>
concept Record = OneOf<T, TraceLine, CallText, Mismatch, TestInfo, Points, TestReport, Fault, LoadReport::Diagnostic, LoadReport,
                       SubmissionReport>;

template <class Ar> void fields(Ar& ar, TraceLine& line) { ar(line.file, line.line, line.function, line.text); }
template <class Ar> void fields(Ar& ar, CallText& call) {
  ar(call.result_name, call.object_name, call.function, call.args, call.kwargs, call.awaited, call.raw);
}
template <class Ar> void fields(Ar& ar, Mismatch& m) {
  ar(m.kind, m.relation, m.calls, m.expected, m.actual, m.path, m.subject, m.trace, m.shrunk, m.unconfirmed, m.cases);
}
template <class Ar> void fields(Ar& ar, TestInfo& info) {
  ar(info.exercise, info.name, info.kind, info.sample, info.group, info.languages, info.title, info.hint);
}
template <class Ar> void fields(Ar& ar, Points& points) { ar(points.numerator, points.denominator); }
template <class Ar> void fields(Ar& ar, TestReport& test) {
  ar(test.info, test.verdict, test.mismatches, test.points, test.max_points, test.waiting, test.flaky, test.signal, test.exit_code, test.syscall,
     test.trace, test.explanation, test.out, test.err, test.wall_us, test.cpu_us, test.memory_bytes, test.cases,
     test.author_text, test.transcript);
}
template <class Ar> void fields(Ar& ar, Fault& fault) { ar(fault.text, fault.arguments, fault.cause); }
template <class Ar> void fields(Ar& ar, LoadReport::Diagnostic& d) { ar(d.line, d.column, d.level, d.text); }
template <class Ar> void fields(Ar& ar, LoadReport& load) {
  ar(load.reason, load.error, load.trace, load.detail, load.fault, load.diagnostics, load.signal, load.exit_code, load.syscall,
     load.out, load.err);
}
template <class Ar> void fields(Ar& ar, SubmissionReport& report) {
  ar(report.submission, report.topic, report.exercise, report.language, report.verdict, report.load, report.tests,
     report.points, report.max_points, report.seed, report.flaky, report.in_process, report.isolation, report.build_id, report.content_hash,
     report.tool, report.wall_us);
}

class Writer {
 public:
  template <class... T> void operator()(T&... field) { (items.push_back(value_of(field)), ...); }
  Values items;

  static Value value_of(const Value& value) { return value; }
  static Value value_of(bool value) { return value; }
  // Bytes, not str: captured output and names may be anything.
  static Value value_of(const std::string& text) { return Bytes{text}; }
  template <Number T> static Value value_of(T number) { return number; }
  template <Enumeration T> static Value value_of(T value) { return static_cast<int>(value); }
  template <class A, class B> static Value value_of(const std::pair<A, B>& pair) {
    return List{Values{value_of(pair.first), value_of(pair.second)}};
  }
  template <class T> static Value value_of(const std::vector<T>& list) {
    List out;
    for (const auto& item : list) out.items.push_back(value_of(item));
    return out;
  }
  template <Record T> static Value value_of(const T& record) {
    Writer writer;
    fields(writer, const_cast<T&>(record));   // `fields` serves the reader too, which writes
    return List{std::move(writer.items)};
  }
};

class Reader {
 public:
  explicit Reader(const Values& items) : items_(items) {}
  template <class... T> void operator()(T&... field) {
    good_ = items_.size() == sizeof...(T);
    (read_next(field), ...);
  }
  bool good() const { return good_; }

  static bool read(const Value& from, Value& to) { return to = from, true; }
  static bool read(const Value& from, bool& to) {
    const bool* value = from.get<bool>();
    return value && (to = *value, true);
  }
  static bool read(const Value& from, std::string& to) {
    const Bytes* value = from.get<Bytes>();
    return value && (to = value->data, true);
  }
  template <Number T> static bool read(const Value& from, T& to) { return read_number(from, to); }
  template <class A, class B> static bool read(const Value& from, std::pair<A, B>& to) {
    const List* pair = from.get<List>();
    return pair && pair->items.size() == 2 && read(pair->items[0], to.first) && read(pair->items[1], to.second);
  }
  template <class T> static bool read(const Value& from, std::vector<T>& to) {
    const List* list = from.get<List>();
    if (!list) return false;
    for (const auto& item : list->items) {
      if (!read(item, to.emplace_back())) return false;
    }
    return true;
  }
  static bool read(const Value& from, TestKind& to) { return read_enum(from, to, TestKind::technique); }
  static bool read(const Value& from, TestVerdict& to) { return read_enum(from, to, TestVerdict::skipped); }
  static bool read(const Value& from, SubmissionVerdict& to) {
    return read_enum(from, to, SubmissionVerdict::internal_error);
  }
  template <Record T> static bool read(const Value& from, T& record) {
    const List* list = from.get<List>();
    if (!list) return false;
    Reader reader(list->items);
    fields(reader, record);
    return reader.good();
  }

 private:
  template <class T> static bool read_enum(const Value& from, T& to, T last) {
    unsigned number = 0;
    if (!read(from, number) || number > static_cast<unsigned>(last)) return false;
    return to = static_cast<T>(number), true;
  }
  template <class T> void read_next(T& field) {
    if (good_) good_ = read(items_[next_++], field);
  }

  const Values& items_;
  std::size_t next_ = 0;
  bool good_ = true;
};

bool sound(const Points& points) { return points.denominator > 0; }

template <class T> std::optional<T> decode_as(const Value& value) {
  T out;
  if (!Reader::read(value, out)) return std::nullopt;
  return out;
}

}  // namespace

Value encode(const SubmissionReport& report) { return Writer::value_of(report); }
Value encode(const std::vector<TestInfo>& tests) { return Writer::value_of(tests); }
Value encode(const LoadReport& load) { return Writer::value_of(load); }
Value encode(const Mismatch& mismatch) { return Writer::value_of(mismatch); }
Value encode(const std::vector<TraceLine>& trace) { return Writer::value_of(trace); }

std::optional<SubmissionReport> decode_report(const Value& value) {
  auto report = decode_as<SubmissionReport>(value);
  if (!report || !sound(report->points) || !sound(report->max_points)) return std::nullopt;
  for (const auto& test : report->tests) {
    if (!sound(test.points) || !sound(test.max_points)) return std::nullopt;
  }
  return report;
}
std::optional<std::vector<TestInfo>> decode_tests(const Value& value) { return decode_as<std::vector<TestInfo>>(value); }
std::optional<LoadReport> decode_load(const Value& value) { return decode_as<LoadReport>(value); }
std::optional<Mismatch> decode_mismatch(const Value& value) { return decode_as<Mismatch>(value); }
std::optional<std::vector<TraceLine>> decode_trace(const Value& value) { return decode_as<std::vector<TraceLine>>(value); }

}  // namespace kata::report
