#include <unistd.h>

#include <clocale>
#include <string_view>

#include "archive/tree.h"
#include "base/error.h"
#include "base/file.h"

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");   // libarchive's way to be told that names are UTF-8
  try {
    const std::string_view what = argc == 3 ? argv[1] : "";
    if (what == "pack") kata::archive::pack(argv[2], STDOUT_FILENO);
    else if (what == "unpack") kata::archive::unpack(STDIN_FILENO, argv[2]);
    else throw kata::Error("usage: kata-archive pack|unpack FOLDER", {});
    return 0;
  } catch (const std::exception& error) {
    kata::write_all(STDERR_FILENO, kata::pack(kata::fault_of(error)));
    return 1;
  }
}
