// One line of the events table.
import { el } from '../../shared/dom.js';
import { fixed, number, signed } from '../../shared/words.js';
import { pips } from '../../shared/figures/marks.js';
import { eventCard } from './event_card.js';
import { moment, shareBar, sideOf, unitOf } from '../event_words.js';

export function eventRow(state, order, e) {
  const on = state.selected === e, toggle = () => state.select(state.selected === e ? null : e);
  const second = [state.clock.beneath(state.rowX[e.start_index]), e.part === 'train' && 'training part'].filter(Boolean).join(', ');
  return el('tr', { class: (on ? 'on ' : '') + (e.part === 'train' ? 'learned' : ''), id: 'event-' + e.id, onclick: click => { if (!click.target.closest('button')) toggle(); } },
    el('td', { class: 'c-id num' }, String(e.id)),
    el('td', { class: 'c-time num' },
      el('button', { type: 'button', class: 'open', 'aria-expanded': on, 'aria-controls': on ? 'card-' + e.id : null, onclick: toggle }, moment(state, state.rowX[e.start_index])),
      el('span', { class: 'second' }, second)),
    el('td', { class: 'c-dur num' }, state.clock.length(e.t1 - e.t0)),
    el('td', { class: 'c-sev num' }, pips(e.level), el('b', {}, fixed(e.severity, 0)), ' ', el('span', { class: 'second inline' }, state.levelName(e.level))),
    kindCell(order, e), el('td', { class: 'c-score num' }, number(e.score, 3)), differenceCell(state, e),
    state.many && el('td', { class: 'c-ch' }, e.channels.slice(0, 3).map(share)));
}

function kindCell(order, e) {
  const gap = e.after_gap_s ? 'after a gap' : null;
  if (!order.hasKinds) return el('td', { class: 'c-kind' }, sideOf(e), gap && el('span', { class: 'second' }, gap));
  return el('td', { class: 'c-kind' }, e.kind ?? 'not recognised', el('span', { class: 'second' }, [sideOf(e), gap].filter(Boolean).join(', ')));
}

function differenceCell(state, e) {
  const top = e.channels[0], c = state.channels[state.channelNamed(top.name)];
  const off = top.value == null || top.expected == null ? 'none' : signed(top.value - top.expected, c.digits);
  return el('td', { class: 'c-off num' }, el('span', {}, `${fixed(top.value, c.digits)} / ${fixed(top.expected, c.digits)}`, el('small', {}, unitOf(c))),
    el('span', { class: 'second' }, `${off}${state.many ? ' ' + top.name : ''}`));
}

const share = x => el('span', { class: 'share' }, el('span', { class: 'share-name', title: x.name }, x.name), shareBar(x.share), el('span', { class: 'num' }, `${Math.round(100 * x.share)} %`));

export const cardRow = (state, order, e, columns) =>
  el('tr', { class: 'card-row', id: 'card-' + e.id }, el('td', { colspan: columns }, eventCard(state, order, e)));
