#include "verify/helper.h"

#include "base/error.h"
#include "base/file.h"
#include "base/program.h"
#include "session/source.h"
#include "value/literal.h"

namespace kata::verify {
namespace {

constexpr std::size_t kAll = ~std::size_t{0} >> 1;

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

std::string Helper::watch() const { return read_file(folder_ / "watch.py"); }

Value Helper::ask(const Value& request) const {
  const UniqueFd in = in_memory(spell(request, Spelling::python, kAll));
  const std::filesystem::path program = folder_ / "main.py";
  const Finished done = run_program({.command = {"/usr/bin/python3", "-I", "-B", program}, .in = in.get()});
  auto answer = done.status == 0 ? parse_literal(done.out) : std::nullopt;
  if (!answer) throw Error(N_("{} failed; is Kata installed completely, with python3-clang for C++?"), {program.string()}, done.err);
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
