// kata install
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/program.h"
#include "base/temporary.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/reader.h"
#include "kata/build_id.h"
#include "runner/command.h"
#include "runner/package.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

// The one topic of a project or a package that lies unpacked.
std::string only_topic(const fs::path& folder) {
  const std::vector<std::string> ids = catalog::topic_ids({folder / "katas"});
  if (ids.size() == 1) return ids.front();
  throw UsageError(ids.empty() ? format(_("{} has no katas/TOPIC/topic.yaml"), shown_path(folder))
                               : format(_("{} has {} topics; pack the one that you mean: kata pack TOPIC --source"), shown_path(folder), ids.size()));
}

std::string last_lines(const std::string& text) {
  const auto lines = split_lines(text);
  std::string out;
  for (std::size_t i = lines.size() > 30 ? lines.size() - 30 : 0; i < lines.size(); ++i) out += "\n  " + printable(lines[i]);
  return out;
}

// `failed`: what is said before the last lines of its output.
void run_cmake(std::vector<std::string> arguments, const char* failed) {
  arguments.insert(arguments.begin(), "cmake");
  const Finished done = run_program({.command = std::move(arguments)});
  if (done.status != 0) throw Error(failed + last_lines(done.out + done.err));
}

class Installer {
 public:
  explicit Installer(Context& context) : context_(context), topics_(context.paths.installed) {}

  void install(const fs::path& from, bool sure) {
    // Beside where it goes, so that one rename brings it there.
    const TemporaryFolder work(topics_);
    package_ = work.path() / "package";
    fs::create_directory(package_);
    if (fs::is_directory(from)) take_folder(from);
    else read_archive(context_.paths, from, package_);
    manifest_ = read_manifest(package_);
    check();
    if (!sure) ask(from);
    const fs::path ready = manifest_.kind == PackageKind::grading ? package_ : build(work.path());
    fs::rename(package_ / "manifest.json", ready / "manifest.json");
    put(ready, work.path());
  }
  std::string told() const {
    return format(_("{} is installed in {}."), context_.style.bold(manifest_.topic), shown_path(topics_ / manifest_.topic)) + "\n" +
           format(_("To see its exercises: {}"), "kata list " + manifest_.topic) + "\n";
  }

 private:
  // A package that lies unpacked, or a project of one topic.
  void take_folder(const fs::path& from) {
    const bool packed = fs::exists(from / "manifest.json");
    if (packed) {
      const TemporaryFolder archive;
      write_archive(context_.paths, from, archive.path() / "package.tar.gz");
      return read_archive(context_.paths, archive.path() / "package.tar.gz", package_);
    }
    catalog::Catalog found = catalog::load_topic({from / "katas"}, only_topic(from));
    if (!found.problems.empty()) throw UsageError(catalog::text_of(found.problems));
    make_package(found.topics.front(), PackageKind::source, context_.paths, package_);
  }

  void check() const;
  void check_build() const;
  void ask(const fs::path& from) const;
  fs::path build(const fs::path& work) const;
  void put(const fs::path& ready, const fs::path& work) const;

  Context& context_;
  fs::path topics_, package_;
  Manifest manifest_;
};

void Installer::check() const {
  for (const std::string& id : {manifest_.topic, manifest_.plugin})
    if (const std::string mistake = catalog::id_mistake(id, "id"); !mistake.empty()) throw Error(mistake);
  const auto found = catalog::load_topic({package_ / "katas"}, manifest_.topic);
  if (!found.problems.empty()) throw Error(catalog::text_of(found.problems));
  if (!found.find(manifest_.topic) || catalog::topic_ids({package_ / "katas"}).size() != 1)
    throw Error(format(_("its manifest.json says that it has the topic '{}', and it has another"), manifest_.topic));
  for (const fs::path& folder : context_.paths.katas)
    if (fs::exists(folder / manifest_.topic / "topic.yaml") && folder != topics_ / manifest_.topic / "katas")
      throw UsageError(format(_("there is a topic '{}' already, in {}; two of one name cannot be told apart"), manifest_.topic, shown_path(folder / manifest_.topic)));
  if (manifest_.kind == PackageKind::grading) check_build();
  else if (!fs::is_regular_file(package_ / "plugins" / manifest_.topic / "CMakeLists.txt")) throw Error(format(_("it has no plugins/{}/CMakeLists.txt"), manifest_.topic));
}

void Installer::check_build() const {
  if (!fs::is_regular_file(package_ / "plugins" / ("lib" + manifest_.plugin + ".so"))) throw Error(format(_("it has no plugins/lib{}.so"), manifest_.plugin));
  if (manifest_.build_id == KATA_BUILD_ID) return;
  throw Error(format(_("its library was built for another Kata, and nothing was installed. Ask who packed it for a package of this build, or install that Kata.\n  needed: {}\n  found: {}"),
                     KATA_BUILD_ID, shorten(printable(manifest_.build_id), 200)));
}

void Installer::ask(const fs::path& from) const {
  context_.output.tell(format(_("{} has a plugin: native code, which is built and run with your rights, outside of any box. It can do whatever you can."), shown_path(from)) + "\n");
  if (!::isatty(STDIN_FILENO)) throw UsageError(_("nobody is there to agree; say --yes if you trust who made it"));
  context_.output.tell(format(_("Install the topic '{}'? [y/N] "), manifest_.topic));
  char answer = 0;
  if (::read(STDIN_FILENO, &answer, 1) != 1 || (answer != 'y' && answer != 'Y')) throw UsageError(_("nothing was installed"));
}

fs::path Installer::build(const fs::path& work) const {
  const fs::path prefix = context_.paths.executables.parent_path().parent_path(), config = prefix / "lib/cmake/Kata/KataConfig.cmake";
  if (!fs::exists(config)) throw Error(format(_("{} is not there: topics are built with an installed Kata, and this one runs from its build folder"), config.string()));
  const fs::path project = package_ / "CMakeLists.txt", built = work / "build";
  fs::path ready = work / "ready";
  write_atomically(project, read_file(context_.paths.share / "scaffold/project/CMakeLists.txt"));
  run_cmake({"-S", package_, "-B", built, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_PREFIX_PATH=" + prefix.string()}, _("its build cannot be prepared, so nothing was installed:"));
  run_cmake({"--build", built}, _("it cannot be built, so nothing was installed:"));
  run_cmake({"--install", built, "--prefix", ready}, _("what was built cannot be put together, so nothing was installed:"));
  return ready;
}

// One rename; what was installed before goes away only when the new one is there.
void Installer::put(const fs::path& ready, const fs::path& work) const {
  const fs::path home = topics_ / manifest_.topic;
  if (!fs::exists(home)) return fs::rename(ready, home);
  if (::renameat2(AT_FDCWD, ready.c_str(), AT_FDCWD, home.c_str(), RENAME_EXCHANGE) != 0) {
    fs::rename(home, work / "before");   // the file system cannot exchange them
    fs::rename(ready, home);
  }
}

}  // namespace

int install_command(Context& context) {
  std::vector<std::string> words;
  bool sure = false;
  Options options("install");
  options.words(_("ARCHIVE|FOLDER"), words, 1, 1, _("what 'kata pack' made, or a project of one topic"));
  options.flag("--yes", sure, _("don't ask: you trust who made it"));
  if (helped(context, "install", options)) return kAllPassed;
  if (!std::filesystem::exists(words[0])) throw UsageError(format(_("there is no {}"), shown_path(words[0])));
  Installer installer(context);
  installer.install(words[0], sure);
  context.output.print(installer.told());
  return kAllPassed;
}

}  // namespace kata::cli
