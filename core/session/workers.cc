#include "session/workers.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "session/seed.h"

namespace kata {

namespace fs = std::filesystem;

fs::path find_library(const Paths& paths, const catalog::Topic& topic) {
  const std::string name = "lib" + topic.plugin + ".so";
  // A library belongs to the topic that it came with: of another folder, or version, it is only taken where that has none.
  auto folders = paths.plugins;
  const fs::path root = topic.directory.parent_path().parent_path();
  std::stable_partition(folders.begin(), folders.end(),
                        [&](const fs::path& folder) { return folder == root / "plugins" || folder == root / "build/kata/plugins"; });
  for (const auto& folder : folders) {
    std::error_code error;
    if (fs::exists(folder / name, error)) return fs::absolute(folder / name);
  }
  std::string looked;
  for (const auto& folder : paths.plugins) looked += (looked.empty() ? "" : ", ") + folder.string();
  throw Error(N_("{}/topic.yaml: its library {} is in none of {}. Build it, or name its folder in KATA_PATH"),
              {topic.directory.string(), name, looked});
}

std::shared_ptr<TopicHost> Workers::host_of(const std::string& argument, const std::string& subject) {
  auto& host = hosts_[argument];
  if (!host || host->died_at_work()) {
    if (host) retired_hosts_.push_back(std::move(host));
    host = std::make_shared<TopicHost>(
        loop_, TopicHost::Spec{.executable = paths_.executables / "kata-topic-host", .arguments = {argument}, .subject = subject});
  }
  return host;
}

std::shared_ptr<TopicHost> Workers::host(const catalog::Topic& topic) {
  const std::string library = find_library(paths_, topic);
  return host_of(library, library);
}

std::shared_ptr<TopicHost> Workers::call_host() { return host_of("--call", "kata-topic-host"); }

std::shared_ptr<ZygoteLink> Workers::zygote_of(const char* program, std::vector<std::string> arguments,
                                               std::vector<std::string> readable) {
  std::vector<std::string> key{program};
  key.insert(key.end(), arguments.begin(), arguments.end());
  key.insert(key.end(), readable.begin(), readable.end());
  auto& zygote = zygotes_[key];
  if (!zygote || !zygote->usable()) {
    if (zygote) retired_zygotes_.push_back(std::move(zygote));
    zygote = std::make_shared<ZygoteLink>(
        loop_, sandbox::ZygoteSpec{.executable = paths_.executables / program, .arguments = std::move(arguments),
                                   .at_most = at_most_, .readable = std::move(readable), .groups = cgroup_.fd(), .brief = brief_});
  }
  return zygote;
}

std::shared_ptr<ZygoteLink> Workers::python(const std::vector<std::string>& warm, std::uint64_t seed) {
  std::string modules;
  for (const auto& module : warm) modules += (modules.empty() ? "" : ",") + module;
  std::vector<std::string> arguments{fmt::format("--hash-seed={}", hash_seed(seed))};
  if (!modules.empty()) arguments.push_back("--warm=" + modules);
  if (brief_) arguments.emplace_back("--brief");
  return zygote_of("kata-zygote-python", std::move(arguments), {});
}

std::shared_ptr<ZygoteLink> Workers::native(const std::vector<std::string>& readable) {
  return zygote_of("kata-zygote-native", {}, readable);
}

void Workers::retire(const std::shared_ptr<TopicHost>& host) {
  std::erase_if(hosts_, [&](const auto& entry) { return entry.second == host; });
  retired_hosts_.push_back(host);
}

void Workers::retire(const std::shared_ptr<ZygoteLink>& zygote) {
  std::erase_if(zygotes_, [&](const auto& entry) { return entry.second == zygote; });
  retired_zygotes_.push_back(zygote);
}

std::uint32_t Workers::take_slot() {
  std::uint32_t slot = 0;
  while (slots_.contains(slot)) ++slot;
  slots_.insert(slot);
  return slot;
}

}  // namespace kata
