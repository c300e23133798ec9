#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<TransformKind> kTransformWords[] = {
    {"none", TransformKind::kNone}, {"log", TransformKind::kLog}, {"auto", TransformKind::kAuto}};
constexpr auto& words_of(TransformKind) { return kTransformWords; }

inline constexpr Word<ScalerKind> kScalerWords[] = {{"standard", ScalerKind::kStandard},
                                                    {"minmax", ScalerKind::kMinmax},
                                                    {"robust", ScalerKind::kRobust},
                                                    {"none", ScalerKind::kNone}};
constexpr auto& words_of(ScalerKind) { return kScalerWords; }

inline constexpr Word<Imputation> kImputationWords[] = {{"mask", Imputation::kMask},
                                                        {"previous", Imputation::kPrevious},
                                                        {"mean", Imputation::kMean},
                                                        {"linear", Imputation::kLinear}};
constexpr auto& words_of(Imputation) { return kImputationWords; }

template <class Config, class Visit>
void describe_transform(Config& c, Visit&& visit) {
  visit(Option{.name = "transform",
               .help = "transform applied before scaling: none, log (asinh, for counts and heavy tails) or auto (log "
                       "for skewed channels without negative values); expected values are reported in original units"},
        c.transform);
}

template <class Config, class Visit>
void describe_scaler(Config& c, Visit&& visit) {
  visit(Option{.name = "scaler", .help = "scaling of each channel, fitted on the training part"}, c.scaler);
  visit(Option{.name = "clip",
               .help = "clip network inputs to ± this many scaled units (scores are not clipped); lower values protect "
                       "the hidden state from outliers",
               .unit = "scaled units",
               .low = 1,
               .high = 1e6},
        c.clip);
}

template <class Config, class Visit>
void describe_missing(Config& c, Visit&& visit) {
  visit(Option{.name = "missing",
               .help = "replacement of missing inputs: mask (the network's own prediction), previous, mean, or linear "
                       "(previous in a stream, where the next value is unknown)"},
        c.missing);
}

template <class Config, class Visit>
void describe_features(Config& c, Visit&& visit) {
  visit(Option{.name = "features",
               .help = "extra network inputs, separated by commas, never scored: calendar (time of day, day of the "
                       "week), fourier (periods found), rolling:N (mean, deviation, minimum, maximum of the last N "
                       "rows of each scored channel; repeatable), difference (change since the last value); auto "
                       "chooses, none has none"},
        c.features);
}

}  // namespace tidegate
