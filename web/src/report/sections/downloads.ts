// The shown events as files, in the forms of `tidegate detect --format csv|json`.
import { el, button, download } from '../../shared/dom.js';

const EVENT_FIELDS = ['start', 'end', 'peak', 'start_index', 'end_index', 'peak_index', 'severity', 'score', 'kind'];
const CHANNEL_FIELDS = ['name', 'value', 'expected', 'lower', 'upper', 'share'];

export function downloads(state, order) {
  const base = state.report.source.name.replace(/\.[^.]+$/, '') + '-events';
  const offer = (words, ending, type, make) => button(words, () => download(base + ending, type, make()), { class: 'small', 'aria-label': `Download the shown events as ${words}` });
  return el('div', { class: 'get' }, el('span', { class: 'muted' }, 'Download'),
    offer('CSV', '.csv', 'text/csv', () => asCsv(order.list())), offer('JSON', '.json', 'application/json', () => asJson(state, order.list())));
}

function asCsv(events) {
  const quoted = v => /[",\n]/.test(v) ? `"${String(v).replaceAll('"', '""')}"` : v ?? '';
  const head = [...EVENT_FIELDS, 'channel', ...CHANNEL_FIELDS.slice(1)].join(',');
  const line = e => [...EVENT_FIELDS.map(k => e[k]), ...CHANNEL_FIELDS.map(k => e.channels[0][k])].map(quoted).join(',');
  return [head, ...events.map(line)].join('\n') + '\n';
}

function asJson(state, events) {
  const { tidegate, source } = state.report, plain = events.map(({ id, level, t0, t1, ...event }) => event);
  return JSON.stringify({ tidegate, source: source.name, rows: source.rows, threshold: state.score.threshold, events: plain }, null, 1) + '\n';
}
