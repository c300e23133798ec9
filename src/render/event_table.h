// Events as a table for people.
#pragma once
#include <string>

#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate {

/// A sentence, then one event a line: number, when, rows (their count, or their indices if there are no times),
/// severity, score with its multiple of the threshold, and the strongest channel's value and expectation with its band;
/// among several channels also its name, cut where the line would pass 100 columns (but never so far that two channels
/// look alike), and its share. Of a table with a key column first the keys, and with each event its key and the input
/// rows between which it lies. Below, for the first 20, their kinds with confidence and reason, the rows that mattered
/// and the most similar stretch. `style` adds ANSI colours;
/// `spelling` is that of the options it names.
std::string format_event_table(const Detection& detection, bool style, Spelling spelling = spelled_as_field);

}  // namespace tidegate
