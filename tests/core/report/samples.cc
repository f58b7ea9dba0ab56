#include "samples.h"

#include "report/message.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

CallText call(std::string function, Values args) {
  CallText out;
  out.function = std::move(function);
  out.args = std::move(args);
  return out;
}

Value error(std::string type, std::string message) {
  Exception out;
  out.types = {std::move(type), "Exception", "BaseException"};
  out.message = std::move(message);
  return out;
}

Mismatch value(Value expected, Value actual, Values path = {}) {
  Mismatch out;
  out.kind = "value";
  out.relation = "equals";
  out.calls = {call("rotate", {list(1, 2, 3)})};
  out.expected = std::move(expected);
  out.actual = std::move(actual);
  out.path = std::move(path);
  return out;
}

Mismatch with(Mismatch out, const std::function<void(Mismatch&)>& change) {
  change(out);
  return out;
}

Mismatch kind(std::string name, Value expected, Value actual, const std::function<void(Mismatch&)>& change = {}) {
  Mismatch out = value(std::move(expected), std::move(actual));
  out.kind = std::move(name);
  out.relation.clear();
  if (change) change(out);
  return out;
}

std::string text(const Mismatch& mismatch, const char* language = "python") { return message(mismatch, {language}); }

TestReport test(TestVerdict verdict, const std::function<void(TestReport&)>& change = {}) {
  TestReport out;
  out.info.title = {{"en", "Takes any iterable"}, {"ru", "Принимает любой итерируемый объект"}};
  out.info.hint = {{"en", "Don't ask for the length."}, {"ru", "Не спрашивайте длину."}};
  out.verdict = verdict;
  if (change) change(out);
  return out;
}

LoadReport load(std::string reason, const std::function<void(LoadReport&)>& change = {}) {
  LoadReport out;
  out.reason = std::move(reason);
  if (change) change(out);
  return out;
}

const TraceLine kLine{"solution.py", 3, "rotate", "first = items[0]"};

void add_values(std::vector<Sample>& out) {
  const auto add = [&](std::string name, Mismatch mismatch, const char* language = "python") {
    out.push_back({"value_" + name, [=] { return text(mismatch, language); }});
  };
  add("differs", value(list(2, 3, 1), list(1, 2, 3), {0}));
  add("in_cpp", value(list(2, 3, 1), list(1, 2, 3), {0}), "cpp");
  add("none", value(list(2, 3, 1), nullptr));
  add("coroutine", value(1, Object{"coroutine", "<coroutine object rotate>", 0}));
  add("generator", value(list(1), Object{"generator", "<generator object rotate>", 0}));
  add("shorter", value(list(1, 2, 3), list(1, 2), {2}));
  add("longer", value(list(1), list(1, 2), {1}));
  add("nested", value(dict({{"a", list(1, 2)}}), dict({{"a", list(1, 3)}}), {"a", 1}));
  add("spaces", value("one two", "one  two"));
  add("lines", value("one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour\n"));
  Values many, other;
  for (int i = 0; i < 60; ++i) {
    many.emplace_back("item number " + std::to_string(i));
    other.emplace_back("item number " + std::to_string(i == 30 ? 0 : i));
  }
  add("long_list", value(List{many}, List{other}, {30}));
  add("near", with(value(0.5, 0.75), [](Mismatch& m) { m.relation = "near"; }));
  add("in_any_order", with(value(list(1, 2), list(2, 3)), [](Mismatch& m) { m.relation = "in_any_order"; }));
  add("in_order", with(value(list(1, 2), list(2, 1), {0}), [](Mismatch& m) { m.relation = "in_order"; }));
  add("like", with(value("^a+$", "b"), [](Mismatch& m) { m.relation = "like"; }));
  add("contains", with(value(3, list(1, 2)), [](Mismatch& m) { m.relation = "contains"; }));
  add("any_of", with(value(list(1, 2), 3), [](Mismatch& m) { m.relation = "any_of"; }));
  add("shrunk", with(value(list(0, 0), list(0), {1}), [](Mismatch& m) { m.shrunk = true, m.cases = 42; }));
  add("unconfirmed", with(value(1, 2), [](Mismatch& m) { m.shrunk = m.unconfirmed = true, m.cases = 1; }));
  add("stateful", with(value(1, 2), [](Mismatch& m) {
        CallText made = call("Queue", {3}), put = call("put", {1}), get = call("get", {});
        made.result_name = put.object_name = get.object_name = "queue";
        get.kwargs = {{"timeout", 1.5}};
        get.awaited = true;
        m.calls = {made, put, get};
      }));
  add("hostile", value("\x1b[2J\u202E", Object{"Evil\x1b[31m", "\x1b]0;title\x07<\u202Eevil>", 0}));
}

