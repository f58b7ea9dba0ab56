#include "verify/helper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace kata::verify {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

const Helper kHelper{KATA_HELPER};

// "kind: old -> new" of each.
std::vector<std::string> changes(const std::vector<Mutant>& mutants, const std::string& source) {
  std::vector<std::string> out;
  for (const Mutant& one : mutants) out.push_back(one.kind + ": " + source.substr(one.begin, one.end - one.begin) + " -> " + one.text);
  return out;
}

std::vector<std::string> python(const std::string& source) { return changes(kHelper.python_mutants(source), source); }

std::vector<std::string> cpp(const std::string& source) {
  return changes(kHelper.cpp_mutants({.text = source, .flags = {"-std=c++20"}, .header = "/dev/null"}).mutants, source);
}

TEST(PythonMutants, ChangeComparisonsAndBoundaries) {
  EXPECT_THAT(python("def f(a, b):\n    return a < b\n"), IsSupersetOf({"comparison: < -> <=", "comparison: < -> >="}));
  EXPECT_THAT(python("def f(a, b):\n    return a not in b\n"), Contains("comparison: not in -> in"));
  EXPECT_THAT(python("def f(a, b):\n    return a is b\n"), Contains("comparison: is -> is not"));
}

TEST(PythonMutants, ChangeArithmeticConstantsAndStrings) {
  EXPECT_THAT(python("def f(a):\n    a += 2\n    return -a // 1 + len('x')\n"),
              IsSupersetOf({"arithmetic: += -> -=", "arithmetic: // -> /", "arithmetic: + -> -", "arithmetic: -a -> a", "constant: 2 -> 3",
                            "constant: 1 -> 0", "constant: 1 -> 2", "string: 'x' -> \"\""}));
}

TEST(PythonMutants, ChangeConditionsAndLogic) {
  EXPECT_THAT(python("def f(a, b):\n    if a and not b:\n        return a\n    while a:\n        break\n"),
              IsSupersetOf({"condition: a and not b -> True", "condition: a and not b -> False", "logic: and -> or", "logic: not b -> b",
                            "condition: a -> False", "loop: break -> continue", "return: a -> None"}));
}

TEST(PythonMutants, DeleteStatementsAndDecorators) {
  EXPECT_THAT(python("import functools\n\n\n@functools.cache\ndef f(a):\n    a.sort()\n    a[0] = 1\n    return\n"),
              IsSupersetOf({"decorator: @functools.cache\n -> ", "statement: a.sort() -> pass", "statement: a[0] = 1 -> pass", "statement: return -> pass"}));
}

TEST(PythonMutants, ChangeExceptionsAndTheirMessages) {
  EXPECT_THAT(python("def f(a):\n    try:\n        a()\n    except OSError as e:\n        raise ValueError('no') from e\n"),
              IsSupersetOf({"exception: ValueError -> RuntimeError", "exception: OSError -> ()", "exception: OSError -> Exception",
                            "string: 'no' -> \"\"", "exception:  from e -> ", "statement: raise ValueError('no') from e -> pass"}));
}

TEST(PythonMutants, ChangeDefaultsAndStars) {
  EXPECT_THAT(python("def f(a, /, b=None, c=(), *d, e=3, **g):\n    return h(*d, **g), [*d], {**g, 'a': 1}\n"),
              IsSupersetOf({"default: None -> 0", "default: () -> (None,)", "constant: 3 -> 4", "star: ** -> ", "star: *d -> d",
                            "star: **g -> g", "star: /,  -> ", "star: **g, -> "}));
  EXPECT_THAT(python("def f(*d):\n    return d\n"), Contains("star: * -> "));
  EXPECT_THAT(python("def f(*, a):\n    first, *rest = a\n    return rest\n"), IsSupersetOf({"star: *,  -> ", "star: *rest -> rest"}));
  EXPECT_THAT(python("def f(a, /, b, *, c):\n    return a\n"), IsSupersetOf({"star: /,  -> ", "star: *,  -> "}));
}

TEST(PythonMutants, RemoveAwaitsLocksAndConversions) {
  EXPECT_THAT(python("async def f(a, lock):\n    async with lock:\n        await a()\n    with a, lock:\n        return list(a)\n"),
              IsSupersetOf({"await: await a() -> a()", "with: a,  -> ", "with: , lock -> ", "call: list(a) -> a"}));
  EXPECT_THAT(python("def f(lock):\n    with lock:\n        g()\n"), Contains("with: with lock -> if True"));
}

