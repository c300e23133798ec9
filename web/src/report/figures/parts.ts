// Which part of the file was used for what, and where rows are missing.
import { frame, text, rule, rect } from '../../shared/figures/figure.js';
import { svg } from '../../shared/dom.js';

export function partsOfFile(state, W) {
  const { split, health } = state.report, last = state.rowX.length - 1;
  const X = row => (state.rowX[Math.max(0, Math.min(row, last))] - state.t0) / (state.t1 - state.t0) * W;
  const part = (rows, kind, name) => rows && partBar(X(rows[0]), Math.max(1, X(rows[1]) - X(rows[0])), kind, name);
  return frame(W, 52, 'Parts of the file: training, validation, scored',
    part(split.train, 'p-train', 'training'), part(split.validation, 'p-val', 'validation'), part(split.scored, 'p-scored', 'only scored'),
    split.excluded.map(([a, b]) => rect(X(a), 16, Math.max(2, X(b) - X(a)), 16, 'p-out')), rule(0, W, 42, 42, 'grid'),
    health.gaps.map(g => rect(X(g.after_index), 38, Math.max(2.5, X(g.after_index + 1) - X(g.after_index)), 8, 'p-gap')));
}

const partBar = (x, width, kind, name) =>
  svg('g', {}, rect(x, 16, width, 16, kind), width > 7 * name.length && text(x + 4, 11, name));
