// The events: filters, table, downloads.
import { el, button, section, key } from '../../shared/dom.js';
import { number, percent, plural } from '../../shared/words.js';
import { pips } from '../../shared/figures/marks.js';
import { COLUMNS } from '../event_order.js';
import { eventRow, cardRow } from './event_row.js';
import { downloads } from './downloads.js';

export function eventsSection(state, order) {
  if (!state.events.length) return section('events', 'Events', null, el('p', { class: 'empty' }, emptyWords(state)));
  const table = new EventTable(state, order);
  return section('events', 'Events', labelWords(state.report.label_summary),
    el('div', { class: 'filters' }, filters(state), table.count, el('div', { class: 'spacer' }), downloads(state, order)),
    el('div', { class: 'table-wrap' }, table.node));
}

class EventTable {
  constructor(state, order) {
    Object.assign(this, { state, order, body: el('tbody'), heads: new Map() });
    this.columns = COLUMNS.filter(c => (state.many || c.key !== 'channels') && (c.key !== 'kind' || order.hasKinds) && (c.key !== 'side' || !order.hasKinds));
    this.count = el('span', { class: 'muted num', role: 'status' });
    this.node = el('table', { class: 'events' + (state.many ? ' many' : '') },
      el('caption', { class: 'sr' }, 'Events. Select one to zoom the charts to it and to see why it was flagged.'),
      el('thead', {}, el('tr', {}, this.columns.map(c => this.head(c)))), this.body);
    state.on('selection filter sort clock', () => this.fill());
    this.fill();
  }
  head(column) {
    const name = column.key === 'time' && !this.state.clock.hasTime ? 'Rows' : column.name;
    const node = el('th', { scope: 'col', class: column.kind }, button(name, () => this.state.setSort(column.key, column.downFirst)));
    this.heads.set(column.key, node);
    return node;
  }
  fill() {
    const { state, order, columns } = this, events = order.list(), all = state.events.length, { sort } = state;
    for (const [name, node] of this.heads) node.setAttribute('aria-sort', sort.key !== name ? 'none' : sort.down ? 'descending' : 'ascending');
    this.count.textContent = events.length === all ? plural(all, 'event') : `${events.length} of ${plural(all, 'event')}`;
    this.body.replaceChildren(...events.flatMap(e => e === state.selected
      ? [eventRow(state, order, e), cardRow(state, order, e, columns.length)] : [eventRow(state, order, e)]));
    if (!events.length) this.body.append(el('tr', {}, el('td', { colspan: columns.length, class: 'empty' }, 'No event passes this filter.')));
  }
}

function filters(state) {
  const chip = (label, change, count, icon) => el('label', { class: 'chip' },
    el('input', { type: 'checkbox', checked: true, onchange: e => change(e.target.checked) }), icon, label, el('span', { class: 'num' }, count));
  const perLevel = state.report.severity_levels.map((_, l) => state.events.filter(e => e.level === l).length);
  const learned = state.events.filter(e => e.part === 'train').length;
  return el('div', { class: 'chips', role: 'group', 'aria-label': 'Show events of' },
    perLevel.map((count, l) => count > 0 && chip(state.levelName(l), on => state.setLevel(l, on), count, pips(l))).reverse(),
    learned > 0 && chip('in training part', on => state.setShowTraining(on), learned, key('train')));
}

const labelWords = s => s && `The file has labels: ${s.found} of ${plural(s.stretches, 'labelled stretch', 'labelled stretches')} in the ${s.part} were found; ${plural(s.outside, 'event lies', 'events lie')} outside all of them.`;

function emptyWords(state) {
  const { pyramid, threshold } = state.score, { selftest } = state.report;
  if (pyramid.empty) return 'No row has a score: every value is missing, or the file is shorter than the warm-up. See "Data" below.';
  const top = pyramid.range()[1], planted = ' "Planted faults" below shows how small a fault this detector would still have found.';
  return `Nothing was flagged. The highest score is ${number(top, 3)}, ${percent(top / threshold)} of the threshold ${number(threshold, 3)}.${selftest?.length ? planted : ''}`;
}

