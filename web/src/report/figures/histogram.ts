// Two score histograms on log axes, and the threshold.
import { svg } from '../../shared/dom.ts';
import { frame, text, rule, rect, line } from '../../shared/figures/figure.ts';
import type { Points } from '../../shared/figures/figure.ts';
import { number } from '../../shared/words.ts';
import type { Distribution } from '../wire.ts';

const H = 240;
const L = 52;
const R = 12;
const T = 14;
const B = 36;
const BASE = H - B;

type Scale = (v: number) => number;

const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0) || 1;

export function histogram(d: Distribution, threshold: number, W: number) {
  const highest = d.edges[d.edges.length - 1];
  const first = Math.log10(d.edges[0]);
  const last = Math.log10(highest);
  const lowest = Math.log10(Math.min(0.5 / Math.max(sum(d.train), sum(d.scored)), 1e-3));
  const X = (v: number) => L + ((Math.log10(v) - first) / (last - first)) * (W - L - R);
  const Y = (p: number) => T + (Math.log10(Math.max(p, 10 ** lowest)) / lowest) * (BASE - T);
  return frame(
    W,
    H,
    `Distribution of scores; the threshold is ${number(threshold, 3)}`,
    shareTicks(lowest, Y, W),
    bars(d, threshold, X, Y),
    line(outline(d, X, Y), 'steps'),
    thresholdMark(threshold, X(Math.min(threshold, highest)), W),
    powers(first, last).map((v) => text(X(v), H - 17, number(v, 1), { 'text-anchor': 'middle' })),
    text(W - R, H - 3, 'score', { 'text-anchor': 'end' }),
  );
}

function shareTicks(lowest: number, Y: Scale, W: number) {
  const words = (k: number) => (k === 0 ? '100 %' : `${number(100 * 10 ** k, 1)} %`);
  const tick = (k: number) => [
    rule(L, W - R, Y(10 ** k), Y(10 ** k), 'grid'),
    text(L - 6, Y(10 ** k) + 4, words(k), { 'text-anchor': 'end' }),
  ];
  return [0, -1, -2, -3, -4].filter((k) => k > lowest).map((k) => svg('g', {}, tick(k)));
}

function bars({ edges, scored }: Distribution, threshold: number, X: Scale, Y: Scale) {
  const total = sum(scored);
  return scored.map((count, i) => {
    const x = X(edges[i]);
    const y = Y(count / total);
    const width = Math.max(0.5, X(edges[i + 1]) - x - 0.8);
    return count > 0 && rect(x + 0.4, y, width, BASE - y, edges[i] >= threshold ? 'bar over' : 'bar');
  });
}

function outline({ edges, train }: Distribution, X: Scale, Y: Scale): Points {
  const total = sum(train);
  return train.flatMap((count, i): Points => {
    const y = count ? Y(count / total) : BASE;
    return [
      [X(edges[i]), y],
      [X(edges[i + 1]), y],
    ];
  });
}

function thresholdMark(threshold: number, x: number, W: number) {
  const flip = x > W * 0.62;
  const look = { class: 'threshold-text', 'text-anchor': flip ? 'end' : 'start' };
  return [
    rule(x, x, T - 4, BASE, 'threshold'),
    text(x + (flip ? -5 : 5), T + 5, `threshold ${number(threshold, 3)}`, look),
  ];
}

function powers(first: number, last: number) {
  const out: number[] = [];
  for (let k = Math.ceil(first); k <= last; k++) out.push(10 ** k);
  return out;
}
