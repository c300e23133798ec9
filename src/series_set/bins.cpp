#include "series_set/bins.h"

#include "tidegate/series.h"

namespace tidegate {

Status check_bins(Duration bins, const ReadOptions& reading) {
  if (bins == reading.resample) return {};
  const double seconds = std::chrono::duration<double>(reading.resample).count();
  if (seconds == 0)
    return fail(ErrorKind::kModel, "the detector was made for rows as they are")
        .about("resample")
        .remedy("leave out " + option_named("resample"));
  return fail(ErrorKind::kModel, "the detector was made for means over " + rough_time(seconds))
      .about("resample")
      .remedy("give " + option_named("resample") + " as in training");
}

}  // namespace tidegate
