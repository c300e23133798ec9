// A table whose columns can be sorted; its rows are drawn anew, its head stays (and keeps the focus).
import { button, el } from '../shared/dom.ts';
import { say } from '../shared/announce.ts';
import type { Child } from '../shared/dom.ts';

export interface ColumnOf<T> {
  title: string;
  /** Below the title. */
  second?: string;
  /** What the column is sorted by; null comes last. */
  by: (row: T) => number | string | null;
  cell: (row: T) => Child;
  /** Class of the cells. */
  kind?: string;
  /** The first press sorts so. */
  descending?: boolean;
}

type Order = 'ascending' | 'descending';

/** `rows()` are asked for at each drawing; `limit` of them are drawn. */
export class SortableTable<T> {
  readonly node: HTMLTableElement;
  private readonly columns: ColumnOf<T>[];
  private readonly rows: () => T[];
  private readonly kindOf: (row: T) => string;
  private readonly head: HTMLTableCellElement[];
  private readonly body = el('tbody');
  private column: number;
  private order: Order;
  limit = Infinity;

  /** `column` sorts at first; -1 keeps the order the rows have. */
  constructor(
    caption: string,
    kind: string,
    columns: ColumnOf<T>[],
    rows: () => T[],
    kindOf: (row: T) => string,
    column: number,
  ) {
    this.columns = columns;
    this.rows = rows;
    this.kindOf = kindOf;
    this.column = column;
    this.order = columns[column]?.descending ? 'descending' : 'ascending';
    this.head = columns.map((c, i) => this.headCell(c, i));
    const title = el('caption', { class: 'sr' }, caption);
    this.node = el(
      'table',
      { class: `plain sortable ${kind}` },
      title,
      el('thead', {}, el('tr', {}, this.head)),
      this.body,
    );
    this.draw();
  }
  private headCell(c: ColumnOf<T>, i: number) {
    const sort = button(c.title, () => this.sortBy(i));
    const second = c.second && el('span', { class: 'second' }, c.second);
    return el('th', { scope: 'col', class: c.kind ?? '' }, sort, second);
  }
  private sortBy(i: number) {
    const first: Order = this.columns[i].descending ? 'descending' : 'ascending';
    const other: Order = first === 'ascending' ? 'descending' : 'ascending';
    this.order = this.column === i && this.order === first ? other : first;
    this.column = i;
    this.draw();
    say(`Sorted by ${this.columns[i].title}, ${this.order}`);
  }
  draw() {
    this.head.forEach((cell, i) => {
      if (i === this.column) cell.setAttribute('aria-sort', this.order);
      else cell.removeAttribute('aria-sort');
    });
    this.body.replaceChildren(
      ...this.sorted()
        .slice(0, this.limit)
        .map((row) => this.line(row)),
    );
  }
  private line(row: T) {
    const cells = this.columns.map((c, i) => {
      const kind = c.kind ?? '';
      if (i === 0) return el('th', { scope: 'row', class: kind }, c.cell(row));
      return el('td', { class: kind, 'data-title': c.title }, c.cell(row));
    });
    return el('tr', { class: this.kindOf(row) }, cells);
  }
  private sorted() {
    const by = this.columns[this.column]?.by;
    if (!by) return this.rows();
    const sign = this.order === 'ascending' ? 1 : -1;
    return [...this.rows()].sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return sign * (typeof x === 'string' ? x.localeCompare(String(y), 'en', { numeric: true }) : x - Number(y));
    });
  }
}

/** A wide table scrolls by itself, also by keys. */
export const scrolling = (words: string, ...table: Child[]) =>
  el('div', { class: 'table-wrap', tabindex: 0, role: 'region', 'aria-label': words }, table);

/** A list to choose one of, with its words before it. */
export function picker(words: string, options: [value: string, words: string][], change: (value: string) => void) {
  const list = el('select', { onchange: () => change(list.value) });
  list.append(...options.map(([value, name]) => el('option', { value }, name)));
  return el('label', { class: 'pick-one' }, words, list);
}

/** A cell shaded by its share of the range (0 to 1); null is not shaded. */
export function shaded(words: string, share: number | null, best = false) {
  const tint = el('i', { class: 'tint' });
  tint.style.opacity = ((share ?? 0) * 0.32).toFixed(3); // by the object model: a strict policy refuses style attributes
  return el('span', { class: 'shaded' + (best ? ' best' : '') }, tint, el('span', { class: 'num' }, words));
}
