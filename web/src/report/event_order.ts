// The columns of the events table and the order the reader chose; j and k follow the same order.

export const COLUMNS = [
  { key: 'id', name: 'No.', kind: 'c-id', value: e => e.id },
  { key: 'time', name: 'Start', kind: 'c-time', value: e => e.start_index },
  { key: 'duration', name: 'Duration', kind: 'c-dur', value: e => e.t1 - e.t0, downFirst: true },
  { key: 'severity', name: 'Severity', kind: 'c-sev', value: e => e.severity, downFirst: true },
  { key: 'kind', name: 'Kind', kind: 'c-kind', value: e => e.kind ?? '' },
  { key: 'side', name: 'Side', kind: 'c-kind', value: e => e.direction },
  { key: 'score', name: 'Score', kind: 'c-score', value: e => e.score, downFirst: true },
  { key: 'off', name: 'Observed / expected', kind: 'c-off', value: e => Math.abs(e.channels[0].value - e.channels[0].expected), downFirst: true },
  { key: 'channels', name: 'Top channels', kind: 'c-ch', value: e => e.channels[0].name },
];

export class EventOrder {
  constructor(state) {
    this.state = state;
    this.hasKinds = state.events.some(e => e.kind);  // the detector may not name kinds: then no column claims to
  }
  /** The shown events in the table's order. */
  list() {
    const { key, down } = this.state.sort, { value } = COLUMNS.find(c => c.key === key), sign = down ? -1 : 1;
    const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
    return [...this.state.shown].sort((a, b) => compare(value(a), value(b)) * sign || a.id - b.id);
  }
  /** Selects the next (+1) or previous (−1) event; the first or last if none is selected. */
  step(by) {
    const events = this.list(), i = events.indexOf(this.state.selected);
    if (!events.length) return;
    this.state.select(events[i < 0 ? (by > 0 ? 0 : events.length - 1) : Math.max(0, Math.min(events.length - 1, i + by))]);
  }
}
