// One series as a detector judged it: values as a band from smallest to largest, known anomalies, events, score.
import { svg } from '../../shared/dom.ts';
import { frame, line, pathOf, rect, rule, text } from '../../shared/figures/figure.ts';
import type { Points } from '../../shared/figures/figure.ts';
import { integer, number, roundSteps } from '../../shared/words.ts';
import { overlap } from '../overlap.ts';
import type { Case, Column, Rows } from '../wire.ts';

const L = 46;
const R = 6;
const EVENTS = 12; // the strip the events stand in
const VALUES = 128; // foot of the values
const SCORE = 142; // head of the score
const FOOT = 204;
const H = 224;

type Scale = (v: number) => number;

export function caseFigure(one: Case, W: number) {
  const rowX = (row: number) => L + (row / Math.max(1, one.rows)) * (W - L - R);
  const columnX = (column: number) => L + ((column + 0.5) / Math.max(1, one.columns)) * (W - L - R);
  const values = scale([...one.low, ...one.high], EVENTS + 8, VALUES);
  const scored = [...one.score, ...one.threshold].filter((v) => v !== null);
  const scores = scale(scored.length ? [...scored, 0] : [], SCORE, FOOT);
  return frame(
    W,
    H,
    `${one.series} as ${one.detector} judged it`,
    one.anomalies.map((rows) => mark(rows, rowX, EVENTS + 4, FOOT, 'known')),
    ticks(values, W, 3),
    ticks(scores, W, 2),
    band(one, columnX, values.Y),
    line(points(one.score, columnX, scores.Y), 'score'),
    line(points(one.threshold, columnX, scores.Y), 'threshold'),
    one.events.map((rows) => mark(rows, rowX, 3, EVENTS, one.anomalies.some((a) => overlap(a, rows)) ? 'hit' : 'miss')),
    text(L, SCORE - 3, 'score'),
    values.empty && text(L, VALUES / 2, 'There are no values to draw.'),
    rowTicks(one.rows, rowX),
  );
}

const mark = ([first, last]: Rows, X: Scale, top: number, foot: number, kind: string) =>
  rect(X(first), top, Math.max(3, X(last + 1) - X(first)), foot - top, kind);

/** Without a value there is no range to write at the axis. */
interface Axis {
  empty: boolean;
  low: number;
  high: number;
  Y: Scale;
}

function scale(all: Column, top: number, foot: number): Axis {
  const values = all.filter((v) => v !== null);
  const smallest = values.length ? Math.min(...values) : 0;
  const largest = values.length ? Math.max(...values) : 1;
  const [low, high] = largest > smallest ? [smallest, largest] : [smallest - 1, largest + 1];
  return { empty: !values.length, low, high, Y: (v) => foot - ((v - low) / (high - low)) * (foot - top) };
}

const points = (column: Column, X: Scale, Y: Scale): Points => column.map((v, i) => (v === null ? null : [X(i), Y(v)]));

/** Broken where a stretch has no value. */
function band({ low, high }: Case, X: Scale, Y: Scale) {
  let path = '';
  for (let from = 0; from < low.length; from++) {
    if (low[from] === null || high[from] === null) continue;
    let to = from;
    while (to + 1 < low.length && low[to + 1] !== null && high[to + 1] !== null) to++;
    const there: Points = [];
    const back: Points = [];
    for (let i = from; i <= to; i++) {
      there.push([X(i), Y(high[i] ?? NaN)]);
      back.unshift([X(i), Y(low[i] ?? NaN)]);
    }
    path += pathOf([...there, ...back]) + 'Z';
    from = to;
  }
  return svg('path', { d: path, class: 'extremes' });
}

function ticks({ empty, low, high, Y }: Axis, W: number, count: number) {
  if (empty) return null;
  return roundSteps(low, high, count).map((v) => [
    rule(L, W - R, Y(v), Y(v), 'grid'),
    text(L - 6, Y(v) + 4, number(v, 3).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), { 'text-anchor': 'end' }), // prettier-ignore
  ]);
}

function rowTicks(rows: number, X: Scale) {
  const last = Math.max(0, rows - 1);
  return [
    text(X(0), H - 4, 'row 0', { 'text-anchor': 'start' }),
    text(X(last), H - 4, integer(last), { 'text-anchor': 'end' }),
  ];
}
