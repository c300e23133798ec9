#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

std::string formatted(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

std::string bar(double share, int cells) {
  static constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = static_cast<int>(share * cells * 8);
  std::string text;
  for (int i = 0; i < eighths / 8; ++i) text += "█";
  text += kEighths[eighths % 8];
  const int used = eighths / 8 + (eighths % 8 > 0 ? 1 : 0);
  return text + std::string(static_cast<std::size_t>(std::max(0, cells - used)), ' ');
}

}  // namespace

std::string progress_line(const EpochReport& report, int width) {
  const double share = static_cast<double>(report.epoch) / static_cast<double>(std::max<std::size_t>(report.epochs, 1));
  const double shown = std::isnan(report.validation_loss) ? report.training_loss : report.validation_loss;
  std::string line = "epoch " + std::to_string(report.epoch) + "/" + std::to_string(report.epochs) + " ▕" +
                     bar(share, 16) + "▏ loss " + formatted("%.4g", shown) + ", best " +
                     formatted("%.4g", report.best_loss);
  const std::string speed = ", " + formatted("%.0f", report.rows_per_second / 1000) + "k rows/s";
  const std::string left = ", at most " + rough_time(report.seconds_left) + " left";
  constexpr int kAlways = 62;  // columns of what is always shown
  if (width > kAlways + 14) line += speed;
  if (width > kAlways + 36) line += left;
  return line;
}

}  // namespace tidegate
