#include "report/mismatch.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/difference.h"
#include "report/exceptions.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

struct Phrase {
  std::string_view key;
  const char* text;
};

std::string phrase(std::span<const Phrase> phrases, std::string_view key, const char* otherwise) {
  for (const Phrase& entry : phrases)
    if (entry.key == key) return _(entry.text);
  return _(otherwise);
}

// How `expected` is meant, as the label before it.
constexpr Phrase kExpected[] = {
    {"near", N_("expected about")},
    {"in_any_order", N_("expected, in any order")},
    {"in_order", N_("expected, in this order")},
    {"like", N_("expected text like")},
    {"contains", N_("expected to contain")},
    {"says", N_("expected to say")},
    {"of_type", N_("expected the type")},
    {"at_most", N_("expected at most")},
    {"at_least", N_("expected at least")},
    {"between", N_("expected between")},
    {"any_of", N_("expected one of")},
    {"all_of", N_("expected all of")},
    {"not_equals", N_("expected anything but")},
};

// What was counted or measured.
constexpr Phrase kSubjects[] = {
    {"pulled", N_("Items taken from the source")},
    {"called", N_("Calls of the function")},
    {"calls", N_("Calls of the function")},
    {"started", N_("Calls begun")},
    {"finished", N_("Calls that ran to their end")},
    {"in_flight", N_("Most at the same time")},
    {"most_in_flight", N_("Most at the same time")},
    {"cancelled", N_("Calls cancelled")},
    {"closed", N_("Times the source was closed")},
    {"entered", N_("Times the context was entered")},
    {"exited", N_("Times the context was left")},
    {"acquired", N_("Times the lock was taken")},
    {"released", N_("Times the lock was given back")},
    {"reads", N_("Times the number was read")},
    {"writes", N_("Times the number was written")},
    {"tasks_left", N_("Tasks left behind")},
    {"tasks", N_("Tasks left behind")},
    {"threads", N_("Threads left behind")},
    {"switches", N_("Times the threads changed over")},
    {"virtual_time", N_("Virtual time that passed")},
    {"time", N_("Virtual time that passed")},
};

std::string expected_label(std::string_view relation) { return phrase(kExpected, relation, N_("expected")); }

// Two labelled values, one below the other.
std::string rows(std::string_view got_label, std::string_view got, std::string_view expected_label, std::string_view expected) {
  const int cells = std::max(width(got_label), width(expected_label)) + 2;
  return "  " + pad(got_label, cells) + std::string(got) + "\n  " + pad(expected_label, cells) + std::string(expected) + "\n";
}

const Str* text_of(const Value& value) { return value.get<Str>(); }

// A type's name may come as a text; it is shown bare.
std::string bare(const Value& value, Source source) {
  if (const Str* text = text_of(value)) return printable(text->text);
  if (value.kind() == Kind::exception) return type_text(value);
  return spelled(value, source);
}

// Times are shown as such, whole numbers as they are.
std::string amount(const Value& value, bool is_time, Source source) {
  if (!is_time) return spelled(value, source);
  if (const double* number = std::get_if<double>(&value.data())) return seconds(*number);
  if (const Integer* number = value.get<Integer>()) return format(_("{} s"), number->decimal());
  return spelled(value, source);
}

class Writer {
 public:
  Writer(const Mismatch& mismatch, Source source, std::string_view printed)
      : mismatch_(mismatch), source_(source), printed_(printed) {}

  std::string take() {
    introduction();
    body();
    if (mismatch_.unconfirmed)
      line(_("In a fresh process the same call gives the right answer: the result depends on earlier calls. Is something kept between calls?"));
    while (out_.ends_with('\n')) out_.pop_back();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    if (!text.empty()) out_.append(text).append("\n");
  }

  void introduction() {
    if (mismatch_.kind == "plain") return;
    const std::string calls = spelled(mismatch_.calls, source_);
    if (mismatch_.shrunk && mismatch_.cases > 1)
      line(format(ngettext_("The smallest input that fails, found after {} try:", "The smallest input that fails, found after {} tries:",
                            static_cast<unsigned long>(mismatch_.cases)), mismatch_.cases));
    else if (mismatch_.shrunk)
      line(_("The smallest input that fails:"));
    line(calls);
  }

