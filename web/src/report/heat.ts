// How far off each stretch of the series was, for the lanes of the overview.
import type { State } from './state.ts';

/** Level of severity in each of so many equal stretches of the axis, −1 = none. */
export type Heat = (channel: number, bins: number) => Int8Array;

/**
 * Levels of the largest ratio to the limit in a stretch. channel −1: score ÷ threshold; else the channel's distance
 * from its expected value ÷ half its normal band. Results are kept, the data never change.
 */
export function heatOf(state: State): Heat {
  const kept = new Map<string, Int8Array>();
  return (channel, bins) => {
    const name = `${channel}:${bins}`;
    const levels = kept.get(name) ?? levelsOf(state, largestPerBin(state, ratios(state, channel), bins));
    kept.set(name, levels);
    return levels;
  };
}

const levelsOf = (state: State, ratios: Float32Array) =>
  Int8Array.from(ratios, (ratio) => (ratio >= 1 ? state.levelOfRatio(ratio) : -1));

function ratios(state: State, channel: number): (place: number) => number {
  if (channel < 0) return (place) => state.ratioAt(place);
  const { value, expected, band } = state.channels[channel];
  if (!expected || !band) return () => 0;
  const half = (place: number) => (band.upper.values[place] - band.lower.values[place]) / 2;
  return (place) => Math.abs(value.values[place] - expected.values[place]) / half(place);
}

function largestPerBin({ frame, view }: State, ratio: (place: number) => number, bins: number) {
  const out = new Float32Array(bins);
  const perUnit = bins / (view.whole || 1);
  for (let place = 0; place < frame.length; place++) {
    const bin = Math.min(bins - 1, Math.floor((frame.x[place] - view.t0) * perUnit));
    const r = ratio(place);
    if (r > out[bin]) out[bin] = r;
  }
  return out;
}
