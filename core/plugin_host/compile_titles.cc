// kata-compile-titles TOPIC OUTPUT.cc FILE…: the descriptor of a topic with the titles and hints of its tests, from
// tests/<exercise>.titles.yaml beside tests/<exercise>_test.cc. Every test has an entry there and every entry a test.
// All mistakes are told at once, as file:line:column: what. Runs at build time.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/suggest.h"
#include "plugin_host/test_names.h"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> problems;  // of this run; printed at its end

void complain(const fs::path& file, int line, int column, const std::string& what) {
  problems.push_back(fmt::format("{}:{}:{}: {}", file.string(), line, column, what));
}

void complain(const fs::path& file, const YAML::Node& node, const std::string& what) {
  const YAML::Mark mark = node.Mark();
  complain(file, mark.line + 1, mark.column + 1, what);
}

// A C++ string literal of any bytes.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += {'\\', c};
    else if (byte < 0x20 || byte >= 0x7f) out += fmt::format("\\{:03o}", byte);
    else out += c;
  }
  out += '"';
  return out;
}

struct Entry {
  std::string name;
  std::string kind = "answer";
  bool sample = false;
  std::string group;
  std::vector<std::string> languages;
  std::map<std::string, std::string> title, hint;
};

std::string scalar(const fs::path& file, const YAML::Node& node, const std::string& key) {
  if (node.IsScalar() && !node.Scalar().empty()) return node.Scalar();
  complain(file, node, fmt::format("'{}' must be a text", key));
  return {};
}

std::map<std::string, std::string> texts(const fs::path& file, const YAML::Node& node, const std::string& key) {
  std::map<std::string, std::string> out;
  if (!node.IsMap()) {
    complain(file, node, fmt::format("'{}' must have a text per language: {{en: …, ru: …}}", key));
    return out;
  }
  for (const auto& item : node) {
    const std::string locale = scalar(file, item.first, key);
    if (!out.emplace(locale, scalar(file, item.second, key)).second) {
      complain(file, item.first, fmt::format("'{}' has '{}' twice", key, locale));
    }
  }
  for (const char* locale : {"en", "ru"}) {
    if (!out.contains(locale)) complain(file, node, fmt::format("'{}' has no '{}' text", key, locale));
  }
  return out;
}

std::vector<std::string> languages(const fs::path& file, const YAML::Node& node) {
  std::vector<std::string> out;
  if (!node.IsSequence()) complain(file, node, "'languages' must be a list: [python, cpp]");
  for (const auto& item : node) {
    out.push_back(scalar(file, item, "languages"));
    if (out.back() != "python" && out.back() != "cpp") {
      complain(file, item, fmt::format("unknown language '{}' (known: python, cpp)", out.back()));
    }
  }
  return out;
}

void set_field(const fs::path& file, const YAML::Node& key_node, const YAML::Node& value, Entry& entry) {
  const std::string key = scalar(file, key_node, "key");
  if (key == "title") {
    entry.title = texts(file, value, key);
  } else if (key == "hint") {
    entry.hint = texts(file, value, key);
  } else if (key == "kind") {
    entry.kind = scalar(file, value, key);
    if (entry.kind != "answer" && entry.kind != "technique") {
      complain(file, value, fmt::format("unknown kind '{}' (known: answer, technique)", entry.kind));
    }
  } else if (key == "sample") {
    const std::string text = scalar(file, value, key);
    if (text != "true" && text != "false") complain(file, value, "'sample' must be true or false");
    entry.sample = text == "true";
  } else if (key == "group") {
    entry.group = scalar(file, value, key);
  } else if (key == "stays" || key == "accepts_junk") {
    scalar(file, value, key);   // for kata verify (verify/titles.h)
  } else if (key == "languages") {
    entry.languages = languages(file, value);
  } else {
    complain(file, key_node, fmt::format("unknown key '{}' (known: title, hint, kind, sample, group, languages, stays, accepts_junk)", key));
  }
}

Entry read_entry(const fs::path& file, const YAML::Node& name, const YAML::Node& fields) {
  Entry entry;
  entry.name = scalar(file, name, "test");
  if (!fields.IsMap()) {
    complain(file, name, fmt::format("test '{}' has no title and no hint", entry.name));
    return entry;
  }
  std::set<std::string> seen;
  for (const auto& field : fields) {
    if (field.first.IsScalar() && !seen.insert(field.first.Scalar()).second) {
      complain(file, field.first, fmt::format("'{}' is there twice", field.first.Scalar()));
    }
    set_field(file, field.first, field.second, entry);
  }
  for (const char* key : {"title", "hint"}) {
    if (!seen.contains(key)) complain(file, name, fmt::format("test '{}' has no {}", entry.name, key));
  }
  return entry;
}

std::vector<std::string> keys(const std::map<std::string, int>& tests) {
  std::vector<std::string> out;
  for (const auto& [name, line] : tests) out.push_back(name);
  return out;
}