void add_kinds(std::vector<Sample>& out) {
  const auto add = [&](std::string name, Mismatch mismatch) { out.push_back({name, [=] { return text(mismatch); }}); };
  add("type_of", kind("type", "dict", Subclass{"Counter", {dict({{"a", 1}})}}, [](Mismatch& m) { m.relation = "of_type"; }));
  add("type_inside", kind("type", list(1), list(true), [](Mismatch& m) { m.relation = "equals", m.path = {0}; }));
  add("observes", kind("observes", true, false, [](Mismatch& m) {
        m.relation = "equals";
        m.calls[0].function.clear();
        m.calls[0].raw = "observe(callable(rotate))";
      }));
  add("printed", kind("printed", "one\n", "one", [](Mismatch& m) { m.relation = "equals"; }));
  add("exception_expected", kind("exception_expected", "ValueError", 3, [](Mismatch& m) { m.relation = "raises"; }));
  add("exception_type", kind("exception_type", "ValueError", error("KeyError", "'a'"), [](Mismatch& m) { m.trace = {kLine}; }));
  add("exception_message", kind("exception_message", "empty", "nothing here", [](Mismatch& m) { m.relation = "contains", m.subject = "ValueError"; }));
  add("raised", kind("raised", list(), error("IndexError", "list index out of range"), [](Mismatch& m) {
        m.relation = "equals";
        m.trace = {{"solution.py", 9, "<module>", "rotate([])"}, kLine};
      }));
  add("raised_with_cause", kind("raised", nullptr, error("RuntimeError", "no luck"), [](Mismatch& m) {
        Exception& top = *m.actual.get<Exception>();
        top.cause = {error("KeyError", "'a'")};
        top.notes = {"a note"};
      }));
  add("input", kind("raised", nullptr, error("EOFError", "EOF when reading a line"), [](Mismatch& m) { m.trace = {{"solution.py", 1, "rotate", "name = input()"}}; }));
  add("breakpoint", kind("raised", nullptr, error("BdbQuit", ""), [](Mismatch& m) { m.trace = {{"solution.py", 1, "rotate", "breakpoint()"}}; }));
  add("recursion", kind("raised", nullptr, error("RecursionError", "maximum recursion depth exceeded"), [](Mismatch& m) { m.trace.assign(1000, kLine); }));
  for (const char* subject : {"pulled", "calls", "in_flight", "cancelled", "closed", "exited", "tasks_left", "unheard_of"})
    add(std::string("count_") + subject, kind("count", 3, 100, [&](Mismatch& m) { m.relation = "at_most", m.subject = subject, m.path = {"fetch"}; }));
  add("count_between", kind("count", tuple(2, 4), 1, [](Mismatch& m) { m.relation = "between", m.subject = "calls"; }));
  add("time", kind("time", 2.0, 6.0, [](Mismatch& m) { m.relation = "near", m.subject = "virtual_time"; }));
  add("order", kind("order", list("a", "b"), list("b", "a"), [](Mismatch& m) { m.relation = "in_order"; }));
  add("blocked", kind("blocked", nullptr, nullptr, [](Mismatch& m) {
        m.subject = "time.sleep";
        m.trace = {{"solution.py", 5, "kettle", "time.sleep(3)"}};
      }));
  add("stalled", kind("stalled", nullptr, nullptr, [](Mismatch& m) { m.subject = "Lock.acquire"; }));
  add("missing_near", kind("missing", nullptr, list("rotat"), [](Mismatch& m) { m.calls.clear(), m.subject = "rotate"; }));
  add("missing", kind("missing", nullptr, list(), [](Mismatch& m) { m.calls.clear(), m.subject = "rotate"; }));
  for (const char* why : {"failed", "skipped", "not_run"}) {
    add(std::string("pytest_") + why, kind("pytest", nullptr, nullptr, [&](Mismatch& m) {
          m.calls = {{.raw = "test_cart.py::test_counts[2]"}};
          m.relation = why;
          m.subject = std::string(why) == "failed" ? "assert 3 == (3 * 2)\n +  where 3 = total()" : "";
        }));
  }
  add("plain", kind("plain", nullptr, nullptr));
}

