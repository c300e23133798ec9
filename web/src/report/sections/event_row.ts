// One line of the events table.
import { el } from '../../shared/dom.ts';
import { pips } from '../../shared/figures/marks.ts';
import { fixed, number, signed } from '../../shared/words.ts';
import type { EventOrder } from '../event_order.ts';
import { moment, shareBar, sideOf, topChannel, unitOf } from '../event_words.ts';
import type { PageEvent, State } from '../state.ts';
import type { EventChannel } from '../wire.ts';
import { eventCard } from './event_card.ts';

export function eventRow(state: State, order: EventOrder, e: PageEvent) {
  const on = state.selected === e;
  const toggle = () => state.select(state.selected === e ? null : e);
  const attributes = {
    class: (on ? 'on ' : '') + (e.part === 'train' ? 'learned' : ''),
    id: 'event-' + e.id,
    onclick: (click: MouseEvent) => {
      if (!(click.target instanceof Element && click.target.closest('button'))) toggle();
    },
  };
  return el(
    'tr',
    attributes,
    el('td', { class: 'c-id num' }, String(e.id)),
    startCell(state, e, on, toggle),
    el('td', { class: 'c-dur num' }, state.clock.length(e.t1 - e.t0)),
    severityCell(state, e),
    kindCell(order, e),
    el('td', { class: 'c-score num' }, number(e.score, 3)),
    differenceCell(state, e),
    state.many && el('td', { class: 'c-ch' }, e.channels.slice(0, 3).map(share)),
  );
}

function startCell(state: State, e: PageEvent, on: boolean, toggle: () => void) {
  const x = state.rowX[e.start_index];
  const second = [state.clock.beneath(x), e.part === 'train' && 'training part'].filter(Boolean).join(', ');
  const open = {
    type: 'button',
    class: 'open',
    'aria-expanded': on,
    'aria-controls': on ? 'card-' + e.id : null,
    onclick: toggle,
  };
  return el(
    'td',
    { class: 'c-time num' },
    el('button', open, moment(state, x)),
    el('span', { class: 'second' }, second),
  );
}

const severityCell = (state: State, e: PageEvent) =>
  el(
    'td',
    { class: 'c-sev num' },
    pips(e.level),
    el('b', {}, fixed(e.severity, 0)),
    ' ',
    el('span', { class: 'second inline' }, state.levelName(e.level)),
  );

function kindCell(order: EventOrder, e: PageEvent) {
  const gap = e.after_gap_s > 0 ? 'after a gap' : null;
  if (!order.hasKinds) return el('td', { class: 'c-kind' }, sideOf(e), gap && el('span', { class: 'second' }, gap));
  const second = [sideOf(e), gap].filter(Boolean).join(', ');
  return el('td', { class: 'c-kind' }, e.kind ?? 'not recognised', el('span', { class: 'second' }, second));
}

function differenceCell(state: State, e: PageEvent) {
  const top = e.channels[0];
  const c = topChannel(state, e);
  const off = top.value == null || top.expected == null ? 'none' : signed(top.value - top.expected, c.digits);
  const both = `${fixed(top.value, c.digits)} / ${fixed(top.expected, c.digits)}`;
  return el(
    'td',
    { class: 'c-off num' },
    el('span', {}, both, el('small', {}, unitOf(c))),
    el('span', { class: 'second' }, `${off}${state.many ? ' ' + top.name : ''}`),
  );
}

const share = (x: EventChannel) =>
  el(
    'span',
    { class: 'share' },
    el('span', { class: 'share-name', title: x.name }, x.name),
    shareBar(x.share),
    el('span', { class: 'num' }, `${Math.round(100 * x.share)} %`),
  );

export const cardRow = (state: State, order: EventOrder, e: PageEvent, columns: number) =>
  el('tr', { class: 'card-row', id: 'card-' + e.id }, el('td', { colspan: columns }, eventCard(state, order, e)));
