#include "verify/helper.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/unique_fd.h"
#include "value/literal.h"

namespace kata::verify {
namespace {

constexpr std::size_t kAll = ~std::size_t{0} >> 1;

UniqueFd in_memory(std::string_view text) {
  UniqueFd fd(::memfd_create("kata-verify", MFD_CLOEXEC));
  if (!fd || !write_all(fd.get(), text)) throw_errno(N_("cannot make a file in memory"));
  ::lseek(fd.get(), 0, SEEK_SET);
  return fd;
}

std::string read_back(const UniqueFd& fd) {
  std::string text(static_cast<std::size_t>(::lseek(fd.get(), 0, SEEK_END)), '\0');
  const ssize_t got = ::pread(fd.get(), text.data(), text.size(), 0);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return text;
}

// Files rather than pipes: nobody waits for anybody.
int run(const std::filesystem::path& program, const UniqueFd& in, const UniqueFd& out, const UniqueFd& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const int fds[] = {in.get(), out.get(), err.get()};
  for (int fd = 0; fd < 3; ++fd) posix_spawn_file_actions_adddup2(&actions, fds[fd], fd);
  const char* arguments[] = {"/usr/bin/python3", "-I", "-B", program.c_str(), nullptr};
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, arguments[0], &actions, nullptr, const_cast<char**>(arguments), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw_errno(N_("cannot start {}"), {arguments[0]}, error);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {}
  return status;
}

Value to_value(const Mutant& mutant) {
  return dict({{"kind", mutant.kind}, {"begin", mutant.begin}, {"end", mutant.end}, {"text", mutant.text}});
}

std::vector<Mutant> mutants_in(const Value& answer) {
  std::vector<Mutant> out;
  for (const Value& one : at(answer, "mutants").get<List>()->items) {
    out.push_back({.kind = text_at(one, "kind"), .begin = static_cast<std::size_t>(number_at(one, "begin")),
                   .end = static_cast<std::size_t>(number_at(one, "end")), .text = text_at(one, "text"), .where = text_at(one, "where")});
  }
  return out;
}

}  // namespace

const Value& at(const Value& dict, std::string_view key) {
  static const Value kNone;
  if (const Dict* items = dict.get<Dict>()) {
    for (const auto& [name, value] : items->items) {
      if (const Str* text = name.get<Str>(); text && text->text == key) return value;
    }
  }
  return kNone;
}

std::string text_at(const Value& dict, std::string_view key) {
  const Str* text = at(dict, key).get<Str>();
  return text ? text->text : std::string();
}

int number_at(const Value& dict, std::string_view key) {
  const Integer* number = at(dict, key).get<Integer>();
  return number ? static_cast<int>(number->to_int64().value_or(0)) : 0;
}

Value Helper::ask(const Value& request) const {
  const UniqueFd in = in_memory(spell(request, Spelling::python, kAll)), out = in_memory(""), err = in_memory("");
  const std::filesystem::path program = folder_ / "main.py";
  const int status = run(program, in, out, err);
  auto answer = status == 0 ? parse_literal(read_back(out)) : std::nullopt;
  if (!answer) throw Error(N_("{} failed; is Kata installed completely, with python3-clang for C++?"), {program.string()}, read_back(err));
  return std::move(*answer);
}

std::vector<Mutant> Helper::python_mutants(const std::string& text) const {
  return mutants_in(ask(dict({{"do", "python_mutants"}, {"text", text}})));
}

Helper::CppMutants Helper::cpp_mutants(const CppSource& source) const {
  const Value answer = ask(dict({{"do", "cpp_mutants"}, {"name", "/solution.cc"}, {"text", source.text}, {"flags", source.flags}, {"header", source.header}}));
  if (const std::string error = text_at(answer, "error"); !error.empty()) throw Error(N_("libclang cannot read the reference"), {}, error);
  return {.mutants = mutants_in(answer), .places = at(answer, "places")};
}

Helper::Program Helper::cpp_program(const std::string& text, const CppMutants& mutants) const {
  List all;
  for (const Mutant& mutant : mutants.mutants) all.items.push_back(to_value(mutant));
  const Value answer = ask(dict({{"do", "cpp_program"}, {"text", text}, {"places", mutants.places}, {"mutants", all}}));
  Program program{.text = text_at(answer, "program")};
  for (const Value& owner : at(answer, "lines").get<List>()->items) {
    program.owners.push_back(static_cast<int>(owner.get<Integer>()->to_int64().value_or(0)));
  }
  return program;
}

}  // namespace kata::verify
