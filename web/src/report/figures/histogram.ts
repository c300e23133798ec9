// Two score histograms on log axes, the tail that was fitted, and the threshold.
import { frame, text, rule, rect, line } from '../../shared/figures/figure.js';
import { svg } from '../../shared/dom.js';
import { number } from '../../shared/words.js';

const H = 240, L = 52, R = 12, T = 14, B = 36;
const sum = counts => counts.reduce((a, b) => a + b, 0) || 1;

export function histogram(d, threshold, W) {
  const first = Math.log10(d.edges[0]), last = Math.log10(d.edges.at(-1)), base = H - B;
  const lowest = Math.log10(Math.min(0.5 / Math.max(sum(d.train), sum(d.scored)), 1e-3));
  const X = v => L + (Math.log10(v) - first) / (last - first) * (W - L - R);
  const Y = p => T + Math.log10(Math.max(p, 10 ** lowest)) / lowest * (base - T);
  return frame(W, H, `Distribution of scores; the threshold is ${number(threshold, 3)}`,
    shareTicks(lowest, Y, W), bars(d, threshold, X, Y, base), line(outline(d, X, Y, base), 'steps'),
    d.tail && line(tailCurve(d, X, Y, lowest), 'tail'), thresholdMark(d, threshold, X, base, W),
    powers(first, last).map(v => text(X(v), H - 17, number(v, 1), { 'text-anchor': 'middle' })), text(W - R, H - 3, 'score', { 'text-anchor': 'end' }));
}

function shareTicks(lowest, Y, W) {
  const words = k => k === 0 ? '100 %' : `${number(100 * 10 ** k, 1)} %`;
  return [0, -1, -2, -3, -4].filter(k => k > lowest).map(k => svg('g', {},
    rule(L, W - R, Y(10 ** k), Y(10 ** k), 'grid'), text(L - 6, Y(10 ** k) + 4, words(k), { 'text-anchor': 'end' })));
}

function bars({ edges, scored }, threshold, X, Y, base) {
  const total = sum(scored);
  return scored.map((count, i) => {
    const x = X(edges[i]), y = Y(count / total), width = Math.max(0.5, X(edges[i + 1]) - x - 0.8);
    return count > 0 && rect(x + 0.4, y, width, base - y, edges[i] >= threshold ? 'bar over' : 'bar');
  });
}

function outline({ edges, train }, X, Y, base) {
  const total = sum(train);
  return train.flatMap((count, i) => {
    const y = count ? Y(count / total) : base;
    return [[X(edges[i]), y], [X(edges[i + 1]), y]];
  });
}

/** Expected share of each bin under the fitted generalised Pareto tail. */
function tailCurve({ edges, tail }, X, Y, lowest) {
  const beyond = v => {
    const z = Math.max(0, v - tail.u) / tail.scale;
    return Math.abs(tail.shape) < 1e-9 ? Math.exp(-z) : Math.max(0, 1 + tail.shape * z) ** (-1 / tail.shape);
  };
  return edges.slice(0, -1).map((low, i) => {
    const high = edges[i + 1], share = tail.exceedances / tail.n * (beyond(low) - beyond(high));
    return low >= tail.u * 0.98 && share > 10 ** lowest ? [(X(low) + X(high)) / 2, Y(share)] : null;
  });
}

function thresholdMark({ edges }, threshold, X, base, W) {
  const x = X(Math.min(threshold, edges.at(-1))), flip = x > W * 0.62;
  return [rule(x, x, T - 4, base, 'threshold'),
    text(x + (flip ? -5 : 5), T + 5, `threshold ${number(threshold, 3)}`, { class: 'threshold-text', 'text-anchor': flip ? 'end' : 'start' })];
}

function powers(first, last) {
  const out = [];
  for (let k = Math.ceil(first); k <= last; k++) out.push(10 ** k);
  return out;
}
