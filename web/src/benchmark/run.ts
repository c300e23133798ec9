// A benchmark run as the page reads it: who is best by a metric, in which order, and how numbers are written.
import { fixed, integer } from '../shared/words.ts';
import type { Benchmark, Detector, Metric, Numbers } from './wire.ts';

/** A metric that is finite, or null. */
export const known = (numbers: Numbers | undefined, name: string): number | null => {
  const value = numbers?.[name];
  return value != null && Number.isFinite(value) ? value : null;
};

/** Both ends of the 95 % interval, or null. */
export function intervalOf(detector: Detector, name: string): [number, number] | null {
  const [low, high] = detector.intervals[name] ?? [null, null];
  return low === null || high === null ? null : [low, high];
}

/** Detectors that know nothing of the data: what a metric gives for nothing. */
export const isFloor = (name: string) => name === 'random' || name === 'constant';

export class Run {
  readonly data: Benchmark;
  readonly metrics: Metric[];
  readonly headline: Metric[];
  /** Decides the order; null in a run without metrics. */
  readonly lead: Metric | null;
  /** By the leading metric, the best first. */
  readonly ordered: Detector[];

  constructor(data: Benchmark) {
    this.data = data;
    this.metrics = data.metrics;
    this.headline = data.headline.flatMap((name) => this.metric(name) ?? []);
    this.lead = this.headline[0] ?? data.metrics[0] ?? null;
    const { lead } = this;
    this.ordered = lead ? inOrder(data.detectors, lead, (d) => known(d.metrics, lead.name)) : data.detectors;
  }
  metric(name: string): Metric | null {
    return this.metrics.find((m) => m.name === name) ?? null;
  }
  wordsOf(name: string) {
    return this.metric(name)?.words ?? name;
  }
  values({ name }: Metric) {
    return this.data.detectors.flatMap((d) => known(d.metrics, name) ?? []);
  }
  best(metric: Metric) {
    return bestOf(this.values(metric), metric);
  }
  /** The better of the floors; null without one. */
  floor(metric: Metric) {
    const floors = this.data.detectors.filter((d) => isFloor(d.name));
    return bestOf(
      floors.flatMap((d) => known(d.metrics, metric.name) ?? []),
      metric,
    );
  }
  /** A value of the metric, with the decimals its column has. */
  words(metric: Metric, value: number | null) {
    return value === null ? '\u2013' : written(value, decimals(this.values(metric)));
  }
}

export const bestOf = (values: number[], { higher_is_better: higher }: Metric) =>
  values.length ? (higher ? Math.max(...values) : Math.min(...values)) : null;

/** Positive where `a` is the better one. */
export const gain = (a: number, b: number, metric: Metric) => (metric.higher_is_better ? a - b : b - a);

/** The best first; what cannot be said comes last, in the order it had. */
export function inOrder<T>(all: readonly T[], metric: Metric, valueOf: (one: T) => number | null): T[] {
  return [...all].sort((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return -gain(x, y, metric);
  });
}

/** Three digits of the largest value, so that a column of numbers lines up. */
export function decimals(values: number[]) {
  const largest = Math.max(0, ...values.map(Math.abs));
  return largest < 10 ? 3 : largest < 100 ? 2 : largest < 1000 ? 1 : 0;
}

export const written = (value: number, places: number) => (places ? fixed(value, places) : integer(value));

/** The metrics that have a value somewhere, for lists to choose from. */
export const withValues = (metrics: Metric[], sets: Numbers[]) =>
  metrics.filter((m) => sets.some((set) => known(set, m.name) !== null));
