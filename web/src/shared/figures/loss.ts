// Loss by epoch on a logarithmic axis, with the epoch that was kept.
import { frame, text, rule, line } from './figure.js';
import { integer, number, roundSteps } from '../words.js';

const H = 220, L = 52, R = 12, T = 12, B = 32;

/** `training.best_epoch` counts from 1; 0 = the untrained weights were the best. */
export function lossCurves(training, W) {
  const n = training.train.length, best = training.best_epoch;
  const known = [...training.train, ...training.validation].filter(v => v > 0);
  const low = Math.log10(Math.min(...known)) - 0.05, high = Math.log10(Math.max(...known)) + 0.05;
  const X = epoch => L + (n < 2 ? 0.5 : (epoch - 1) / (n - 1)) * (W - L - R), Y = v => T + (high - Math.log10(v)) / (high - low) * (H - T - B);
  const curve = values => values.map((v, i) => v > 0 ? [X(i + 1), Y(v)] : null), flip = X(best) > W * 0.7;
  return frame(W, H, best ? `Loss by epoch; epoch ${best} was kept` : 'Loss by epoch',
    lossTicks(low, high).flatMap(v => [rule(L, W - R, Y(v), Y(v), 'grid'), text(L - 6, Y(v) + 4, number(v, 1), { 'text-anchor': 'end' })]),
    best ? [rule(X(best), X(best), T, H - B, 'rule-strong'), text(X(best) + (flip ? -5 : 5), T + 9, `kept: epoch ${best}`, { 'text-anchor': flip ? 'end' : 'start' })] : null,
    line(curve(training.train), 'observed'), line(curve(training.validation), 'expected'),
    roundSteps(1, n, 5).filter(Number.isInteger).map(v => text(X(v), H - 13, integer(v), { 'text-anchor': v === n ? 'end' : 'middle' })),
    text(W - R, H - 1, 'epoch', { 'text-anchor': 'end' }));
}

/** 1, 2, 5 of every power of ten; the powers alone if that would be more than ten. */
function lossTicks(low, high) {
  const ticks = factors => {
    const out = [];
    for (let e = Math.floor(low); e <= high; e++) for (const k of factors) out.push(k * 10 ** e);
    return out.filter(v => Math.log10(v) > low && Math.log10(v) < high);
  };
  const fine = ticks([1, 2, 5]);
  return fine.length > 10 ? ticks([1]) : fine;
}
