// kata doctor
#include "sandbox/doctor.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/json.h"

namespace kata::cli {
namespace {

struct Name {
  std::string_view id;
  const char* text;
  const char* without = nullptr;   // what is the case instead, of a protection that is a bonus
};
constexpr Name kNames[] = {
    {"namespaces", N_("namespaces of its own for each submission")},
    {"own_id", N_("a user id of its own for each submission"), N_("submissions run with your own id; kata run as root gives each its own")},
    {"no_capabilities", N_("no rights of an administrator")},
    {"no_new_privileges", N_("no program can give it more rights")},
    {"system_calls", N_("dangerous system calls are refused")},
    {"file_system_rules", N_("files beyond its own are refused by the kernel")},
    {"host_files", N_("this machine's files are out of reach")},
    {"kernel_switches", N_("the kernel's settings are out of reach")},
    {"other_processes", N_("other processes are out of reach")},
    {"network", N_("no network")},
    {"process_limit", N_("a limit on processes and threads")},
    {"disk_limit", N_("a limit on the disk")},
    {"time_limit", N_("a limit on time, counted over all its processes")},
    {"memory_limit", N_("a limit on memory, counted over all its processes")},
    {"memory_group", N_("the memory limit is kept by the kernel itself"), N_("kata adds it up every 10 ms instead, so it can be overshot for a moment")},
};

std::string name_of(const sandbox::Check& check) {
  for (const Name& name : kNames)
    if (name.id == check.id) return _(name.text);
  return printable(check.id);
}

// Why it doesn't hold, in plain words where there are some.
std::string why_not(const sandbox::Check& check) {
  for (const Name& name : kNames)
    if (name.id == check.id && name.without) return _(name.without);
  return printable(check.fact);
}

bool sound(const sandbox::SelfTest& test) {
  return std::all_of(test.checks.begin(), test.checks.end(), [](const sandbox::Check& c) { return c.holds || !c.essential; });
}

std::string level_text(sandbox::Isolation level) {
  switch (level) {
    case sandbox::Isolation::full: return _("full: submissions are separated from this machine and from each other");
    case sandbox::Isolation::reduced: return _("reduced: without namespaces; what is left still guards this machine");
    case sandbox::Isolation::none: return _("none: grade only submissions that you trust");
  }
  return {};
}

std::string render(const sandbox::SelfTest& test, const Style& style, int columns) {
  const std::string level = format(_("Isolation: {}"), level_text(test.level));
  std::string out;
  for (const std::string& line : wrap(level, columns)) out += style.bold(line) + "\n";
  if (!test.note.empty())
    for (const std::string& line : wrap(printable(_(test.note.c_str())), columns)) out += line + "\n";
  out += "\n";
  for (const sandbox::Check& check : test.checks) {
    const std::string mark = check.holds ? style.green("✓") : check.essential ? style.red("✗") : style.yellow("–");
    out += "  " + mark + " " + name_of(check) + "\n";
    if (check.holds) continue;
    for (const std::string& line : wrap(why_not(check), columns - 6)) out += "      " + style.dim(line) + "\n";
    if (!check.mend.empty()) out += "      " + format(_("to mend it: {}"), style.bold(printable(check.mend))) + "\n";
  }
  const std::string end = sound(test) ? _("All that is essential holds. What a dash marks would be a second line of defence.")
                                      : _("Something essential is missing (✗): grade only submissions that you trust.");
  out += "\n";
  for (const std::string& line : wrap(end, columns)) out += line + "\n";
  return out;
}

std::string to_json(const sandbox::SelfTest& test) {
  Json json;
  json.object().field("schema", 1).field("isolation", sandbox::name(test.level)).field("note", test.note).key("protections").list();
  for (const sandbox::Check& check : test.checks) {
    json.object().field("id", check.id).field("title", name_of(check)).field("essential", check.essential);
    json.field("holds", check.holds).field("fact", check.fact).field("mend", check.mend).end();
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

  const auto& programs = context.paths.executables;
  const sandbox::SelfTest test = sandbox::self_test((programs / "kata-zygote-native").string(), (programs / "kata-box-probe").string());
  context.output.print(as == "json" ? to_json(test) : render(test, context.style, context.output.columns()));
  return sound(test) ? kAllPassed : kSomeFailed;
}

}  // namespace kata::cli
