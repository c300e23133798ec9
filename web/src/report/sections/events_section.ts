// The events: filters, table, downloads.
import { el, button, section, key, checkbox } from '../../shared/dom.ts';
import type { Child } from '../../shared/dom.ts';
import { pips } from '../../shared/figures/marks.ts';
import { number, percent, plural } from '../../shared/words.ts';
import { COLUMNS } from '../event_order.ts';
import type { EventColumn, EventOrder } from '../event_order.ts';
import type { PageEvent, State } from '../state.ts';
import type { LabelSummary } from '../wire.ts';
import { downloads } from './downloads.ts';
import { eventRow, cardRow } from './event_row.ts';

export function eventsSection(state: State, order: EventOrder) {
  if (!state.events.length) return section('events', 'Events', null, el('p', { class: 'empty' }, emptyWords(state)));
  const table = new EventTable(state, order);
  const { label_summary: labels } = state.report;
  return section(
    'events',
    'Events',
    labels && labelWords(labels),
    el(
      'div',
      { class: 'filters' },
      filters(state),
      table.count,
      el('div', { class: 'spacer' }),
      downloads(state, order),
    ),
    el('div', { class: 'table-wrap' }, table.node),
  );
}

class EventTable {
  readonly node: HTMLElement;
  readonly count = el('span', { class: 'muted num', role: 'status' });
  private readonly state: State;
  private readonly order: EventOrder;
  private readonly columns: EventColumn[];
  private readonly body = el('tbody');
  private readonly heads = new Map<string, HTMLElement>();

  constructor(state: State, order: EventOrder) {
    this.state = state;
    this.order = order;
    const absent = [!state.many && 'channels', order.hasKinds ? 'side' : 'kind'];
    this.columns = COLUMNS.filter((c) => !absent.includes(c.key));
    const words = 'Events. Select one to zoom the charts to it and to see why it was flagged.';
    this.node = el(
      'table',
      { class: 'events' + (state.many ? ' many' : '') },
      el('caption', { class: 'sr' }, words),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          this.columns.map((c) => this.head(c)),
        ),
      ),
      this.body,
    );
    state.on(['selection', 'filter', 'sort', 'clock'], () => this.fill());
    this.fill();
  }
  private head({ key: name, name: words, kind, downFirst = false }: EventColumn) {
    const title = name === 'time' && !this.state.clock.hasTime ? 'Rows' : words;
    const node = el(
      'th',
      { scope: 'col', class: kind },
      button(title, () => this.state.setSort(name, downFirst)),
    );
    this.heads.set(name, node);
    return node;
  }
  private fill() {
    const { state, order } = this;
    const { key: by, down } = state.sort;
    const events = order.list();
    const all = state.events.length;
    for (const [name, node] of this.heads)
      node.setAttribute('aria-sort', name !== by ? 'none' : down ? 'descending' : 'ascending');
    this.count.textContent =
      events.length === all ? plural(all, 'event') : `${events.length} of ${plural(all, 'event')}`;
    this.body.replaceChildren(...events.flatMap((e) => this.rowsOf(e)));
    if (!events.length) this.body.append(el('tr', {}, this.wide('No event matches this filter.')));
  }
  private rowsOf(e: PageEvent) {
    const row = eventRow(this.state, this.order, e);
    return e === this.state.selected ? [row, cardRow(this.state, this.order, e, this.columns.length)] : [row];
  }
  private wide(words: string) {
    return el('td', { colspan: this.columns.length, class: 'empty' }, words);
  }
}

function filters(state: State) {
  const chip = (label: string, change: (on: boolean) => void, count: number, icon: Child) =>
    el('label', { class: 'chip' }, checkbox(change), icon, label, el('span', { class: 'num' }, count));
  const level = (l: number) => {
    const count = state.events.filter((e) => e.level === l).length;
    return count > 0 && chip(state.levelName(l), (on) => state.setLevel(l, on), count, pips(l));
  };
  const learned = state.events.filter((e) => e.part === 'train').length;
  return el(
    'div',
    { class: 'chips', role: 'group', 'aria-label': 'Show events of' },
    state.report.severity_levels.map((_, l) => level(l)).reverse(),
    learned > 0 && chip('in training part', (on) => state.setShowTraining(on), learned, key('train')),
  );
}

function labelWords({ found, stretches, outside, part }: LabelSummary) {
  const labelled = plural(stretches, 'labelled stretch', 'labelled stretches');
  const others = plural(outside, 'event is', 'events are');
  return `The file has labels: ${found} of ${labelled} in the ${part} were found; ${others} outside all of them.`;
}

function emptyWords({ score: { pyramid, threshold } }: State) {
  if (pyramid.empty)
    return 'No row has a score: every value is missing, or the file is shorter than the warm-up. See "Data" below.';
  const top = pyramid.range()[1];
  const share = `${percent(top / threshold)} of the threshold ${number(threshold, 3)}`;
  return `Nothing was flagged. The highest score is ${number(top, 3)}, ${share}.`;
}
