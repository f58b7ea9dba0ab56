// kata pack
#include <fmt/format.h>

#include "base/error.h"
#include "base/format.h"
#include "base/temporary.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/package.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

PackageKind kind_of(bool source, bool student, bool grading) {
  if (source + student + grading != 1) throw UsageError(_("say what to pack: --source, --student or --grading"));
  return source ? PackageKind::source : student ? PackageKind::student : PackageKind::grading;
}

std::string told(PackageKind kind) {
  switch (kind) {
    case PackageKind::source: return _("It has the sources of the topic, with its hidden tests and solutions.");
    case PackageKind::student: return _("It has the tasks and the sample tests. Helpers that stand outside of the tests in *_test.cc and in headers stay as they are: look through them before you hand it on.");
    case PackageKind::grading: return _("It has the built library, with the hidden tests inside, and no sources. It is for Katas of exactly this build.");
  }
  return "";
}

// Of exercises whose task alone is packed.
std::string told(const catalog::Topic& topic, const std::vector<std::string>& untested) {
  std::string out;
  for (const std::string& id : untested) {
    const std::string name = topic.id + "/" + id;
    const bool pytest = topic.find(id)->tests == catalog::Tests::pytest;
    out += format(pytest ? _("{}: only its task. Its tests are pytest's, in which samples cannot be told from the others; hand on yourself what students may have.")
                         : _("{}: only its task, since none of its tests is a sample."), name) + "\n";
  }
  return out;
}

}  // namespace

int pack_command(Context& context) {
  std::vector<std::string> words;
  std::string output;
  bool source = false, student = false, grading = false;
  Options options("pack");
  options.words(_("TOPIC"), words, 1, 1, _("the topic to pack"));
  options.flag("--source", source, _("all of its sources, for another author"));
  options.flag("--student", student, _("tasks and sample tests, no solutions and no hidden tests"));
  options.flag("--grading", grading, _("the built library and the tasks, for who grades with hidden tests that stay hidden"));
  options.text("--output", output, "FILE", _("where to write it; unless said TOPIC-KIND.tar.gz"));
  if (helped(context, "pack", options)) return kAllPassed;

  const PackageKind kind = kind_of(source, student, grading);
  Topics topics(context.paths, context.topics);
  const catalog::Topic& topic = topics.topic(words[0]);
  if (output.empty()) output = fmt::format("{}-{}.tar.gz", topic.id, name(kind));
  const TemporaryFolder folder;
  const std::vector<std::string> untested = make_package(topic, kind, context.paths, folder.path());
  write_archive(context.paths, folder.path(), output);
  context.output.print(format(_("{} is written."), context.style.bold(shown_path(output))) + "\n" + told(kind) + "\n" + told(topic, untested) +
                       format(_("To use it: {}"), "kata install " + shown_path(output)) + "\n");
  return kAllPassed;
}

}  // namespace kata::cli
