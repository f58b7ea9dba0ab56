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

std::shared_ptr<ZygoteLink> Workers::zygote_of(sandbox::ZygoteSpec spec) {
  std::vector<std::string> key{spec.executable};
  key.insert(key.end(), spec.arguments.begin(), spec.arguments.end());
  key.insert(key.end(), spec.readable.begin(), spec.readable.end());
  auto& zygote = zygotes_[key];
  if (!zygote || !zygote->usable()) {
    if (zygote) retired_zygotes_.push_back(std::move(zygote));
    spec.at_most = at_most_;
    spec.groups = cgroup_.fd();
    zygote = std::make_shared<ZygoteLink>(loop_, spec);
  }
  return zygote;
}

std::shared_ptr<ZygoteLink> Workers::python(const Python& wanted) {
  const bool brief = brief_ || wanted.brief;
  std::string modules;
  for (const auto& module : wanted.warm) modules += (modules.empty() ? "" : ",") + module;
  std::vector<std::string> arguments{fmt::format("--hash-seed={}", hash_seed(wanted.seed))};
  if (!modules.empty()) arguments.push_back("--warm=" + modules);
  if (brief) arguments.emplace_back("--brief");
  return zygote_of({.executable = paths_.executables / "kata-zygote-python", .arguments = std::move(arguments), .brief = brief});
}

std::shared_ptr<ZygoteLink> Workers::native(const std::vector<std::string>& readable) {
  return zygote_of({.executable = paths_.executables / "kata-zygote-native", .readable = readable, .brief = brief_});
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
