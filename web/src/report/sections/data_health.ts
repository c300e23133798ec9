// What was found in the data, and what was done about it.
import { el } from '../../shared/dom.js';
import { duration, integer, percent } from '../../shared/words.js';

const GAPS_LISTED = 60;

export function dataHealth(state) {
  const { health } = state.report;
  return [el('dl', { class: 'health num' }, facts(health, state.clock.hasTime).map(([name, words]) => el('div', {}, el('dt', {}, name), el('dd', {}, words)))),
    el('ul', { class: 'actions' }, health.actions.map(words => el('li', {}, words))),
    health.gaps.length > 0 && gapList(state, health)];
}

function facts(h, hasTime) {
  const constant = ['Constant channels', h.constant_channels.length ? h.constant_channels.join(', ') : 'none'];
  if (!hasTime) return [['Rows', integer(h.rows)], ['Values missing', integer(h.nan)], constant];
  return [['Rows', integer(h.rows)], ['Rows missing', `${integer(h.missing_rows)} (${percent(h.missing_rows / h.expected_rows)})`],
    ['Gaps', integer(h.gap_count)], ['Values missing', integer(h.nan)], ['Duplicates', integer(h.duplicates)], ['Out of order', integer(h.out_of_order)], constant];
}

function gapList(state, { gaps, gap_count }) {
  const shown = gaps.slice(0, GAPS_LISTED), rest = gap_count - shown.length;
  const title = rest > 0 ? `The ${shown.length} longest of ${integer(gap_count)} gaps` : `All ${integer(gap_count)} gaps`;
  return el('details', {}, el('summary', {}, gap_count === 1 ? 'The gap' : title),
    el('ul', { class: 'num gaps' }, shown.map(g => el('li', {}, `${state.clock.full(state.rowX[g.after_index])}, ${duration(g.seconds * 1000)}`))));
}