std::vector<Entry> read_titles(const fs::path& file, const std::map<std::string, int>& tests) {
  std::vector<Entry> entries;
  std::set<std::string> seen;
  try {
    const YAML::Node root = YAML::LoadFile(file.string());
    if (!root.IsMap()) {
      complain(file, 1, 1, "must be a map of a test's name to its title and hint");
      return entries;
    }
    for (const auto& item : root) {
      entries.push_back(read_entry(file, item.first, item.second));
      const std::string& name = entries.back().name;
      if (!seen.insert(name).second) complain(file, item.first, fmt::format("test '{}' is there twice", name));
      if (!tests.contains(name)) {
        complain(file, item.first, fmt::format("no test is called '{}'{}", name, kata::did_you_mean(name, keys(tests))));
      }
    }
  } catch (const YAML::Exception& error) {
    complain(file, error.mark.line + 1, error.mark.column + 1, error.msg);
  }
  return entries;
}

std::string texts_code(const std::map<std::string, std::string>& texts) {
  std::string out = "{";
  for (const auto& [locale, text] : texts) out += fmt::format("{{{}, {}}}, ", quoted(locale), quoted(text));
  return out + "}";
}

std::string entry_code(const std::string& exercise, const Entry& entry) {
  std::string languages;
  for (const auto& language : entry.languages) languages += quoted(language) + ", ";
  return fmt::format(
      "  tests.push_back({{.exercise = {}, .name = {}, .kind = kata::TestKind::{}, .sample = {}, .group = {},\n"
      "                   .languages = {{{}}},\n                   .title = {},\n                   .hint = {}}});\n",
      quoted(exercise), quoted(entry.name), entry.kind, entry.sample, quoted(entry.group), languages,
      texts_code(entry.title), texts_code(entry.hint));
}

constexpr const char* kBefore = R"(// Generated by kata-compile-titles.
#include <string_view>
#include <utility>
#include <vector>

#include "kata/plugin.h"
#include "kata/build_id.h"

namespace kata::testing {
Topic* make_topic(std::string_view topic, std::vector<TestInfo> tests) noexcept;
}

// A topic has a service when it defines these two.
extern "C" __attribute__((weak)) const char* kata_service_start(const char*, char*, std::size_t) noexcept;
extern "C" __attribute__((weak)) void kata_service_stop() noexcept;

namespace {

kata::Topic* create() noexcept {
  std::vector<kata::TestInfo> tests;
)";

constexpr const char* kAfter = R"(  return kata::testing::make_topic({}, std::move(tests));
}}

const kata_descriptor descriptor{{kata::kPluginMagic, kata::kPluginAbi, sizeof(kata_descriptor), KATA_BUILD_ID, create,
                                 kata_service_start, kata_service_stop}};

}}  // namespace

extern "C" __attribute__((visibility("default"))) const kata_descriptor* kata_topic() noexcept {{ return &descriptor; }}
)";

// "tests/rotate_test.cc" with the suffix "_test.cc" → "rotate"; empty for another name.
std::string exercise_of(const fs::path& file, std::string_view suffix) {
  const std::string name = file.filename().string();
  return name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : std::string();
}

std::map<std::string, int> read_tests(const fs::path& file, const std::string& exercise) {
  std::ifstream in(file);
  std::stringstream source;
  source << in.rdbuf();
  std::map<std::string, int> tests;
  for (const auto& test : kata::find_tests(source.str())) {
    if (test.fixture != exercise) {
      complain(file, test.line, 1, fmt::format("test '{}' is of '{}', but this file is of '{}'", test.name, test.fixture, exercise));
    } else if (!tests.emplace(test.name, test.line).second) {
      complain(file, test.line, 1, fmt::format("test '{}' is there twice", test.name));
    }
  }
  return tests;
}

std::string compile_exercise(const fs::path& test_file, const std::vector<fs::path>& files) {
  const std::string exercise = exercise_of(test_file, "_test.cc");
  const auto tests = read_tests(test_file, exercise);
  const auto titles = std::find_if(files.begin(), files.end(), [&](const fs::path& file) {
    return exercise_of(file, ".titles.yaml") == exercise;
  });
  if (titles == files.end()) {
    complain(test_file, 1, 1, fmt::format("there is no {}.titles.yaml beside it", exercise));
    return {};
  }
  std::string code;
  std::set<std::string> named;
  for (const auto& entry : read_titles(*titles, tests)) {
    named.insert(entry.name);
    code += entry_code(exercise, entry);
  }
  for (const auto& [name, line] : tests) {
    if (!named.contains(name)) {
      complain(test_file, line, 1, fmt::format("test '{}' has no entry in {}", name, titles->string()));
    }
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: kata-compile-titles TOPIC OUTPUT.cc (TESTS_test.cc | TESTS.titles.yaml)…\n";
    return 2;
  }
  const std::vector<fs::path> files(argv + 3, argv + argc);
  std::string code = kBefore;
  for (const auto& file : files) {
    const std::string titled = exercise_of(file, ".titles.yaml");
    if (!exercise_of(file, "_test.cc").empty()) {
      code += compile_exercise(file, files);
    } else if (std::none_of(files.begin(), files.end(), [&](const auto& f) { return exercise_of(f, "_test.cc") == titled; })) {
      complain(file, 1, 1, fmt::format("there is no {}_test.cc beside it", titled));
    }
  }
  code += fmt::format(kAfter, quoted(argv[1]));
  for (const auto& problem : problems) std::cerr << problem << '\n';
  if (!problems.empty()) return 1;
  std::ofstream out(argv[2]);
  out << code;
  return out.flush() ? 0 : (std::cerr << "cannot write " << argv[2] << '\n', 1);
}
