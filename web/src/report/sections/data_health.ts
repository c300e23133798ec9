// What was found in the data, and what was done about it.
import { el } from '../../shared/dom.ts';
import { duration, integer, percent } from '../../shared/words.ts';
import type { State } from '../state.ts';
import type { Gap, Health } from '../wire.ts';

export function dataHealth(state: State) {
  const { health } = state.report;
  const fact = ([name, words]: Fact) => el('div', {}, el('dt', {}, name), el('dd', {}, words));
  return [
    el('dl', { class: 'health num' }, facts(health, state.clock.hasTime).map(fact)),
    el(
      'ul',
      { class: 'actions' },
      health.actions.map((words) => el('li', {}, words)),
    ),
    health.gaps.length > 0 && gapList(state, health),
  ];
}

type Fact = [name: string, words: string];

function facts(h: Health, hasTime: boolean): Fact[] {
  const rows: Fact = ['Rows', integer(h.rows)];
  const missing: Fact = ['Values missing', integer(h.nan)];
  const constant: Fact = ['Constant channels', h.constant_channels.join(', ') || 'none'];
  if (!hasTime) return [rows, missing, constant];
  return [
    rows,
    ['Rows missing', `${integer(h.missing_rows)} (${percent(h.missing_rows / h.expected_rows)})`],
    ['Gaps', integer(h.gap_count)],
    missing,
    ['Duplicates', integer(h.duplicates)],
    ['Late rows', integer(h.out_of_order)],
    constant,
  ];
}

function gapList({ clock, rowX }: State, { gaps, gap_count: count }: Health) {
  const all =
    count > gaps.length ? `The ${gaps.length} longest of ${integer(count)} gaps` : `All ${integer(count)} gaps`;
  const line = (g: Gap) => el('li', {}, `${clock.full(rowX[g.after_index])}, ${duration(g.seconds * 1000)}`);
  return el(
    'details',
    {},
    el('summary', {}, count === 1 ? 'The gap' : all),
    el('ul', { class: 'num gaps' }, gaps.map(line)),
  );
}
