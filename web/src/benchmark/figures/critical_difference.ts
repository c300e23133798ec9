// Average ranks on an axis; detectors that do not differ by more than chance are joined by a bar (Demšar 2006).
import { svg } from '../../shared/dom.ts';
import { frame, line, rule, text } from '../../shared/figures/figure.ts';
import { isFloor } from '../run.ts';
import type { Rank, Ranks } from '../wire.ts';

const AXIS = 52;
const ROW = 19;

/** Largest runs of detectors (first and last index) that lie less than the critical difference apart. */
export function groups(sorted: Rank[], critical: number): [first: number, last: number][] {
  const out: [number, number][] = [];
  sorted.forEach((one, i) => {
    let last = i;
    while (last + 1 < sorted.length && sorted[last + 1].rank - one.rank < critical) last++;
    if (last > i && !(out.length && out[out.length - 1][1] >= last)) out.push([i, last]);
  });
  return out;
}

/** Wide enough for names on both sides of the axis; else a row a detector. */
export const criticalDifference = (ranks: Ranks, words: string, W: number) =>
  W < 560 ? inRows(ranks, words, W) : onAxis(ranks, words, W);

function onAxis({ average, critical_difference: critical }: Ranks, words: string, W: number) {
  const sorted = [...average].sort((a, b) => a.rank - b.rank);
  const n = sorted.length;
  const side = Math.min(210, W * 0.36); // the names' room left and right of the axis
  const X = (rank: number) => side + ((rank - 1) / Math.max(1, n - 1)) * (W - 2 * side);
  const joined = critical === null ? [] : groups(sorted, critical);
  const foot = AXIS + 12 + joined.length * 8;
  const half = Math.ceil(n / 2);
  const label = (one: Rank, i: number) => {
    const left = i < half;
    const y = foot + 14 + ROW * (left ? i : n - 1 - i);
    const end = left ? side - 8 : W - side + 8;
    const look = { 'text-anchor': left ? 'end' : 'start', class: isFloor(one.detector) ? 'muted' : 'name' };
    const stem = line([[X(one.rank), AXIS], [X(one.rank), y], [end + (left ? 4 : -4), y]], 'stem'); // prettier-ignore
    const name = shortened(one.detector, side - 50);
    return [stem, text(end, y + 4, left ? `${name} ${one.rank.toFixed(2)}` : `${one.rank.toFixed(2)} ${name}`, look)];
  };
  return frame(
    W,
    foot + 14 + ROW * half,
    words,
    rule(X(1), X(n), AXIS, AXIS, 'axis'),
    ticks(n, X, W - 2 * side),
    critical !== null && ruler(critical, X, n),
    sorted.map(label),
    joined.map(([a, b], i) =>
      rule(X(sorted[a].rank) - 4, X(sorted[b].rank) + 4, AXIS + 11 + i * 8, AXIS + 11 + i * 8, 'joined'),
    ),
  );
}

/** A point a row; groups are joined by upright bars on the right. */
function inRows({ average, critical_difference: critical }: Ranks, words: string, W: number) {
  const sorted = [...average].sort((a, b) => a.rank - b.rank);
  const joined = critical === null ? [] : groups(sorted, critical);
  const names = Math.min(170, W * 0.45);
  const right = W - 14 - joined.length * 7;
  const n = sorted.length;
  const X = (rank: number) => names + ((rank - 1) / Math.max(1, n - 1)) * (right - names);
  const Y = (row: number) => AXIS + 14 + ROW * row;
  const row = (one: Rank, i: number) => [
    rule(X(1), X(n), Y(i), Y(i), 'grid'),
    svg('circle', { cx: X(one.rank), cy: Y(i), r: 4, class: isFloor(one.detector) ? 'point' : 'point front' }),
    text(0, Y(i) + 4, shortened(one.detector, names - 46), { class: isFloor(one.detector) ? 'muted' : 'name' }),
    text(names - 10, Y(i) + 4, one.rank.toFixed(2), { 'text-anchor': 'end' }),
  ];
  const bar = ([a, b]: [number, number], i: number) => {
    const x = right + 12 + i * 7;
    return rule(x, x, Y(a) - 6, Y(b) + 6, 'joined');
  };
  const marks = [
    rule(X(1), X(n), AXIS, AXIS, 'axis'),
    ticks(n, X, right - names),
    critical !== null && ruler(critical, X, n),
  ];
  return frame(W, Y(n - 1) + 12, words, marks, sorted.map(row), joined.map(bar));
}

function ticks(n: number, X: (rank: number) => number, room: number) {
  const every = Math.max(1, Math.ceil((n * 16) / room));
  const all = Array.from({ length: n }, (_, i) => i + 1);
  return all.map((rank) => [
    rule(X(rank), X(rank), AXIS - 5, AXIS, 'axis'),
    (rank - 1) % every === 0 && text(X(rank), AXIS - 9, String(rank), { 'text-anchor': 'middle' }),
  ]);
}

/** How long the critical difference is, above the axis. */
function ruler(critical: number, X: (rank: number) => number, n: number) {
  const [a, b] = [X(1), X(Math.min(n, 1 + critical))];
  return svg(
    'g',
    {},
    rule(a, b, 17, 17, 'rule-ink'),
    rule(a, a, 13, 21, 'rule-ink'),
    rule(b, b, 13, 21, 'rule-ink'),
    text(a, 9, `critical difference ${critical.toFixed(2)}`),
  );
}

const shortened = (name: string, room: number) => {
  const most = Math.max(6, Math.floor(room / 6));
  return name.length > most ? name.slice(0, most - 1) + '…' : name;
};
