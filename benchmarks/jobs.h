// What a worker can be asked to time: a job is prepared once and then run as often as the driver likes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate::benchmarks {

using Json = nlohmann::json;

struct Job {
  std::function<void()> run;
  double flop = 0;   ///< of one repeat, all products
  double error = 0;  ///< largest relative difference from kernels/ref
  Json more = Json::object();
};

/// Standard normal, always the same.
Matrix<float> noise(std::size_t rows, std::size_t columns);

/// 0 … count − 1, in `order` or shuffled.
std::vector<std::uint32_t> arrival_order(std::size_t count, const std::string& how);

// Each reads its sizes from the rest of the request; what they mean stands in worker.cpp.
Job train_job(std::istream& words);
Job step_job(std::istream& words);
Job one_step_job(std::istream& words);
Job streams_job(std::istream& words);
Job push_job(std::istream& words);
Job pool_job(std::istream& words);
Job events_job(std::istream& words);
Job fleet_job(std::istream& words);

/// What the machine gives to one core, whatever the program: see constants.cpp.
Json machine_constants();

}  // namespace tidegate::benchmarks
