#include "language/cpp/compiler.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>

#include "base/error.h"

namespace kata::cpp {

namespace fs = std::filesystem;

namespace {

// What support.cmake wrote down: a line "key value" each; several of one key are a list.
struct Toolchain {
  std::string compiler, version;
  std::vector<std::string> flags, link_flags;
};

Toolchain read_toolchain(const fs::path& support) {
  const auto path = support / "toolchain";
  std::ifstream file(path);
  if (!file)
    throw Error(N_("{}: cannot be read; build the target kata_cpp_support or reinstall Kata"), {path.string()});
  Toolchain out;
  std::string key, value;
  while (file >> key && std::getline(file >> std::ws, value)) {
    if (key == "compiler") out.compiler = value;
    else if (key == "version") out.version = value;
    else if (key == "flag") out.flags.push_back(value);
    else if (key == "link") out.link_flags.push_back(value);
  }
  if (::access(out.compiler.c_str(), X_OK) != 0)
    throw Error(N_("{}: there is no compiler; install g++ (Debian: apt-get install g++)"), {out.compiler});
  return out;
}

// What changes when a file does, without reading it.
std::string stamp(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return path.string() + " -";
  return fmt::format("{} {} {}.{}", path.string(), status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

std::string hashed(std::string_view text) {   // FNV-1a, 64 bits: of our own files, not of a learner's
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return fmt::format("{:016x}", hash);
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The names in `#include <…>` lines, good enough to choose a precompiled header by.
std::vector<std::string> included(std::string_view text) {
  std::vector<std::string> out;
  for (auto at = text.find("#include"); at != text.npos; at = text.find("#include", at + 8)) {
    const auto line = text.substr(at, text.find('\n', at) - at);
    const auto open = line.find('<'), close = line.find('>');
    if (open != line.npos && close != line.npos && open < close) out.emplace_back(line.substr(open + 1, close - open - 1));
  }
  return out;
}

// The small header is what std::vector and std::function need. It halves the time of a file that needs no more, for a
// header that is unused still costs: what its inline functions mention is instantiated in every compilation.
bool small_is_enough(const Request& request, const fs::path& declared) {
  const auto precompiled = included(read_text(request.support / "include" / "kata_small.h"));
  static const std::vector<std::string> kLight = {"algorithm", "array", "cmath", "concepts", "coroutine", "cstddef", "cstdint",
                                                  "exception", "initializer_list", "limits", "numeric", "stdexcept", "type_traits"};
  auto needed = included(read_text(declared));
  for (const auto& [path, content] : request.files)
    for (auto& name : included(content)) needed.push_back(std::move(name));
  return std::all_of(needed.begin(), needed.end(), [&](const std::string& name) {
    return std::find(precompiled.begin(), precompiled.end(), name) != precompiled.end() ||
           std::find(kLight.begin(), kLight.end(), name) != kLight.end();
  });
}

bool is_source(const std::string& path) {
  const auto extension = fs::path(path).extension();
  return extension == ".cc" || extension == ".cpp" || extension == ".cxx";
}

struct Glue {
  fs::path object;   // made when Kata was built; empty where the glue itself includes the learner's file
  fs::path source;   // to be compiled with the learner's file: it includes solution.cc; empty where that is only linked
};

const fs::path& home_of(const Request& request) { return request.glue.empty() ? request.support : request.glue; }

Glue glue_of(const Request& request) {
  const auto base = (home_of(request) / "glue" / request.topic / request.exercise).string();
  Glue out;
  if (fs::exists(base + ".o")) out.object = base + ".o";
  if (fs::exists(base + ".templates.cc")) out.source = base + ".templates.cc";
  if (out.object.empty()) out.source = base + ".cc";
  if (out.object.empty() && !fs::exists(out.source))
    throw Error(N_("{}/{}: cannot be graded in C++: there is no {}; write plugins/{}/glue/{}.cc and build"),
                {request.topic, request.exercise, out.source.string(), request.topic, request.exercise});
  return out;
}

const char* header_for(const Request& request, const Glue& glue, const fs::path& declared) {
  if (glue.object.empty()) return "kata_bridge.h";
  if (!glue.source.empty()) return "kata_usual.h";
  return small_is_enough(request, declared / "solution.h") ? "kata_small.h" : "kata_usual.h";
}

void append(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

sandbox::Limits compile_limits(bool instrumented) {
  sandbox::Limits out;
  out.cpu = std::chrono::seconds(instrumented ? 60 : 20);
  out.wall = std::chrono::seconds(instrumented ? 90 : 30);
  out.memory = std::uint64_t{instrumented ? 2048u : 1024u} << 20;
  out.processes = 16;
  out.files = 64;
  out.output = 1u << 20;
  out.disk = 128u << 20;
  return out;
}

constexpr int kNotStarted = 127;   // what the box ends with where there is no compiler

}  // namespace

Plan plan(const Request& request) {
  const auto toolchain = read_toolchain(request.support);
  const auto glue = glue_of(request);
  const auto include = request.support / "include";
  const auto declared = home_of(request) / "include" / request.topic / request.exercise;
  Plan out{.keep = "program", .readable = {request.support.string()}, .limits = compile_limits(request.explain)};
  if (home_of(request) != request.support) out.readable.push_back(home_of(request).string());

  auto& command = out.command;
  command.push_back(toolchain.compiler);
  append(command, toolchain.flags);
  append(command, {"-fmax-errors=20", "-fdiagnostics-color=never", "-pipe", "-I" + declared.string(), "-I" + include.string()});
  std::string header;
  if (request.explain) {
    append(command, {"-fsanitize=address,undefined", "-D_GLIBCXX_ASSERTIONS", "-fno-omit-frame-pointer", "-g1", "-ffile-prefix-map=../submission/="});
  } else {
    header = header_for(request, glue, declared);
    append(command, {"-include", (include / header).string()});
  }
  if (!glue.source.empty()) {
    append(command, {"-I../submission", glue.source.string()});
  } else {
    for (const auto& [path, content] : request.files)
      if (is_source(path)) command.push_back("../submission/" + path);
  }
  if (!glue.object.empty()) command.push_back(glue.object.string());
  const auto runtime = request.support / "lib" / "kata_cpp_runtime.o";
  command.push_back(runtime.string());
  if (request.explain) command.push_back((request.support / "lib" / "kata_cpp_sanitized.o").string());
  append(command, toolchain.link_flags);
  append(command, {"-o", out.keep});

  std::string made_by = toolchain.version + '\n';
  for (const auto& word : command) made_by += word + '\n';
  for (const auto& file : {fs::path(toolchain.compiler), runtime, glue.object, glue.source, declared / "solution.h",
                           include / (header + ".gch"), glue.source.parent_path() / (request.exercise + ".h")})
    made_by += stamp(file) + '\n';
  out.key = request.content_hash + "-" + hashed(made_by);
  return out;
}

sandbox::Limits sanitized_limits(const sandbox::Limits& limits) {
  sandbox::Limits out = limits;
  out.cpu *= 5;
  out.wall *= 5;
  out.memory = limits.memory * 4 + (std::uint64_t{512} << 20);
  out.files += 16;
  return out;
}

std::optional<report::LoadReport> why_not(const Sources& files, const sandbox::Ended& ended, bool has_program) {
  using sandbox::Cause;
  if (ended.cause == Cause::exited && ended.detail == 0 && has_program) return std::nullopt;
  auto reading = read_compiler_output(ended.err, files);
  report::LoadReport out;
  out.detail = std::move(reading.text);
  out.diagnostics = std::move(reading.diagnostics);
  const bool errors = !out.diagnostics.empty() && out.diagnostics.front().level != "warning";
  switch (ended.cause) {
    // Whatever else ends the compiler is the doing of what it reads: an error of its own, a part of it that a limit stops.
    case Cause::exited: out.reason = ended.detail == kNotStarted || ended.detail == 0 ? "internal" : "compile"; break;
    case Cause::too_much_output: out.reason = errors ? "compile" : "too_much_output"; break;
    case Cause::timed_out: out.reason = "timed_out"; break;
    case Cause::out_of_memory: out.reason = "out_of_memory"; break;
    case Cause::signalled: out.reason = "crashed"; break;
    case Cause::forbidden: out.reason = "forbidden"; break;
    case Cause::running:
    case Cause::lost: out.reason = "internal"; break;
  }
  // The compiler proper is a child of g++: when the kernel kills it g++ says so and exits with 1.
  const bool killed = out.reason == "compile" && !errors && out.detail.find("Killed signal terminated program") != std::string::npos;
  if (killed) out.reason = "out_of_memory", out.signal = SIGKILL;
  if (ended.cause == Cause::signalled) out.signal = ended.detail;
  if (out.reason == "internal") out.fault = {.text = N_("the compiler did not make a program; is g++ installed completely?"), .cause = std::exchange(out.detail, "")};
  return out;
}

ParserOptions parser_options(const Request& request) {
  const auto include = request.support / "include", own = home_of(request) / "include" / request.topic / request.exercise;
  ParserOptions out{.header = include / "kata_usual.h"};
  for (const auto& flag : read_toolchain(request.support).flags)
    if (flag.starts_with("-std=")) out.flags.push_back(flag);
  append(out.flags, {"-I" + own.string(), "-I" + include.string()});
  return out;
}

std::string version(const fs::path& support) { return read_toolchain(support).version; }

fs::path glue_folder(const std::vector<fs::path>& folders, const std::string& topic) {
  for (const auto& folder : folders) {
    std::error_code ignored;
    if (fs::exists(folder / "glue" / topic, ignored)) return folder;
  }
  return folders.empty() ? fs::path() : folders.back();
}

}  // namespace kata::cpp
