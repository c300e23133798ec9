// Average ranks, and who cannot be told apart: a critical-difference diagram. Source: Demšar 2006, figure 1.
import { el } from '../../shared/dom.ts';
import { figure, frame, line, rule, text } from '../../shared/figures/figure.ts';
import { metricOf, short } from '../reader.ts';
import type { Benchmark, Rank, Ranks } from '../wire.ts';

export function rankDiagram(run: Benchmark, ranks: Ranks) {
  const order = [...ranks.average].sort((a, b) => a.rank - b.rank);
  const metric = metricOf(run, ranks.metric);
  const apart = ranks.critical_difference;
  const say = apart
    ? `Average rank by ${metric.words}, 1 is best. Detectors that a bar joins cannot be told apart (Nemenyi, 5 %: ${short(apart)} ranks).`
    : `Average rank by ${metric.words}, 1 is best.`;
  const list = order.map((r) => `${r.detector} ${short(r.rank)}`).join(', ');
  const groups = apart ? groupsOf(order, apart) : [];
  const top = 26 + 10 * groups.length;
  const height = top + 16 + 17 * order.length;
  const draw = (width: number) => {
    const count = order.length;
    const x = (rank: number) => 16 + ((width - 32) * (rank - 1)) / (count - 1 || 1);
    const half = Math.ceil(count / 2);
    return frame(
      width,
      height,
      list,
      rule(x(1), x(count), 18, 18, 'axis'),
      Array.from({ length: count }, (_, i) => [
        rule(x(i + 1), x(i + 1), 14, 22, 'axis'),
        text(x(i + 1), 10, String(i + 1), {
          class: 'tick',
          'text-anchor': 'middle',
        }),
      ]),
      groups.map(([from, to], g) => rule(x(from) - 3, x(to) + 3, 28 + 10 * g, 28 + 10 * g, 'joined')),
      order.map((r, i) => {
        const y = top + 14 + 17 * (i < half ? i : count - 1 - i) + (i < half ? 0 : 8);
        const left = i < half;
        return [
          line(
            [
              [x(r.rank), 18],
              [x(r.rank), y],
              [left ? 4 : width - 4, y],
            ],
            'lead-line',
          ),
          text(left ? 4 : width - 4, y - 3, r.detector, {
            class: 'label',
            'text-anchor': left ? 'start' : 'end',
          }),
        ];
      }),
    );
  };
  return el('article', {}, el('h3', {}, 'Ranks'), el('p', { class: 'say' }, say), figure(draw));
}

/** First and last rank of each largest group within the critical difference. */
function groupsOf(order: Rank[], apart: number): [number, number][] {
  const groups: [number, number][] = [];
  let reached = -1;
  order.forEach((first, i) => {
    let last = i;
    while (last + 1 < order.length && order[last + 1].rank - first.rank < apart) last++;
    if (last > i && last > reached) groups.push([first.rank, order[last].rank]);
    reached = Math.max(reached, last);
  });
  return groups;
}
