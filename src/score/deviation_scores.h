// Scores that take channels one by one: mean of |z| and mean of z².
#pragma once
#include "score/score_method.h"

namespace tidegate {

extern const ScoreMethod kAbsoluteScore;  ///< mean |z|; shares ∝ |z|
extern const ScoreMethod kSquaredScore;   ///< mean z²; shares ∝ z²

}  // namespace tidegate
