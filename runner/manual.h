// What an install ships for man and for shells, from the same table as --help. Each in the language that is spoken.
#pragma once

#include <string>

namespace kata::cli {

std::string man_page();           // kata(1), in troff
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace kata::cli
