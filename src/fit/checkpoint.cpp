#include "fit/checkpoint.h"

#include <fstream>
#include <sstream>

#include "base/sha256.h"
#include "store/bytes.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

constexpr std::string_view kCheckpointMagic = "tidegate training checkpoint";

std::string sealed(std::string_view state, const std::string& belongs_to) {
  ByteWriter out;
  out.put(kCheckpointMagic);
  out.put(std::string_view(kVersion));
  out.put(std::string_view(belongs_to));
  out.put(std::string_view(sha256_hex(state)));
  out.put(state);
  return out.take();
}

Result<std::string> opened(const std::filesystem::path& path, const std::string& belongs_to) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  const std::string bytes = content.str();
  const auto refuse = [&](const std::string& problem, const std::string& remedy) {
    return fail(ErrorKind::kModel, problem)
        .at({.source = path.string(), .words = option_named("checkpoint", path.string())})
        .about("checkpoint")
        .remedy(remedy);
  };
  ByteReader in(bytes);
  if (in.get_string() != kCheckpointMagic) return refuse("is no checkpoint of a training", "name another file");
  if (in.get_string() != kVersion)
    return refuse("was written by another version of Tidegate", "remove it to begin anew");
  if (in.get_string() != belongs_to)
    return refuse("belongs to a training with other options or other data", "remove it to begin anew");
  const std::string digest = in.get_string();
  std::string state = in.get_string();
  if (!in.status() || sha256_hex(state) != digest) return refuse("is damaged", "remove it to begin anew");
  return state;
}

}  // namespace

Result<TrainingKeeper> checkpoint_keeper(const std::filesystem::path& path, const std::string& belongs_to) {
  TrainingKeeper keeper;
  if (path.empty()) return keeper;
  if (std::filesystem::exists(path)) {
    auto state = opened(path, belongs_to);
    if (!state) return state.error();
    keeper.resume = std::move(*state);
  }
  keeper.keep = [path, belongs_to](std::string_view state) { return write_file(path, sealed(state, belongs_to)); };
  return keeper;
}

}  // namespace tidegate