void add_verdicts(std::vector<Sample>& out) {
  for (int i = 0; i <= static_cast<int>(TestVerdict::skipped); ++i) {
    const auto verdict = static_cast<TestVerdict>(i);
    const TestReport report = test(verdict, [&](TestReport& t) {
      t.signal = 11;
      t.exit_code = 3;
      t.syscall = "ptrace";
      if (verdict == TestVerdict::failed) t.mismatches = {value(2, 3)};
      for (const auto ended : {TestVerdict::timed_out, TestVerdict::blocked_loop, TestVerdict::ended_early, TestVerdict::forbidden,
                               TestVerdict::too_much_output})
        if (verdict == ended) t.trace = {kLine};
      if (verdict == TestVerdict::too_much_output) t.out = std::string(5000, 'x');
    });
    out.push_back({"verdict_" + std::string(name(verdict)), [=] { return words(verdict) + "\n" + message(report, {"python"}); }});
  }
  const TestReport asleep = test(TestVerdict::timed_out, [](TestReport& t) { t.waiting = true; });
  out.push_back({"verdict_timed_out_asleep", [=] { return message(asleep, {"python"}); }});
  const TestReport waits = test(TestVerdict::blocked_loop, [](TestReport& t) { t.waiting = true, t.trace = {kLine}; });
  out.push_back({"verdict_blocked_loop_asleep", [=] { return message(waits, {"python"}); }});
  const TestReport technique = test(TestVerdict::failed, [](TestReport& t) {
    t.info.kind = TestKind::technique;
    t.mismatches = {kind("time", 1.0, 3.0, [](Mismatch& m) { m.relation = "near", m.subject = "virtual_time"; })};
  });
  out.push_back({"technique", [=] { return message(technique, {.language = "python", .answers_right = true}); }});
  out.push_back({"technique_and_answers", [=] { return message(technique, {.language = "python", .answers_right = false}); }});
  const TestReport crashed = test(TestVerdict::crashed, [](TestReport& t) {
    t.signal = 11;
    t.explanation = "heap-buffer-overflow: read of 4 bytes\nsolution.cc:7: return items[items.size()];";
  });
  out.push_back({"crashed_cpp", [=] { return message(crashed, {"cpp"}); }});
  const TestReport printed = test(TestVerdict::failed, [](TestReport& t) {
    t.mismatches = {value(2, nullptr)};
    t.out = "2\n\x1b[31mred\n";
    t.err = "warning\n";
  });
  out.push_back({"output", [=] { return message(printed, {"python"}); }});
  const auto prints = [&](std::string name, Value expected, std::string output) {
    const TestReport report = test(TestVerdict::failed, [&](TestReport& t) {
      t.mismatches = {value(std::move(expected), nullptr)};
      t.out = std::move(output);
    });
    out.push_back({"printed_" + name, [=] { return message(report, {"python"}); }});
  };
  prints("instead", list(2, 3, 1), "rotating…\n[2, 3, 1]\n");
  prints("text_instead", "ready", "ready\n");
  prints("something_else", 2, "12 -2 2.5 2x\n");
  const TestReport blocks = test(TestVerdict::blocked_loop, [](TestReport& t) {
    t.mismatches = {kind("blocked", nullptr, nullptr, [](Mismatch& m) { m.subject = "time.sleep", m.trace = {kLine}; })};
  });
  out.push_back({"blocked_by_a_call", [=] { return message(blocks, {"python"}); }});
}

void add_loads(std::vector<Sample>& out) {
  const auto add = [&](std::string name, LoadReport report, const char* language = "python") {
    out.push_back({"load_" + name, [=] { return message(report, language); }});
  };
  for (const char* reason : {"ended_early", "crashed", "timed_out", "out_of_memory", "too_much_output", "forbidden", "missing_file", "empty_file",
                             "too_large", "not_text", "wrong_language", "unreadable", "unknown_exercise", "internal", "broken_channel"})
    add(reason, load(reason, [](LoadReport& l) {
          l.exit_code = 0, l.signal = 6, l.syscall = "mount", l.fault = as_it_is("what was found");
          if (l.reason == "internal") l.fault = {.text = "cannot start {}", .arguments = {"kata-topic-host"}, .cause = "what was found"};
        }));
  add("raised", load("raised", [](LoadReport& l) {
        l.error = error("NameError", "name 'x' is not defined");
        l.trace = {{"solution.py", 2, "<module>", "print(x)"}};
        l.out = "hello\n";
      }));
  add("input", load("raised", [](LoadReport& l) {
        l.error = error("EOFError", "EOF when reading a line");
        l.trace = {{"solution.py", 1, "<module>", "n = int(input())"}};
      }));
  add("syntax", load("syntax", [](LoadReport& l) {
        l.error = error("SyntaxError", "'(' was never closed");
        Exception known = *l.error.get<Exception>();
        known.attributes = {{"lineno", 4}, {"offset", 10}, {"text", "    print(1\n"}};
        l.error = known;
      }));
  for (const char* newer : {"type_statement", "type_parameters", "fstring"})
    add(std::string("newer_") + newer, load("syntax", [&](LoadReport& l) {
          l.error = error("SyntaxError", "invalid syntax");
          l.detail = newer;
        }));
  add("timed_out_at", load("timed_out", [](LoadReport& l) { l.trace = {{"solution.py", 3, "<module>", "while True: pass"}}; }));
  add("compile", load("compile", [](LoadReport& l) {
        l.diagnostics = {{2, 1, "warning", "unused variable 'x'"}, {7, 12, "error", "expected ';' before '}' token"}};
      }), "cpp");
  add("crashed_cpp", load("crashed", [](LoadReport& l) { l.signal = 11; }), "cpp");
}

}  // namespace

std::vector<Sample> samples() {
  std::vector<Sample> out;
  add_values(out);
  add_kinds(out);
  add_verdicts(out);
  add_loads(out);
  for (int i = 0; i <= static_cast<int>(SubmissionVerdict::internal_error); ++i) {
    const auto verdict = static_cast<SubmissionVerdict>(i);
    out.push_back({"submission_" + std::string(name(verdict)), [=] { return words(verdict); }});
  }
  return out;
}

}  // namespace kata::report
