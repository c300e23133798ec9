// How few random cuts set a row apart.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess: the isolation score 2^(-E/c) of a row over the limit of usual operation. E is the mean number of random cuts
/// that set the row apart in the trees (`isolation-forest:100`; usual 100), each grown on 256 rows of the training
/// part; c is that of a row like any other. Rows are the channels' values and how far each moved since the row before.
/// The limit lies a hundredth above the largest score that rows of the later half of the training part get from trees
/// of the earlier half: the score ends at 1, so that there is no room for the reserve that distances get. A channel's
/// own excess is its share in the cuts, the largest having all. A missing value counts as the last one, and has no
/// excess. Nothing is expected. Trees are drawn alike every time. State: (3·C). Cost: O(trees·8) a row; fitting O(T·C +
/// trees·256·8), and a step for the later half, of at most the last 40,000 rows. Errors: kData (fewer than four rows).
/// Source: Liu, Ting & Zhou 2008, Isolation forest.
extern const ScorerMethod kIsolationForestScorer;

}  // namespace tidegate
