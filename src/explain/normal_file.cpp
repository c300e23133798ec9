#include "explain/normal_file.h"

#include "store/numbers.h"

namespace tidegate {
namespace {
constexpr const char* kNormal = "explain.normal";
}

void add_normal(TensorFile& file, std::span<const NormalChannel> channels) {
  if (!channels.empty()) file.add<double>(kNormal, {channels.size(), kNormalNumbers}, normal_numbers(channels));
}

Status read_normal(const TensorFile& file, std::size_t scored, std::vector<NormalChannel>& channels) {
  if (file.find(kNormal) == nullptr) return {};
  std::vector<double> numbers;
  if (auto done = read_numbers(file, kNormal, {scored, kNormalNumbers}, numbers); !done) return done;
  channels = normal_from_numbers(numbers);
  if (channels.empty()) return file.error("tensor '" + std::string(kNormal) + "' has a number out of range");
  return {};
}

}  // namespace tidegate