  void body();
  void value();
  void type();
  void comparison(const char* got_label);
  void raised();
  void exception_expected();
  void exception_type();
  void exception_message();
  void amounts();
  void order();
  void blocked();
  void stalled();
  void missing();
  void pytest();
  void trace() { line(indent(trace_text(mismatch_.trace), "  ")); }

  bool was_printed(const Value& value) const;
  std::string value_text(const Value& value) const { return spelled(value, source_); }

  const Mismatch& mismatch_;
  Source source_;
  std::string_view printed_;
  std::string out_;
};

void Writer::body() {
  const std::string& kind = mismatch_.kind;
  if (kind == "value") return value();
  if (kind == "observes") return comparison(_("observed"));
  if (kind == "printed") return comparison(_("printed"));
  if (kind == "type") return type();
  if (kind == "raised") return raised();
  if (kind == "exception_expected") return exception_expected();
  if (kind == "exception_type") return exception_type();
  if (kind == "exception_message") return exception_message();
  if (kind == "count" || kind == "time") return amounts();
  if (kind == "order") return order();
  if (kind == "blocked") return blocked();
  if (kind == "stalled") return stalled();
  if (kind == "missing") return missing();
  if (kind == "pytest") return pytest();
  line(_("What this test expects does not hold."));
}

void Writer::pytest() {
  if (mismatch_.relation == "failed") line(_("The test found:"));
  else if (mismatch_.relation == "skipped") line(_("The test was skipped, which is not passed."));
  else line(_("pytest did not run this test to its end."));
  line(indent(printable_lines(mismatch_.subject), "  "));
}

// The value is right but for the types in it, or only the type was asked for.
void Writer::type() {
  if (mismatch_.relation != "of_type") return comparison(_("returned"));
  out_ += rows(_("returned"), format(_("{} of the type {}"), value_text(mismatch_.actual), type_text(mismatch_.actual)),
               _("expected the type"), bare(mismatch_.expected, source_));
}

// As print() writes it, and not as a part of a longer word or number.
bool Writer::was_printed(const Value& value) const {
  const Str* text = text_of(value);
  const std::string wanted = text ? text->text : spelled(value, Source::python);
  const auto joins = [&](std::size_t at) {
    return at < printed_.size() && (std::isalnum(static_cast<unsigned char>(printed_[at])) || printed_[at] == '_' ||
                                    printed_[at] == '.' || printed_[at] == '-');
  };
  for (std::size_t at = 0; !wanted.empty() && (at = printed_.find(wanted, at)) != printed_.npos; ++at)
    if (!joins(at - 1) && !joins(at + wanted.size())) return true;
  return false;
}

void Writer::value() {
  if (mismatch_.relation == "blocks") return line(_("The event loop was expected to be blocked here, but it was not."));
  comparison(_("returned"));
  const Object* object = mismatch_.actual.get<Object>();
  const bool nothing = mismatch_.actual.is_none() && !mismatch_.expected.is_none() && source_ == Source::python;
  if (nothing && was_printed(mismatch_.expected))
    line(_("The function printed the result instead of returning it: the output has it, but None came back. Put `return` where `print` is."));
  else if (nothing)
    line(_("The function returned None, that is nothing. Did you print the result instead of returning it, or forget `return`?"));
  else if (object && object->type == "coroutine")
    line(_("A coroutine came back instead of its result. Is an `await` missing?"));
  else if (object && object->type == "generator" && mismatch_.expected.items())
    line(_("A generator came back instead of its items. Should they be collected with list()?"));
}

void Writer::comparison(const char* got_label) {
  const bool equality = mismatch_.relation.empty() || mismatch_.relation == "equals";
  if (equality && is_long(mismatch_.expected, mismatch_.actual, source_)) {
    line(_("  what came back differs from what was expected (- expected, + got):"));
    line(indent(line_difference(lines_of(mismatch_.expected, source_), lines_of(mismatch_.actual, source_)), "  "));
  } else {
    const bool bare_text = mismatch_.relation == "of_type";
    out_ += rows(got_label, value_text(mismatch_.actual), expected_label(mismatch_.relation),
                 bare_text ? bare(mismatch_.expected, source_) : value_text(mismatch_.expected));
  }
  if (equality || mismatch_.relation == "in_order") line(first_difference(mismatch_.expected, mismatch_.actual, mismatch_.path, source_));
}

