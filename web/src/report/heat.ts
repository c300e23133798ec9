// How far off each stretch of the series was, for the lanes of the overview.

/**
 * Largest ratio to the limit in each of `bins` equal stretches of the axis. channel −1: score ÷ threshold; else the
 * channel's distance from its expected value ÷ half its normal band. Results are kept, the data never change.
 */
export function heat(state, channel, bins) {
  state.heats ??= new Map();
  const name = `${channel}:${bins}`;
  if (!state.heats.has(name)) state.heats.set(name, largestPerBin(state, ratios(state, channel), bins));
  return state.heats.get(name);
}

function ratios(state, channel) {
  if (channel < 0) return place => state.ratioAt(place);
  const { value, expected, lower, upper, half } = state.channels[channel];
  if (!expected) return () => 0;
  const halfAt = lower && upper ? place => (upper.values[place] - lower.values[place]) / 2 : () => half;
  return place => Math.abs(value.values[place] - expected.values[place]) / halfAt(place);
}

function largestPerBin(state, ratio, bins) {
  const out = new Float32Array(bins), { x, length } = state.frame, perUnit = bins / (state.t1 - state.t0 || 1);
  for (let place = 0; place < length; place++) {
    const bin = Math.min(bins - 1, Math.floor((x[place] - state.t0) * perUnit)), r = ratio(place);
    if (r > out[bin]) out[bin] = r;
  }
  return out;
}
