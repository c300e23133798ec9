// Runs our side of a comparison on request, so that a driver can alternate between us and others in one session.
//
// One request a line on standard input, one line of JSON back. These prepare a job:
//
//   train CELL LAYERS HIDDEN INPUTS STEPS BATCH all|last THREADS
//       a training step: a batch of windows, head on every or the last step, clipping, Adam
//   step CELL LAYERS HIDDEN INPUTS
//       a thousand steps of one stream, cell and head
//   one_step CELL LAYERS HIDDEN INPUTS
//       a single step of the same, for the tail
//   streams HIDDEN INPUTS STREAMS order|random|sorted
//       one step of many streams of one GRU, cell and head, in the order of their states or in a random one; sorted:
//       arrivals in random order, brought into that of the states first
//   push HIDDEN
//       one push of a whole univariate detector
//   pool HIDDEN SERIES order|random
//       one row of every series of a pool, whole pushes
//   events HIDDEN SERIES ROWS push|take
//       one row of ROWS of the SERIES of a pool; take: and the events closed with them
//   fleet HIDDEN SERIES POINTS EPOCHS
//       trains a detector for each of many series on all cores
//
// and answer {"job": number, "flop": of one repeat, "error": largest relative difference from kernels/ref}, `pool` and
// `events` also "bytes_per_series", `fleet` also "batches": [[steps, sequences] of each training step of an epoch].
// Then
//
//   run JOB REPEATS      → {"seconds": [wall time of each repeat]}
//   tail JOB REPEATS     → {"median": seconds, "p99": …, "p999": …} of single repeats, the clock's own time taken off
//   isa                  → {"isa": name of the kernels}
//   constants            → what the machine gives to one core (constants.cpp)
#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "jobs.h"
#include "kernels/kernels.h"

namespace {

using namespace tidegate;
using namespace tidegate::benchmarks;
using Clock = std::chrono::steady_clock;

std::vector<double> seconds_of(const std::function<void()>& run, std::size_t repeats) {
  std::vector<double> seconds(repeats);
  for (double& one : seconds) {
    const auto start = Clock::now();
    run();
    one = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return seconds;
}

double quantile(std::vector<double>& values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

Json tail(const Job& job, std::size_t repeats) {
  std::vector<double> nothing = seconds_of([] {}, repeats), seconds = seconds_of(job.run, repeats);
  const double clock = quantile(nothing, 0.5);
  const auto at = [&](double share) { return std::max(0.0, quantile(seconds, share) - clock); };
  return {{"median", at(0.5)}, {"p99", at(0.99)}, {"p999", at(0.999)}};
}

class Session {
 public:
  Json answer(std::istream& words) {
    std::string verb;
    words >> verb;
    if (verb == "isa") return {{"isa", best_kernels().name}};
    if (verb == "constants") return machine_constants();
    if (verb == "run" || verb == "tail") {
      std::size_t job = 0, repeats = 0;
      words >> job >> repeats;
      if (verb == "tail") return tail(jobs_.at(job), repeats);
      return {{"seconds", seconds_of(jobs_.at(job).run, repeats)}};
    }
    return prepare(verb, words);
  }

 private:
  Json prepare(const std::string& verb, std::istream& words) {
    static const std::map<std::string, Job (*)(std::istream&)> kinds = {
        {"train", train_job}, {"step", step_job}, {"one_step", one_step_job}, {"streams", streams_job},
        {"push", push_job},   {"pool", pool_job}, {"events", events_job},     {"fleet", fleet_job}};
    const auto kind = kinds.find(verb);
    if (kind == kinds.end()) throw std::invalid_argument("unknown request: " + verb);
    jobs_.push_back(kind->second(words));
    Json all = jobs_.back().more;
    all.update({{"job", jobs_.size() - 1}, {"flop", jobs_.back().flop}, {"error", jobs_.back().error}});
    return all;
  }

  std::vector<Job> jobs_;
};

}  // namespace

int main() {
  Session session;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    try {
      std::cout << session.answer(words) << std::endl;
    } catch (const std::exception& error) {
      return std::cerr << line << ": " << error.what() << '\n', 2;
    }
  }
  return 0;
}
