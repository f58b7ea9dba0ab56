// kata doctor
#include "sandbox/doctor.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/json.h"

namespace kata::cli {
namespace {

template <class... T>
std::string format(const char* text, const T&... args) {
  return fmt::format(fmt::runtime(text), args...);
}

struct Name {
  std::string_view id;
  const char* text;
};
constexpr Name kNames[] = {
    {"namespaces", N_("namespaces of its own for each submission")},
    {"id_maps", N_("no rights of this machine's users inside")},
    {"own_uid", N_("a user id of its own for each submission")},
    {"root_filesystem", N_("sees only its own files")},
    {"landlock", N_("files beyond its own are refused by the kernel")},
    {"seccomp", N_("dangerous system calls are refused")},
    {"no_new_privs", N_("no program can give it more rights")},
    {"rlimits", N_("limits on processes and open files")},
    {"cgroup_memory", N_("memory is limited exactly, by the kernel")},
    {"time_accounting", N_("time of all its processes is counted")},
    {"network", N_("no network")},
};

std::string name_of(const sandbox::Protection& protection) {
  for (const Name& name : kNames)
    if (name.id == protection.id) return _(name.text);
  return printable(protection.id);
}

std::string level_text(sandbox::Isolation level) {
  switch (level) {
    case sandbox::Isolation::full: return _("full: submissions are separated from this machine and from each other");
    case sandbox::Isolation::reduced: return _("reduced: without namespaces; what is left still guards this machine");
    case sandbox::Isolation::none: return _("none: grade only submissions that you trust");
  }
  return {};
}

std::string render(const sandbox::Diagnosis& diagnosis, const Style& style, int columns) {
  const std::string level = format(_("Isolation: {}"), level_text(diagnosis.isolation));
  std::string out;
  for (const std::string& line : wrap(level, columns)) out += style.bold(line) + "\n";
  out += "\n";
  for (const sandbox::Protection& protection : diagnosis.protections) {
    const std::string mark = protection.holds ? style.green("✓") : protection.essential ? style.red("✗") : style.yellow("–");
    out += "  " + mark + " " + name_of(protection) + "\n";
    if (protection.holds) continue;
    if (!protection.found.empty())
      for (const std::string& line : wrap(printable(protection.found), columns - 6)) out += "      " + style.dim(line) + "\n";
    if (!protection.remedy.empty()) out += "      " + format(_("to mend it: {}"), style.bold(printable(protection.remedy))) + "\n";
  }
  return out;
}

std::string to_json(const sandbox::Diagnosis& diagnosis) {
  Json json;
  json.object().field("schema", 1).field("isolation", sandbox::name(diagnosis.isolation)).key("protections").list();
  for (const sandbox::Protection& protection : diagnosis.protections) {
    json.object().field("id", protection.id).field("title", name_of(protection)).field("essential", protection.essential);
    json.field("holds", protection.holds).field("found", protection.found).field("remedy", protection.remedy).end();
  }
  json.end().end();
  return json.take();
}

}  // namespace

int doctor_command(Context& context) {
  std::string as = "text";
  Options options("doctor");
  options.choice("--format", as, {"text", "json"}, _("how to print it; json is explained in docs/json.md"));
  if (helped(context, "doctor", options)) return kAllPassed;

  const sandbox::Diagnosis diagnosis = sandbox::diagnose((context.paths.executables / "kata-zygote-native").string());
  context.output.print(as == "json" ? to_json(diagnosis) : render(diagnosis, context.style, context.output.columns()));
  const bool sound = std::all_of(diagnosis.protections.begin(), diagnosis.protections.end(),
                                 [](const sandbox::Protection& p) { return p.holds || !p.essential; });
  return sound ? kAllPassed : kSomeFailed;
}

}  // namespace kata::cli
