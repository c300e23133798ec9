// Loss by epoch on a logarithmic axis, with the epoch that was kept.
import { frame, text, rule, line } from './figure.ts';
import type { Points } from './figure.ts';
import { integer, number, roundSteps } from '../words.ts';

const H = 220;
const L = 52;
const R = 12;
const T = 12;
const B = 32;

/** Loss of each epoch; null = none. */
export interface LossHistory {
  train: (number | null)[];
  validation: (number | null)[];
  best_epoch: number;
}

/** `training.best_epoch` counts from 1; 0 = the untrained weights were the best. */
export function lossCurves(training: LossHistory, W: number) {
  const n = training.train.length;
  const best = training.best_epoch;
  const known = [...training.train, ...training.validation].filter(isPositive);
  const low = Math.log10(Math.min(...known)) - 0.05;
  const high = Math.log10(Math.max(...known)) + 0.05;
  const X = (epoch: number) => L + (n < 2 ? 0.5 : (epoch - 1) / (n - 1)) * (W - L - R);
  const Y = (v: number) => T + ((high - Math.log10(v)) / (high - low)) * (H - T - B);
  const curve = (values: (number | null)[]): Points => values.map((v, i) => (isPositive(v) ? [X(i + 1), Y(v)] : null));
  const flip = X(best) > W * 0.7;
  return frame(
    W,
    H,
    best ? `Loss by epoch; epoch ${best} was kept` : 'Loss by epoch',
    lossTicks(low, high).flatMap((v) => [
      rule(L, W - R, Y(v), Y(v), 'grid'),
      text(L - 6, Y(v) + 4, number(v, 1), { 'text-anchor': 'end' }),
    ]),
    best
      ? [
          rule(X(best), X(best), T, H - B, 'rule-strong'),
          text(X(best) + (flip ? -5 : 5), T + 9, `kept: epoch ${best}`, { 'text-anchor': flip ? 'end' : 'start' }),
        ]
      : null,
    line(curve(training.train), 'observed'),
    line(curve(training.validation), 'expected'),
    roundSteps(1, n, 5)
      .filter(Number.isInteger)
      .map((v) => text(X(v), H - 13, integer(v), { 'text-anchor': v === n ? 'end' : 'middle' })),
    text(W - R, H - 1, 'epoch', { 'text-anchor': 'end' }),
  );
}

const isPositive = (v: number | null): v is number => v !== null && v > 0;

/** 1, 2, 5 of every power of ten; the powers alone if that would be more than ten. */
function lossTicks(low: number, high: number) {
  const ticks = (factors: number[]) => {
    const out: number[] = [];
    for (let e = Math.floor(low); e <= high; e++) for (const k of factors) out.push(k * 10 ** e);
    return out.filter((v) => Math.log10(v) > low && Math.log10(v) < high);
  };
  const fine = ticks([1, 2, 5]);
  return fine.length > 10 ? ticks([1]) : fine;
}
