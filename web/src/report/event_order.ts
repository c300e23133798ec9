// The columns of the events table and the order the reader chose; j and k follow the same order.
import type { PageEvent, State } from './state.ts';

export interface EventColumn {
  key: string;
  name: string;
  /** Its class. */
  kind: string;
  /** What rows are ordered by. */
  value(e: PageEvent): number | string;
  /** The first press orders downwards. */
  downFirst?: boolean;
}

const distance = ({ channels: [top] }: PageEvent) => Math.abs((top.value ?? NaN) - (top.expected ?? NaN));

export const COLUMNS: EventColumn[] = [
  { key: 'id', name: 'No.', kind: 'c-id', value: (e) => e.id },
  { key: 'time', name: 'Start', kind: 'c-time', value: (e) => e.start_index },
  { key: 'duration', name: 'Duration', kind: 'c-dur', value: (e) => e.t1 - e.t0, downFirst: true },
  { key: 'severity', name: 'Severity', kind: 'c-sev', value: (e) => e.severity, downFirst: true },
  { key: 'kind', name: 'Kind', kind: 'c-kind', value: (e) => e.kind ?? '' },
  { key: 'side', name: 'Side', kind: 'c-kind', value: (e) => e.direction },
  { key: 'score', name: 'Score', kind: 'c-score', value: (e) => e.score, downFirst: true },
  { key: 'off', name: 'Observed / expected', kind: 'c-off', value: distance, downFirst: true },
  { key: 'channels', name: 'Top channels', kind: 'c-ch', value: (e) => e.channels[0].name },
];

export class EventOrder {
  /** The detector may not name kinds: then no column claims to. */
  readonly hasKinds: boolean;
  private readonly state: State;

  constructor(state: State) {
    this.state = state;
    this.hasKinds = state.events.some((e) => e.kind);
  }
  /** The shown events in the table's order. */
  list() {
    const { key, down } = this.state.sort;
    const { value } = COLUMNS.find((c) => c.key === key) ?? COLUMNS[0];
    const sign = down ? -1 : 1;
    const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
    return [...this.state.shown].sort((a, b) => compare(value(a), value(b)) * sign || a.id - b.id);
  }
  /** Selects the next (+1) or previous (−1) event; the first or last if none is selected. */
  step(by: 1 | -1) {
    const events = this.list();
    const at = events.findIndex((e) => e === this.state.selected);
    const from = at < 0 && by < 0 ? events.length : at;
    const next = events[Math.max(0, Math.min(events.length - 1, from + by))];
    if (next) this.state.select(next);
  }
}
