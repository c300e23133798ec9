// What stands in the page, and small questions about it.
import type { Benchmark, Detector, Metric } from './wire.ts';

export function readBenchmark(): Benchmark {
  const script = document.getElementById('tidegate-benchmark');
  return JSON.parse(script?.textContent ?? '') as Benchmark;
}

/** What knows nothing: the floor of every table. */
export const isFloor = (name: string) => name === 'random' || name === 'constant';

export const metricOf = (run: Benchmark, name: string): Metric =>
  run.metrics.find((m) => m.name === name) ?? {
    name,
    words: name,
    higher_is_better: true,
    pooled: false,
  };

/** The first of them decides who is best. */
export const headline = (run: Benchmark) => run.headline.map((name) => metricOf(run, name));

export const valueOf = (detector: Detector, metric: Metric) => detector.metrics[metric.name] ?? null;

/** Detectors from the best to the worst; those without a value last. */
export function ordered(detectors: readonly Detector[], metric: Metric): Detector[] {
  const side = metric.higher_is_better ? -1 : 1;
  return [...detectors].sort((a, b) => {
    const [x, y] = [valueOf(a, metric), valueOf(b, metric)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return side * (x - y);
  });
}

/** Three digits, as a leaderboard has them. */
export function short(value: number | null | undefined) {
  if (value == null) return '–';
  const text = Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
  return text.replace('-', '\u2212');
}
