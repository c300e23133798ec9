// Which part of the file was used for what, and where rows are missing.
import { svg } from '../../shared/dom.ts';
import { frame, text, rule, rect } from '../../shared/figures/figure.ts';
import type { State } from '../state.ts';
import type { Gap, Rows, Split } from '../wire.ts';

export function partsOfFile({ rowX, view, report }: State, split: Split, W: number) {
  const last = rowX.length - 1;
  const X = (row: number) => ((rowX[Math.max(0, Math.min(row, last))] - view.t0) / view.whole) * W;
  const part = (rows: Rows | undefined, kind: string, name: string) =>
    rows && partBar(X(rows[0]), Math.max(1, X(rows[1]) - X(rows[0])), kind, name);
  const gap = ({ after_index: row }: Gap) => rect(X(row), 38, Math.max(2.5, X(row + 1) - X(row)), 8, 'p-gap');
  return frame(
    W,
    52,
    'Parts of the file: training, validation, scored',
    part(split.train, 'p-train', 'training'),
    part(split.validation, 'p-val', 'validation'),
    part(split.scored, 'p-scored', 'only scored'),
    rule(0, W, 42, 42, 'grid'),
    report.health.gaps.map(gap),
  );
}

const partBar = (x: number, width: number, kind: string, name: string) =>
  svg('g', {}, rect(x, 16, width, 16, kind), width > 7 * name.length && text(x + 4, 11, name));
