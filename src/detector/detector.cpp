#include "tidegate/detector.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <new>

#include "base/contracts.h"
#include "base/text.h"
#include "chain/snapshot.h"
#include "chain/verdict.h"
#include "detector/detector_impl.h"
#include "fit/fit.h"
#include "model/nets/weights_file.h"
#include "model_file/model_file.h"
#include "series/channel_names.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"

namespace tidegate {
Detector::Detector(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<Detector> Detector::train(const Series& series, RowRange rows, const DetectorConfig& config,
                                 const TrainingControl& control) {
  const SeriesPart part{series, rows};
  return train({&part, 1}, config, control);
}

Result<Detector> Detector::train(std::span<const SeriesPart> parts, const DetectorConfig& config,
                                 const TrainingControl& control) {
  auto chain = fit_chain(parts, config, control);
  if (!chain) return chain.error();
  return Detector(std::make_shared<const Impl>(Impl{std::move(*chain)}));
}

Result<Detector> Detector::load(const std::filesystem::path& path) {
  const auto file = read_tensor_file(path);
  if (!file) return file.error();
  auto chain = decode_model(*file);
  if (!chain) return chain.error();
  return Detector(std::make_shared<const Impl>(Impl{std::move(*chain)}));
}

/// Eight bytes of a header's length, and the header. Eight characters of text would be a length beyond any file's.
bool Detector::is_model_file(const std::filesystem::path& path) {
  if (path.extension() == ".tidegate") return true;
  constexpr std::size_t kLength = 8, kSmall = 4;
  std::array<char, kLength + 2> head{};
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none)) return false;
  std::ifstream in(path, std::ios::binary);
  if (!in.read(head.data(), head.size())) return false;
  const bool sane = std::all_of(head.begin() + kSmall, head.begin() + kLength, [](char c) { return c == 0; });
  return sane && head[kLength] == '{' && head[kLength + 1] == '"';
}

Status Detector::save(const std::filesystem::path& path) const {
  return write_file(path, serialise(encode_model(impl_->chain)));
}

Status Detector::save_weights(const std::filesystem::path& path) const {
  if (!impl_->chain.has_net())
    return fail(ErrorKind::kUsage, "a detector without a network (" + config().detector + ") has no weights to save");
  TensorFile file;
  add_weights(file, impl_->chain.net, impl_->chain.parameters);
  return write_file(path, serialise(file));
}

const DetectorConfig& Detector::config() const { return impl_->chain.config; }
const DetectorInfo& Detector::info() const { return impl_->chain.info; }

Result<std::vector<std::size_t>> Detector::match_channels(const std::vector<Channel>& channels) const {
  const std::vector<std::string> offered = channel_names(channels), wanted = channel_names(info().channels);
  std::vector<std::size_t> columns;
  for (const std::string& name : wanted) {
    const auto found = std::find(offered.begin(), offered.end(), name);
    if (found == offered.end())
      return fail(ErrorKind::kModel, "the input lacks channel '" + name + "', which the model was trained on\nmodel: " +
                                         join(wanted) + "\ninput: " + join(offered));
    columns.push_back(static_cast<std::size_t>(found - offered.begin()));
  }
  return columns;
}

Result<Detector> Detector::with_threshold_on(std::span<const double> scores, std::string_view whose) const {
  FittedChain chain = impl_->chain;
  auto threshold = fit_threshold(chain.config.threshold, scores, whose);
  if (!threshold) return threshold.error();
  chain.threshold = std::move(*threshold);
  derive(chain);
  chain.digest = encode_model(chain).digest();
  return Detector(std::make_shared<const Impl>(Impl{std::move(chain)}));
}

Stream Detector::stream() const { return Stream(std::make_unique<Stream::Impl>(impl_)); }

Result<Stream> Detector::stream(const std::vector<Channel>& input) const {
  auto columns = match_channels(input);
  if (!columns) return columns.error();
  Stream stream = this->stream();
  stream.impl_->row.resize(columns->size());
  stream.impl_->columns = std::move(*columns);
  return stream;
}

Stream::Stream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&&) noexcept = default;
Stream::~Stream() = default;

std::span<const double> Stream::Impl::picked(std::span<const double> values) noexcept {
  if (columns.empty()) return values;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    TIDEGATE_EXPECTS(columns[c] < values.size());
    row[c] = values[columns[c]];
  }
  return row;
}

void Stream::Impl::call_for_events() noexcept {
  std::vector<Event> events;
  try {
    events = tidegate::take_events(detector->chain, state, scored_names(detector->chain));
  } catch (const std::bad_alloc&) {
    return;
  }
  for (const Event& event : events) on_event(event);
}

Verdict Stream::push(const Timestamp* time, std::span<const double> values, std::int16_t utc_offset_minutes) noexcept {
  const Verdict verdict =
      push_row(impl_->detector->chain, impl_->state, time, impl_->picked(values), utc_offset_minutes);
  impl_->hand_over();
  return verdict;
}

std::vector<Event> Stream::take_events() {
  return tidegate::take_events(impl_->detector->chain, impl_->state, scored_names(impl_->detector->chain));
}

void Stream::on_event(std::function<void(const Event&)> call) {
  impl_->on_event = std::move(call);
  impl_->hand_over();
}

std::uint64_t Stream::lost_events() const noexcept { return impl_->state.closed.lost(); }

void Stream::part_events_at(std::size_t row) noexcept { impl_->state.events.border = row; }

void Stream::finish(const std::function<void(const Verdict&)>& take) {
  finish_rows(impl_->detector->chain, view_of(impl_->state), [&](const Verdict& verdict) {
    if (take) take(verdict);
    impl_->hand_over();
  });
  impl_->hand_over();
}

std::size_t Stream::rows() const noexcept { return impl_->state.pushed; }

std::string Stream::snapshot() const { return write_snapshot(impl_->detector->chain, impl_->state); }

Status Stream::restore(std::string_view bytes) {
  if (auto read = read_snapshot(impl_->detector->chain, bytes, impl_->state); !read) return read;
  impl_->hand_over();
  return {};
}

}  // namespace tidegate
