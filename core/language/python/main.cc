// kata-zygote-python [--warm=a,b] [--hash-seed=N] [--brief]: an interpreter with modules warm, from which boxes are forked.
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "base/error.h"
#include "language/python/interpreter.h"
#include "language/python/language.h"
#include "sandbox/zygote.h"

namespace {

std::vector<std::string> split(std::string_view names) {
  std::vector<std::string> out;
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    if (comma > 0) out.emplace_back(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return out;
}

kata::python::Start parse(int argc, char** argv) {
  kata::python::Start start;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("--warm=")) start.warm = split(argument.substr(7));
    if (argument == "--brief") start.brief = true;
    if (argument.starts_with("--hash-seed=")) start.hash_seed = static_cast<std::uint32_t>(std::strtoul(argv[i] + 12, nullptr, 10));
  }
  return start;
}

}  // namespace

int main(int argc, char** argv) {
  kata::sandbox::begin_zygote();
  try {
    kata::python::start_interpreter(parse(argc, argv));
    static kata::python::PythonLanguage language;
    kata::sandbox::serve_zygote(&language);
  } catch (const kata::Error& error) {
    kata::sandbox::end_zygote(error);
  }
}
