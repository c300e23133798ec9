// Writes one page a state of the report, and of the benchmark, into a folder: report_pages DIR
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "benchmarks.h"
#include "pages.h"

namespace {

tidegate::Status write_page(const std::filesystem::path& path, const tidegate::Report& report) {
  std::ofstream out(path, std::ios::binary);
  const tidegate::PageWriter write = [&out](std::string_view bytes) -> tidegate::Status {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out) return tidegate::fail(tidegate::ErrorKind::kOutput, "cannot write the page");
    return {};
  };
  return tidegate::write_report(report, write);
}

/// False if one could not be written.
bool write_benchmarks(const std::filesystem::path& folder) {
  for (const auto& [name, run, cases] : tidegate::testing::benchmark_pages()) {
    const auto page = tidegate::format_benchmark_page(run, {.command = "tidegate eval ucr --data ucr.tar.zst"}, cases);
    std::ofstream out(folder / (name + ".html"), std::ios::binary);
    if (page) out << *page;
    if (!page || !out) return std::fprintf(stderr, "%s could not be written\n", name.c_str()), false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: report_pages DIR\n", stderr), 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (const auto& [name, report] : tidegate::testing::all_pages()) {
    if (const tidegate::Status written = write_page(folder / (name + ".html"), report); !written) {
      std::fprintf(stderr, "%s: %s\n", name.c_str(), written.error().message().c_str());
      return 1;
    }
  }
  return write_benchmarks(folder) ? 0 : 1;
}
