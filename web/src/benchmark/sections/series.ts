// Every series by every detector, those first on which detectors disagree the most.
import { button, el, section } from '../../shared/dom.ts';
import { integer, plural } from '../../shared/words.ts';
import { decimals, isFloor, known, withValues, written } from '../run.ts';
import type { Run } from '../run.ts';
import { SortableTable, picker, scrolling, shaded } from '../table.ts';
import type { ColumnOf } from '../table.ts';
import type { Metric, Series } from '../wire.ts';
import { shareOf } from './families.ts';

const FIRST = 50; // rows that are drawn before the reader asks for all

export function seriesSection(run: Run) {
  const { series } = run.data;
  const offered = withValues(run.metrics, series.flatMap((s) => Object.values(s.metrics))); // prettier-ignore
  if (!series.length || !offered.length) return null;
  const metric = offered.find((m) => m === run.lead) ?? offered[0];
  const view = new SeriesTable(run, metric);
  const options = [metric, ...offered.filter((m) => m !== metric)].map((m): [string, string] => [m.name, m.words]);
  const search = el('input', {
    type: 'search',
    placeholder: 'part of a name or family',
    oninput: () => view.filter(search.value),
  });
  const tools = el(
    'div',
    { class: 'tools-row' },
    picker('Metric', options, (name) => view.show(run.metric(name) ?? metric)),
    series.length > 1 && el('label', { class: 'pick-one' }, 'Series', search),
    view.count,
  );
  const lead = 'Spread: the largest value less the smallest. The darker, the better.';
  return section('series', 'All series', lead, tools, view.place, view.more);
}

class SeriesTable {
  readonly place = el('div');
  readonly count = el('span', { class: 'muted', role: 'status' });
  readonly more = button('', () => this.showAll(), { class: 'more' });
  private readonly run: Run;
  private table: SortableTable<Series>;
  private wanted = '';
  private limit = FIRST;

  constructor(run: Run, metric: Metric) {
    this.run = run;
    this.table = this.make(metric);
    this.draw();
  }
  show(metric: Metric) {
    this.table = this.make(metric);
    this.draw();
  }
  filter(text: string) {
    this.wanted = text.trim().toLowerCase();
    this.draw();
  }
  private showAll() {
    this.limit = Infinity;
    this.draw();
    this.place.querySelector<HTMLElement>('.table-wrap')?.focus();
  }
  private shown() {
    const fits = (s: Series) => `${s.series} ${s.family}`.toLowerCase().includes(this.wanted);
    return this.run.data.series.filter(fits);
  }
  private draw() {
    this.table.limit = this.limit;
    this.table.draw();
    const [fit, all] = [this.shown().length, this.run.data.series.length];
    this.count.textContent =
      fit === all ? plural(all, 'series', 'series') : `${integer(fit)} of ${integer(all)} series`;
    this.more.textContent = `Show all ${integer(fit)} series`;
    this.more.hidden = fit <= this.limit;
  }
  private make(metric: Metric) {
    const columns = columnsOf(this.run, metric);
    const title = `${metric.words} of each series`;
    const column = this.run.data.detectors.length > 1 ? columns.length - 1 : 0;
    const table = new SortableTable(title, 'heat-table', columns, () => this.shown(), () => '', column); // prettier-ignore
    this.place.replaceChildren(scrolling(title, table.node));
    return table;
  }
}

/** A name may go on in a new line behind each of its parts. */
const breakable = (name: string) => (name.match(/[^_-]+[_-]*|[_-]+/g) ?? []).flatMap((part) => [part, el('wbr')]);

function columnsOf(run: Run, m: Metric): ColumnOf<Series>[] {
  const valueOf = (s: Series, detector: string) => known(s.metrics[detector], m.name);
  const names = run.ordered.map((d) => d.name);
  const of = (s: Series) => names.flatMap((name) => valueOf(s, name) ?? []);
  const all = run.data.series.flatMap(of);
  const places = decimals(all);
  const share = shareOf(all, m);
  const words = (v: number | null) => (v === null ? '\u2013' : written(v, places));
  const spread = (s: Series) => {
    const values = of(s);
    return values.length > 1 ? Math.max(...values) - Math.min(...values) : null;
  };
  const detector = (name: string): ColumnOf<Series> => ({
    title: name,
    by: (s) => valueOf(s, name),
    cell: (s) => shaded(words(valueOf(s, name)), share(valueOf(s, name))),
    kind: 'heat c-detector' + (isFloor(name) ? ' floor-column' : ''),
    descending: m.higher_is_better,
  });
  const fixedColumns: ColumnOf<Series>[] = [
    { title: 'Series', by: (s) => s.series, cell: (s) => breakable(s.series), kind: 'c-name' },
    { title: 'Family', by: (s) => s.family, cell: (s) => s.family },
    {
      title: 'Anomalies',
      by: (s) => s.anomalies,
      cell: (s) => integer(s.anomalies),
      kind: 'num right',
      descending: true,
    },
    {
      title: 'Rows',
      by: (s) => s.judged_rows,
      cell: (s) => integer(s.judged_rows),
      kind: 'num right',
      descending: true,
    },
  ];
  const last: ColumnOf<Series> = {
    title: 'Spread',
    by: spread,
    cell: (s) => words(spread(s)),
    kind: 'num right',
    descending: true,
  };
  return [...fixedColumns, ...names.map(detector), ...(names.length > 1 ? [last] : [])];
}
