// Time and peak memory of reading a CSV: read_csv FILE [ROWS]. With ROWS, first writes such a file.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tidegate/series.h"
#include "tidegate/source.h"

namespace {

using namespace tidegate;

/// `time,value` at one row a second, the shape of most exports.
void write_file(const std::string& path, std::size_t rows) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) std::exit(5);
  std::fputs("time,value\n", file);
  for (std::size_t i = 0; i < rows; ++i) {
    const Timestamp time{std::chrono::seconds(1704067200 + i)};
    std::fprintf(file, "%s,%.6f\n", format_time(time).c_str(),
                 100.0 + 0.001 * static_cast<double>((i * 7919) % 100003));
  }
  std::fclose(file);
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Reads block by block and adds up what it read, so that nothing can be left undone.
int measure(const std::string& path) {
  const auto start = std::chrono::steady_clock::now();
  auto source = open_source(path, {});
  if (!source) return std::fprintf(stderr, "%s\n", source.error().message().c_str()), 3;
  Rows rows;
  double sum = 0;
  for (;;) {
    const auto more = (*source)->next(rows);
    if (!more) return std::fprintf(stderr, "%s\n", more.error().message().c_str()), 3;
    if (!*more) break;
    for (const double value : rows.values.flat()) sum += value;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto& notes = (*source)->notes();
  std::printf("%zu rows, %zu bytes, %.3f s, %.0f MB/s, peak %.1f MiB, sum %.6f\n", notes.rows, notes.bytes, seconds,
              static_cast<double>(notes.bytes) / seconds / 1e6, peak_mebibytes(), sum);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: read_csv FILE [ROWS]\n"), 2;
  if (argc > 2) write_file(argv[1], std::strtoull(argv[2], nullptr, 10));
  return measure(argv[1]);
}
