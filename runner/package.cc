#include "runner/package.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/program.h"
#include "base/text.h"
#include "base/unique_fd.h"
#include "base/words.h"
#include "kata/build_id.h"
#include "runner/sample_tests.h"
#include "runner/topics.h"
#include "session/workers.h"
#include "verify/solutions.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr std::string_view kKinds[] = {"source", "student", "grading"};

void write(const fs::path& file, std::string_view content) {
  fs::create_directories(file.parent_path());
  write_atomically(file, content);
}

// Whatever a build, an editor or a Python left there doesn't belong to it.
bool is_left_over(const fs::path& file) {
  const std::string name = file.filename();
  return name.starts_with('.') || name.ends_with('~') || name == "__pycache__";
}

void copy_files(const fs::path& from, const fs::path& to) {
  if (fs::is_symlink(from)) throw Error(N_("{} is a symbolic link, which is not packed; put the file itself there"), {from.string()});
  if (!fs::is_directory(from)) return write(to, read_file(from, 256u << 20));
  for (const auto& entry : fs::directory_iterator(from))
    if (!is_left_over(entry)) copy_files(entry, to / entry.path().filename());
}

fs::path sources_of(const catalog::Topic& topic) {
  fs::path folder = verify::author_folder(topic);
  if (!fs::is_regular_file(folder / "CMakeLists.txt")) throw UsageError(format(_("{} is not there: a topic's sources are in plugins/ beside katas/"), shown_path(folder / "CMakeLists.txt")));
  return folder;
}

// The samples of a table, or of a file of titles and the tests beside it. Whether there are any.
bool add_samples(const fs::path& from, const fs::path& to, const std::string& titles, const std::string& tests = "") {
  if (!fs::is_regular_file(from / titles) || !(tests.empty() || fs::is_regular_file(from / tests))) return false;
  const std::string all = read_file(from / titles);
  const std::set<std::string> samples = sample_names(all);
  if (samples.empty()) return false;
  write(to / titles, only_titles(all, samples));
  if (!tests.empty()) write(to / tests, only_tests(read_file(from / tests), samples));
  return true;
}

// No solution, no hidden test; helpers of the tests stay, since the samples may need them. The exercises without samples; those of a
// suite of pytest are so, since samples and hidden tests are the same files there.
std::vector<std::string> add_student_plugin(const catalog::Topic& topic, const fs::path& from, const fs::path& to) {
  for (const auto& entry : fs::directory_iterator(from)) {
    const std::string name = entry.path().filename();
    if (!is_left_over(entry) && name != "solutions" && name != "tests" && name != "translations") copy_files(entry, to / name);
  }
  for (const auto& entry : fs::directory_iterator(from / "tests"))
    if (entry.path().extension() == ".h") copy_files(entry, to / "tests" / entry.path().filename());
  std::vector<std::string> without;
  for (const catalog::Exercise& exercise : topic.exercises) {
    const bool compiled = exercise.tests == catalog::Tests::compiled;
    const bool files = compiled && add_samples(from / "tests", to / "tests", exercise.id + ".titles.yaml", exercise.id + "_test.cc");
    const bool table = compiled && add_samples(from / "tests", to / "tests", exercise.id + ".yaml");
    if (!files && !table) without.push_back(exercise.id);
  }
  return without;
}

void add_built(const catalog::Topic& topic, const Paths& paths, const fs::path& folder) {
  const fs::path library = find_library(paths, topic);
  copy_files(library, folder / "plugins" / library.filename());
  for (const fs::path& glue : paths.glue) {
    if (!fs::is_directory(glue / "glue" / topic.id)) continue;
    for (const char* part : {"glue", "include"}) copy_files(glue / part / topic.id, folder / "cpp" / part / topic.id);
    return;
  }
}

std::string text(const nlohmann::ordered_json& json, const char* key) {
  return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

// A program of ours that says by a Fault what went wrong.
void run_archiver(const Paths& paths, const char* what, const fs::path& folder, int in, int out, const fs::path& archive) {
  const Finished done = run_program({.command = {paths.executables / "kata-archive", what, folder}, .in = in, .out = out});
  if (done.status == 0) return;
  throw Error(format("{}: {}", shown_path(archive), words(unpack(done.err))));
}

}  // namespace

std::string_view name(PackageKind kind) { return kKinds[static_cast<int>(kind)]; }

Manifest read_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  const nlohmann::ordered_json json = fs::is_regular_file(file) ? nlohmann::ordered_json::parse(read_file(file, 64u << 10), nullptr, false) : nlohmann::ordered_json();
  if (!json.is_object() || !json.contains("format")) throw Error(N_("there is no manifest.json of kata in it; 'kata pack' makes such archives"), {});
  if (json["format"] != kFormat) throw Error(N_("it was packed by a later kata, in a format that this one doesn't know"), {});
  Manifest out{.topic = text(json, "topic"), .plugin = text(json, "plugin"), .kata = text(json, "kata"), .build_id = text(json, "build_id")};
  for (const PackageKind kind : {PackageKind::source, PackageKind::student, PackageKind::grading}) {
    if (text(json, "kind") != name(kind)) continue;
    out.kind = kind;
    return out;
  }
  throw Error(N_("its manifest.json has the kind '{}', and kata knows {}"), {shorten(printable(text(json, "kind")), 40), "source, student, grading"});
}

Manifest manifest_of(const catalog::Topic& topic, PackageKind kind) {
  return {.kind = kind, .topic = topic.id, .plugin = topic.plugin, .kata = KATA_VERSION, .build_id = kind == PackageKind::grading ? KATA_BUILD_ID : ""};
}

std::vector<std::string> make_package(const catalog::Topic& topic, PackageKind kind, const Paths& paths, const fs::path& folder) {
  const Manifest manifest = manifest_of(topic, kind);
  nlohmann::ordered_json json = {{"format", kFormat}, {"kind", name(kind)}, {"topic", manifest.topic}, {"plugin", manifest.plugin}, {"kata", manifest.kata}};
  if (!manifest.build_id.empty()) json["build_id"] = manifest.build_id;
  write(folder / "manifest.json", json.dump(2) + "\n");
  copy_files(topic.directory, folder / "katas" / topic.id);
  const fs::path plugin = folder / "plugins" / topic.id;
  if (kind == PackageKind::grading) add_built(topic, paths, folder);
  else if (kind == PackageKind::source) copy_files(sources_of(topic), plugin);
  else return add_student_plugin(topic, sources_of(topic), plugin);
  return {};
}

void write_archive(const Paths& paths, const fs::path& folder, const fs::path& archive) {
  const fs::path unfinished = archive.string() + ".part";
  {
    const UniqueFd file(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file) throw_errno(N_("cannot write {}"), {shown_path(archive)});
    run_archiver(paths, "pack", folder, -1, file.get(), archive);
  }
  fs::rename(unfinished, archive);
}

void read_archive(const Paths& paths, const fs::path& archive, const fs::path& folder) {
  const UniqueFd file(::open(archive.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) throw_errno(N_("cannot read {}"), {shown_path(archive)});
  run_archiver(paths, "unpack", folder, file.get(), -1, archive);
}

}  // namespace kata::cli