TEST(PythonMutants, LeaveDocumentationImportsAndAnnotationsAlone) {
  EXPECT_THAT(python("\"\"\"What it is.\"\"\"\nimport os\n\n\ndef f(a: 'int') -> 'str':\n    \"\"\"What it does.\"\"\"\n    pass\n"), ::testing::IsEmpty());
}

TEST(PythonMutants, CountBytesAlsoBehindOtherLetters) {
  const std::string source = "def f(x):\n    return 'чай' + x\n";
  EXPECT_THAT(python(source), IsSupersetOf({"string: 'чай' -> \"\"", "arithmetic: + -> -"}));
}

TEST(PythonMutants, TellWhatIsNoPython) { EXPECT_THROW(kHelper.python_mutants("def f(:\n"), Error); }

const std::string kCpp = R"cpp(
namespace std {
struct runtime_error { explicit runtime_error(const char*); };
struct logic_error { explicit logic_error(const char*); };
template <class T> struct lock_guard { explicit lock_guard(T&); ~lock_guard(); };
struct mutex {};
}
std::mutex guard;
int f(int a, bool b) {
  const std::lock_guard<std::mutex> lock(guard);
  if (a < 1 && !b) throw std::logic_error("no");
  for (int i = 0; i < a; ++i) {
    if (b) break;
    a += 2;
  }
  return a + 1;
}
)cpp";

TEST(CppMutants, KnowEachClass) {
  EXPECT_THAT(cpp(kCpp), IsSupersetOf({"comparison: < -> <=", "comparison: < -> >=", "logic: && -> ||", "logic: !b -> b", "condition: b -> true",
                                       "constant: 1 -> 0", "constant: 2 -> 3", "string: \"no\" -> \"\"", "exception: logic_error -> runtime_error",
                                       "loop: break -> continue", "arithmetic: += -> -=", "arithmetic: + -> -", "arithmetic: ++ -> --",
                                       "statement: a += 2 -> (void)0", "return: a + 1 -> {}", "statement: throw std::logic_error(\"no\") -> (void)0",
                                       "lock: const std::lock_guard<std::mutex> lock(guard); -> ;"}));
}

TEST(CppMutants, LeaveOutWhatDoesNotCompile) {
  EXPECT_THAT(cpp("struct A { explicit A(int); };\nA f(int a) { return A(a); }\n"), Not(Contains("return: A(a) -> {}")));
}

TEST(CppMutants, StandInOneProgramByNumber) {
  const std::string source = "int f(int a) { return a + 1; }\n";
  const auto found = kHelper.cpp_mutants({.text = source, .flags = {"-std=c++20"}, .header = "/dev/null"});
  const auto program = kHelper.cpp_program(source, found);
  EXPECT_THAT(program.text, ::testing::HasSubstr("default:\n{ return a + 1; }"));
  for (std::size_t i = 1; i <= found.mutants.size(); ++i) {
    EXPECT_THAT(program.text, ::testing::HasSubstr("case " + std::to_string(i) + ":"));
    EXPECT_THAT(program.owners, Contains(static_cast<int>(i)));
  }
}

TEST(CppMutants, ChangeWhatIsOutsideOfFunctions) {
  EXPECT_THAT(cpp("constexpr int kMost = 7;\n"), Contains("constant: 7 -> 8"));
  EXPECT_THAT(cpp("int f(int a, int b = 5);\nint f(int a, int b) { return a + b; }\nint g(int a = 3) { return a; }\n"), Contains("constant: 3 -> 4"));
  EXPECT_THAT(cpp("struct A { int x = 3; int y{4}; bool z; A(int a) : z(a < 5) {} };\n"),
              IsSupersetOf({"constant: 3 -> 4", "constant: 4 -> 5", "comparison: < -> <=", "constant: 5 -> 6"}));
  EXPECT_THAT(cpp("struct A { int a, b; };\nA many[] = {{1, 2}, {3, 4}};\n"), Contains("constant: 4 -> 5"));
}

TEST(CppMutants, LeaveAloneWhatTheCompilerMustKnow) {
  const auto found = cpp("constexpr int kSize = 4, kOther = 9;\nconstexpr int kMost = 7;\nint table[kSize];\ntemplate <int N> struct A {};\nA<6> a;\n");
  EXPECT_THAT(found, Contains("constant: 7 -> 8"));
  for (const char* change : {"constant: 4 -> 5", "constant: 6 -> 7"}) EXPECT_THAT(found, Not(Contains(change)));
}

TEST(CppMutants, TellWhatIsNoCpp) { EXPECT_THROW(kHelper.cpp_mutants({.text = "int f( {", .flags = {}, .header = "/dev/null"}), Error); }

}  // namespace
}  // namespace kata::verify