void Writer::raised() {
  const std::string text = exception_text(mismatch_.actual);
  const std::size_t end = text.find('\n');
  if (mismatch_.expected.is_none() && mismatch_.relation.empty())
    out_ += format(_("  raised  {}"), text.substr(0, end)) + "\n";
  else
    out_ += rows(_("raised"), text.substr(0, end), expected_label(mismatch_.relation), value_text(mismatch_.expected));
  if (end != text.npos) line(indent(text.substr(end + 1), "  "));
  trace();
  line(exception_advice(mismatch_.actual, mismatch_.trace));
}

void Writer::exception_expected() {
  const std::string wanted = mismatch_.expected.is_none() ? _("an exception") : bare(mismatch_.expected, source_);
  out_ += rows(_("returned"), value_text(mismatch_.actual), _("expected to raise"), wanted);
}

void Writer::exception_type() {
  const std::string text = exception_text(mismatch_.actual);
  out_ += rows(_("raised"), text.substr(0, text.find('\n')), _("expected to raise"), bare(mismatch_.expected, source_));
  trace();
}

void Writer::exception_message() {
  line(format(_("The exception `{}` is right, its message is not:"), printable(mismatch_.subject)));
  out_ += rows(_("message"), value_text(mismatch_.actual), expected_label(mismatch_.relation), value_text(mismatch_.expected));
}

void Writer::amounts() {
  const bool is_time = mismatch_.kind == "time" || mismatch_.subject == "virtual_time" || mismatch_.subject == "time";
  std::string subject = phrase(kSubjects, mismatch_.subject, is_time ? N_("Virtual time that passed") : N_("Counted"));
  // Whose calls or items they are: the name that the test gave to what it passed in.
  if (const Str* name = mismatch_.path.empty() ? nullptr : text_of(mismatch_.path.front()); name && !name->text.empty())
    subject += " (`" + printable(name->text) + "`)";
  std::string expected;
  const Values* ends = mismatch_.expected.items();
  if (mismatch_.relation == "between" && ends && ends->size() == 2)
    expected = format(_("from {} to {}"), amount((*ends)[0], is_time, source_), amount((*ends)[1], is_time, source_));
  else if (mismatch_.relation == "at_most")
    expected = format(_("at most {}"), amount(mismatch_.expected, is_time, source_));
  else if (mismatch_.relation == "at_least")
    expected = format(_("at least {}"), amount(mismatch_.expected, is_time, source_));
  else
    expected = amount(mismatch_.expected, is_time, source_);
  line(format(_("{}: {}; expected: {}."), subject, amount(mismatch_.actual, is_time, source_), expected));
}

void Writer::order() {
  line(_("Things happened in another order than expected:"));
  const Values* expected = mismatch_.expected.items();
  const Values* actual = mismatch_.actual.items();
  if (expected && actual && expected->size() + actual->size() > 8)
    line(indent(line_difference(lines_of(mismatch_.expected, source_), lines_of(mismatch_.actual, source_)), "  "));
  else
    out_ += rows(_("happened"), value_text(mismatch_.actual), _("expected"), value_text(mismatch_.expected));
}

void Writer::blocked() {
  const std::string what = printable(mismatch_.subject);
  line(what.empty() ? std::string(_("The event loop was blocked: while this ran, nothing else could."))
                                                  : format(_("`{}` blocked the event loop: while it ran, nothing else could."), what));
  trace();
  line(_("Await instead: asyncio.sleep() for time.sleep(), asyncio.to_thread() for a function that blocks or computes for long."));
}

void Writer::stalled() {
  line(_("Nothing could go on any more: each part waited for another (a deadlock)."));
  if (!mismatch_.subject.empty()) line(format(_("  waiting: {}"), printable(mismatch_.subject)));
  trace();
}

void Writer::missing() {
  const bool is_called = mismatch_.subject.empty() && !mismatch_.calls.empty();   // by the user, not by a test
  line(format(_("The solution has no `{}`."), printable(is_called ? mismatch_.calls.back().function : mismatch_.subject)));
  const Values* near = mismatch_.actual.items();
  if (near && !near->empty())
    line(format(_("It has `{}`: is that the one meant? The name must be exactly as in the prompt."), bare(near->front(), source_)));
  else
    line(_("The name must be exactly as in the prompt."));
}

}  // namespace

std::string mismatch_text(const Mismatch& mismatch, Source source, std::string_view printed) {
  return Writer(mismatch, source, printed).take();
}

}  // namespace kata::report
