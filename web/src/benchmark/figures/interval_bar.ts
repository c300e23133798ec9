// One value of a leaderboard as a bar from zero, with its interval as whiskers.
import { svg } from '../../shared/dom.ts';
import { rect, rule } from '../../shared/figures/figure.ts';

const W = 120;
const H = 18;

export interface BarColumn {
  low: number;
  high: number;
  /** Interval of the best value: what reaches into it may be as good. */
  best: [number, number] | null;
  /** What chance gives. */
  floor: number | null;
}

/** The range all bars of a column share; zero is always in it. */
export function barColumn(
  values: number[],
  intervals: [number, number][],
  best: [number, number] | null,
  floor: number | null,
) {
  const all = [0, ...values, ...intervals.flat()];
  return { low: Math.min(...all), high: Math.max(...all), best, floor };
}

export function intervalBar(value: number, interval: [number, number] | null, column: BarColumn, kind: string) {
  const span = column.high - column.low || 1;
  const X = (v: number) => 1 + ((v - column.low) / span) * (W - 2);
  const [from, to] = [X(Math.min(0, value)), X(Math.max(0, value))];
  const { best, floor } = column;
  return svg(
    'svg',
    { viewBox: `0 0 ${W} ${H}`, class: 'fig interval', 'aria-hidden': 'true' },
    best && rect(X(best[0]), 0, Math.max(1, X(best[1]) - X(best[0])), H, 'reach'),
    rect(from, 5, Math.max(1, to - from), 8, 'bar ' + kind),
    interval && whiskers(X(interval[0]), X(interval[1])),
    floor !== null && rule(X(floor), X(floor), 0, H, 'floor'),
  );
}

const whiskers = (a: number, b: number) => [
  rule(a, b, H / 2, H / 2, 'whisker'),
  rule(a, a, H / 2 - 3, H / 2 + 3, 'whisker'),
  rule(b, b, H / 2 - 3, H / 2 + 3, 'whisker'),
];
