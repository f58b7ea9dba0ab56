// A topic as a folder to hand on: manifest.json, and what `kata install` makes a topic of.
//
//   source, student   katas/TOPIC/, plugins/TOPIC/                     built where it is installed
//   grading           katas/TOPIC/, plugins/libTOPIC.so, cpp/          for Katas of one build only
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "session/session.h"

namespace kata::cli {

enum class PackageKind : std::uint8_t { source, student, grading };
std::string_view name(PackageKind kind);

struct Manifest {
  PackageKind kind = PackageKind::source;
  std::string topic, plugin;
  std::string kata;       // the version that packed it
  std::string build_id;   // of the library in it; grading only
};
// Throws Error for what is no manifest of a kind that is known.
Manifest read_manifest(const std::filesystem::path& folder);
Manifest manifest_of(const catalog::Topic& topic, PackageKind kind);

// Puts all of it into `folder`, which is empty. For students: the exercises of which there are no sample tests. Throws Error where
// something is missing.
std::vector<std::string> make_package(const catalog::Topic& topic, PackageKind kind, const Paths& paths, const std::filesystem::path& folder);

// As an archive and back, in a program of its own. Throw Error.
void write_archive(const Paths& paths, const std::filesystem::path& folder, const std::filesystem::path& archive);
void read_archive(const Paths& paths, const std::filesystem::path& archive, const std::filesystem::path& folder);

}  // namespace kata::cli
