// The shown events as files, in the forms of `tidegate detect --format csv|json`.
import { el, button, download } from '../../shared/dom.ts';
import type { EventOrder } from '../event_order.ts';
import type { PageEvent, State } from '../state.ts';

const EVENT_FIELDS = [
  'start',
  'end',
  'peak',
  'start_index',
  'end_index',
  'peak_index',
  'severity',
  'score',
  'kind',
] as const;
const CHANNEL_FIELDS = ['name', 'value', 'expected', 'lower', 'upper', 'share'] as const;

export function downloads(state: State, order: EventOrder) {
  const base = state.report.source.name.replace(/\.[^.]+$/, '') + '-events';
  const offer = (words: string, ending: string, type: string, make: () => string) =>
    button(words, () => download(base + ending, type, make()), {
      class: 'small',
      'aria-label': `Download the shown events as ${words}`,
    });
  return el(
    'div',
    { class: 'get' },
    el('span', { class: 'muted' }, 'Download'),
    offer('CSV', '.csv', 'text/csv', () => asCsv(order.list())),
    offer('JSON', '.json', 'application/json', () => asJson(state, order.list())),
  );
}

function asCsv(events: PageEvent[]) {
  const quoted = (v: string | number | null) =>
    /[",\n]/.test(String(v)) ? `"${String(v).replaceAll('"', '""')}"` : (v ?? '');
  const head = [...EVENT_FIELDS, 'channel', ...CHANNEL_FIELDS.slice(1)].join(',');
  const line = (e: PageEvent) =>
    [...EVENT_FIELDS.map((k) => e[k]), ...CHANNEL_FIELDS.map((k) => e.channels[0][k])].map(quoted).join(',');
  return [head, ...events.map(line)].join('\n') + '\n';
}

function asJson(state: State, shown: PageEvent[]) {
  const { tidegate, source } = state.report;
  const events = shown.map(({ id: _id, level: _level, t0: _t0, t1: _t1, ...event }) => event);
  const out = { tidegate, source: source.name, rows: source.rows, threshold: state.score.threshold, events };
  return JSON.stringify(out, null, 1) + '\n';
}
